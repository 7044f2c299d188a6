//! A client that goes away in the middle of a request: a reload, a dead battery.

use crate::harness::{MOBILE, Server};
use http::StatusCode;
use serde_json::json;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Begins a future, and drops it at its first wait.
async fn begun_and_dropped<F: Future>(future: F) {
    let mut future = pin!(future);
    poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending(), "it was done at once: nothing is given up");
        Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn a_save_is_made_to_its_end_and_told_to_who_waits() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let (id, mut version) = (view["id"].as_str().unwrap().to_owned(), view["version"].as_u64().unwrap());
    let mut document = view["filing"].clone();
    for round in 0..20 {
        document["organiser"]["remark"] = json!(format!("round {round}"));
        begun_and_dropped(applicant.clone().save(&id, version, &document)).await;
        let known = format!("\"{version}\"");
        let waited = applicant
            .call(http::Method::GET, &format!("/filings/{id}?wait=25"), json!(null), &[("if-none-match", &known)])
            .await
            .is(StatusCode::OK);
        assert_eq!(waited.json()["filing"]["organiser"]["remark"], document["organiser"]["remark"]);
        version = waited.version();
    }
}
