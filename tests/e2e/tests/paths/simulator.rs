//! The demonstration's simulator, as a newcomer drives it: the bureau's answer is a click away.

use beian_e2e::browser::{Browser, Device, Engine};
use beian_e2e::server::Server;
use beian_model::Status;

/// The simulator's button for an event of a filing.
fn button(filing: &str, event: &str) -> String {
    format!("[data-filing='{filing}'] button[value='{event}']")
}

async fn from_the_bureau_to_the_number(engine: Engine, name: &'static str) {
    let server = Server::start_demo().await;
    let browser = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    browser.goto(&server.url("/simulator")).await;
    let waiting = browser.find("article:has(button[value='hand_to_bureau'])").await;
    let filing = waiting.attr("data-filing").await.unwrap().expect("the filing's id");
    for event in ["hand_to_bureau", "sms_verified", "bureau_approve"] {
        // Each click sends a form and comes back to the page, which shows the next one.
        browser.click(&button(&filing, event)).await;
        browser
            .until(&format!("{event} was played"), &format!("!document.querySelector({:?})", button(&filing, event)))
            .await;
        browser.until_at("/simulator").await;
    }
    browser.until("it waits for nobody", &format!("!document.querySelector(\"[data-filing='{filing}']\")")).await;
    assert_eq!(server.filing(&filing).await.0, Status::Approved.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_chromium() {
    from_the_bureau_to_the_number(Engine::Chromium, "simulator-chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_firefox() {
    from_the_bureau_to_the_number(Engine::Firefox, "simulator-firefox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_webkit() {
    from_the_bureau_to_the_number(Engine::WebKit, "simulator-webkit").await;
}
