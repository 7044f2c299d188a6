//! An empty filing: each step says everything that is missing at once, and each line leads to its field.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

/// The fields that the summary's lines lead to.
const TARGETS: &str =
    "return [...document.querySelectorAll('#error-summary a')].map(it => it.getAttribute('href').slice(1))";

#[tokio::test(flavor = "multi_thread")]
async fn each_step_says_everything_at_once_and_leads_to_each_field() {
    let server = Server::start().await;
    let applicant = Browser::open("all-errors", Device::Desktop, "en").await;
    path::sign_in(&applicant, &server).await;
    applicant.click_action("new-filing").await;
    applicant.until_at("/prepare").await;
    let id = path::filing_id(&applicant).await;
    for (step, action, fewest) in
        [("basic-check", "next", 5), ("organiser", "next", 12), ("websites", "next", 2), ("preview", "submit", 25)]
    {
        applicant.goto(&server.url(&format!("/filings/{id}/{step}"))).await;
        applicant.find(&format!("[data-action='{action}']")).await;
        applicant.click_action(action).await;
        applicant.until("the summary has the focus", "document.activeElement?.id === 'error-summary'").await;
        let targets = applicant.client.execute(TARGETS, vec![]).await.expect("the page answers");
        let targets: Vec<String> = serde_json::from_value(targets).expect("paths");
        assert!(targets.len() >= fewest, "{step} says only {targets:?}");
        if step == "preview" {
            // Its lines lead to other pages, each to its field.
            applicant.click("#error-summary li:first-child a").await;
            applicant.until_at("/basic-check").await;
            applicant.until("a field has the focus", "!!document.activeElement?.closest('[data-path]')").await;
            continue;
        }
        for target in targets {
            applicant.click(&format!("#error-summary a[href='#{target}']")).await;
            let inside = format!(
                "(field => !!field && field.contains(document.activeElement))(document.getElementById({}))",
                serde_json::json!(target)
            );
            applicant.until(&format!("{step}: {target} has the focus"), &inside).await;
            // The complaint stands at the field too, and the control refers to it.
            let complaint = format!("[id='{target}-error']");
            assert!(applicant.has(&complaint).await, "{step}: no complaint at {target}");
        }
    }
}
