//! Parts of the wizard and of the desk that come in files of their own: late, never, and gone after a deployment. Nothing typed is lost
//! to any of it.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::Status;

const RULES: &str = "*/assets/beian-rules-*.wasm";
const STEPS: &str = "*/assets/beian-steps-*.wasm";
const CASE: &str = "*/assets/desk-case-*.wasm";
const MISSING: &str = "[data-part-missing]";

/// The page has asked for a chunk of a program so often.
fn asked_for(chunk: &str, times: u32) -> String {
    format!("performance.getEntriesByType('resource').filter(it => it.name.includes('/{chunk}-')).length >= {times}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_fails_at_first_is_asked_for_again() {
    let server = Server::start().await;
    let visitor = Browser::open("chunk-late", Device::Desktop, "en").await;
    visitor.block(&[RULES]).await;
    visitor.goto(&server.url("/")).await;
    visitor.type_into("domain-check", "example.com").await;
    visitor.until("the chunk was asked for twice", &asked_for("beian-rules", 2)).await;
    visitor.block(&[]).await;
    visitor.find("[data-line='suffix'][data-tone='good']").await;
    assert_eq!(visitor.value("domain-check").await, "example.com");
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

/// The files of the build that the page came with are gone, as they are where a deployment removes them at once.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_deployment_the_page_asks_to_be_loaded_anew_and_what_was_typed_is_there() {
    let server = Server::start().await;
    let applicant = Browser::open("chunk-gone", Device::Desktop, "en").await;
    // Nothing is fetched ahead where the person asked for that.
    applicant.before_load("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.click(&format!(".stepper a[href$='/filings/{id}/basic-check']")).await;
    applicant.type_into("organiser.name", "某某科技有限公司").await;
    applicant.block(&[STEPS]).await;
    // Steps are links, so nothing has to be complete to go there.
    applicant.click(&format!(".stepper a[href$='/filings/{id}/websites']")).await;
    applicant.find(MISSING).await;
    applicant.picture("told").await;
    applicant.block(&[]).await;
    applicant.click(&format!("{MISSING} [data-action='reload']")).await;
    applicant.find("[data-action='add-site']").await;
    applicant.goto(&server.url(&format!("/filings/{id}/basic-check"))).await;
    applicant.find("[id='organiser.name']").await;
    assert_eq!(applicant.value("organiser.name").await, "某某科技有限公司");
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
        desk.find(MISSING).await;
        desk.picture("told").await;
        // The queue can be gone back to without it.
        desk.click(".header__brand").await;
        desk.find("#queue-of").await;
        desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
        desk.find(MISSING).await;
        desk.block(&[]).await;
        desk.click(&format!("{MISSING} [data-action='load-again']")).await;
        desk.find("[data-action='claim']").await;
        assert!(!desk.has(MISSING).await);
        desk.until("the focus is on the heading", "document.activeElement.id === 'heading'").await;
    }
}
