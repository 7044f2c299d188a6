//! Parts of the wizard and of the desk that come late or never, on a desktop and on a phone: nothing typed is lost. The wizard's faults in
//! each browser engine: `chunk_faults`.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::Status;

const RULES: &str = "*/assets/beian-rules-*.wasm";
const CASE: &str = "*/assets/desk-case-*.wasm";
const MISSING: &str = "[data-part-missing]";
const LEFT: &str = "!document.querySelector('.queue-tools')";

/// The page has asked for a chunk of a program so often.
fn asked_for(chunk: &str, times: u32) -> String {
    format!("performance.getEntriesByType('resource').filter(it => it.name.includes('/{chunk}-')).length >= {times}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_does_not_come_is_told_and_asked_for_by_hand() {
    let server = Server::start().await;
    for (name, device, language) in
        [("chunk-missing", Device::Desktop, "en"), ("chunk-missing-phone", Device::Phone, "zh-CN")]
    {
        let visitor = Browser::open(name, device, language).await;
        visitor.block(&[RULES]).await;
        visitor.goto(&server.url("/")).await;
        visitor.type_into("domain-check", "example.com").await;
        visitor.find(&format!("#domain-check-said {MISSING}")).await;
        visitor.picture("told").await;
        assert_eq!(visitor.value("domain-check").await, "example.com");
        // One can sign in without it.
        assert!(visitor.client.find(fantoccini::Locator::Css("#mobile")).await.unwrap().is_enabled().await.unwrap());
        visitor.block(&[]).await;
        visitor.click(&format!("#domain-check-said {MISSING} [data-action='load-again']")).await;
        visitor.find("[data-line='suffix'][data-tone='good']").await;
        assert!(!visitor.has(&format!("#domain-check-said {MISSING}")).await);
    }
}

/// A filing that waits for its first review, and its address at the desk.
async fn filing_to_review(server: &Server) -> (String, String) {
    let account = Account::sign_in(server, &demo_mobile(Status::FirstReview)).await;
    let id = account.filings().await.remove(0);
    let address = server.url(&format!("/desk#/filings/{id}"));
    (id, address)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_chunk_that_fails_at_first_is_asked_for_again() {
    let server = Server::start_demo().await;
    let (id, _) = filing_to_review(&server).await;
    let desk = Browser::open("desk-chunk-late", Device::Desktop, "en").await;
    desk.block(&[CASE]).await;
    path::sign_in_at_desk(&desk, &server).await;
    desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
    desk.until("the chunk was asked for twice", &asked_for("desk-case", 2)).await;
    desk.block(&[]).await;
    desk.find("[data-action='claim']").await;
    assert!(!desk.has(MISSING).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_chunk_that_does_not_come_is_told_and_asked_for_by_hand() {
    let server = Server::start_demo().await;
    let (id, address) = filing_to_review(&server).await;
    for (name, device, language) in
        [("desk-chunk-missing", Device::Desktop, "en"), ("desk-chunk-missing-phone", Device::Phone, "zh-CN")]
    {
        let desk = Browser::open(name, device, language).await;
        desk.block(&[CASE]).await;
        desk.goto(&address).await;
        // The words of a refusal are in the chunk too: until it is there the server's own are said.
        desk.type_into("email", "nobody@example.com").await;
        desk.type_into("password", "not the password").await;
        desk.click_action("sign-in").await;
        desk.find("[data-problem='wrong-credentials']").await;
        assert!(!desk.text_of("[data-problem='wrong-credentials']").await.is_empty());
        assert_eq!(desk.value("email").await, "nobody@example.com");
        desk.goto("about:blank").await;
        path::sign_in_at_desk(&desk, &server).await;
        desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
        desk.until("the queue is left", LEFT).await;
        desk.find(MISSING).await;
        desk.picture("told").await;
        // The queue can be gone back to without it.
        desk.click(".header__brand").await;
        desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
        desk.until("the queue is left", LEFT).await;
        desk.find(MISSING).await;
        desk.block(&[]).await;
        desk.click(&format!("{MISSING} [data-action='load-again']")).await;
        desk.find("[data-action='claim']").await;
        assert!(!desk.has(MISSING).await);
        desk.until("the focus is on the heading", "document.activeElement.id === 'heading'").await;
    }
}
