//! A page's program on a weak network: waited for, and where it does not come the shell says so.

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
