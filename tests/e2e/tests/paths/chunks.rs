//! Parts of the wizard that come in files of their own: late, never, and gone after a deployment. Nothing typed is lost to any of it.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

const RULES: &str = "*/assets/beian-rules-*.wasm";
const STEPS: &str = "*/assets/beian-steps-*.wasm";
const MISSING: &str = "[data-part-missing]";

/// The page has asked for a chunk so often.
fn asked_for(chunk: &str, times: u32) -> String {
    format!(
        "performance.getEntriesByType('resource').filter(it => it.name.includes('/beian-{chunk}-')).length >= {times}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_fails_at_first_is_asked_for_again() {
    let server = Server::start().await;
    let visitor = Browser::open("chunk-late", Device::Desktop, "en").await;
    visitor.block(&[RULES]).await;
    visitor.goto(&server.url("/")).await;
    visitor.type_into("domain-check", "example.com").await;
    visitor.until("the chunk was asked for twice", &asked_for("rules", 2)).await;
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
