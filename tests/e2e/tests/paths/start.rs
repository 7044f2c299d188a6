//! A page's program on a weak network: waited for, and where it does not come the shell says so. A browser that is too old for it is
//! told which one it needs.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;

const PROGRAM: &str = "*/assets/phone-*.wasm";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_late_starts_the_page_all_the_same() {
    let server = Server::start().await;
    let phone = Browser::open("late-program", Device::Phone, "en").await;
    phone.block(&[PROGRAM]).await;
    phone.goto(&server.url("/p")).await;
    phone.until("the program was asked for", &asked_for(2)).await;
    assert!(phone.has("[data-shell]").await, "the shell stands");
    phone.block(&[]).await;
    phone.find("[data-screen='ended'] [data-problem='signed-out']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_come_is_told() {
    let server = Server::start().await;
    let phone = Browser::open("no-program", Device::Phone, "en").await;
    phone.block(&[PROGRAM]).await;
    phone.goto(&server.url("/p")).await;
    phone.find("[data-start-failed]:not([hidden])").await;
    phone.picture("told").await;
}

/// The page has asked for its program so often, the preload not counted.
fn asked_for(times: u32) -> String {
    format!("performance.getEntriesByType('resource').filter(it => it.name.endsWith('.wasm')).length >= {times}")
}

/// What old browsers lack, as a script that takes it from a new one.
const LACKS: [(&str, &str); 4] = [
    ("WebAssembly", "delete window.WebAssembly"),
    (
        "reference types",
        "const validate = WebAssembly.validate;
        WebAssembly.validate = (bytes) => !new Uint8Array(bytes.buffer ?? bytes).includes(208) && validate(bytes)",
    ),
    ("JavaScript modules", "delete HTMLScriptElement.prototype.noModule"),
    // What a browser does with a module whose syntax is newer than itself.
    (
        "SyntaxError",
        "const append = Node.prototype.appendChild;
        Node.prototype.appendChild = function (node) {
            if (node.type !== 'module') return append.call(this, node);
            const message = 'Uncaught SyntaxError: Unexpected reserved word';
            window.dispatchEvent(new ErrorEvent('error', { message, filename: node.src }));
            return node;
        }",
    ),
];

async fn an_old_browser_is_told(name: &'static str, page: &str) {
    let server = Server::start().await;
    for (lacks, script) in LACKS {
        let browser = Browser::open(name, Device::Desktop, "en").await;
        browser.before_load(script).await;
        browser.goto(&server.url(page)).await;
        browser.find("[data-needs-browser]:not([hidden])").await;
        let said = browser.text_of("[data-needs-browser]").await;
        for word in ["浏览器版本过低", "This browser is too old", "Chrome / Edge 96", lacks] {
            assert!(said.contains(word), "{page} without {lacks}: {said}");
        }
        assert!(!browser.has("[data-shell] [role='status']").await, "nothing is being loaded any more");
        browser.picture("told").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wizard_tells_an_old_browser() {
    an_old_browser_is_told("old-wizard", "/").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phones_page_tells_an_old_browser() {
    an_old_browser_is_told("old-phone", "/p").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_tells_an_old_browser() {
    an_old_browser_is_told("old-desk", "/desk").await;
}
