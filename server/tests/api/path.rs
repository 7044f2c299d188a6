//! Filings from the beginning to the end.

use crate::harness::{MOBILE, Server};
use crate::steps::{Prepared, in_review, prepare, step, submit, take};
use http::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn to_the_icp_numbers() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let id = prepared.id;
    let submitted = submit(&mut applicant, &id, prepared.version, "first-key").await.is(StatusCode::OK).json();
    assert_eq!(submitted["status"], "first_review");

    let mut reviewer = server.reviewer().await;
    let queue = reviewer.get("/staff/filings").await.is(StatusCode::OK).json();
    assert_eq!(queue["entries"][0]["id"], id.as_str());
    let mut version = take(&mut reviewer, &id).await;
    let review = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    assert_eq!(review["captures"].as_array().unwrap().len(), 3);
    for (what, status) in
        [("approve", "to_bureau"), ("hand-to-bureau", "sms_pending"), ("sms-verified", "bureau_review")]
    {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
        let seen = applicant.get(&format!("/filings/{id}")).await.json();
        assert_eq!(seen["status"], status);
    }
    let site = &prepared.document["sites"][0]["id"];
    let sites = |number: &str| json!([{ "site": submitted["filing"]["sites"][0]["id"], "number": number }]);
    assert_eq!(submitted["filing"]["sites"][0]["id"], *site);
    let wrong = json!({ "organiser": "京ICP备12345678号", "sites": sites("京ICP备12345678号-1") });
    let wrong = reviewer.post_over(&format!("/staff/filings/{id}/bureau-approve"), version, wrong).await;
    assert_eq!(wrong.refused(422, "invalid")["findings"][0]["rule"], "icp-number");
    let right = json!({ "organiser": "粤ICP备12345678号", "sites": sites("粤ICP备12345678号-1") });
    step(&mut reviewer, &id, "bureau-approve", version, right).await;

    let done = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(done["status"], "approved");
    assert_eq!(done["numbers"]["sites"][0]["number"], "粤ICP备12345678号-1");
    let timeline = done["timeline"].as_array().unwrap();
    let events: Vec<&str> = timeline.iter().filter_map(|one| one["event"].as_str()).collect();
    assert_eq!(events, ["submit", "approve", "hand_to_bureau", "sms_verified", "bureau_approve"]);
    // Licence, two sides, one video.
    assert_eq!(server.uploads(), 5);
}

#[tokio::test]
async fn returned_corrected_approved() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, mut document } = in_review(&server, &mut applicant, &mut reviewer).await;
    let none = reviewer.post_over(&format!("/staff/filings/{id}/return"), version, json!({ "reasons": [] })).await;
    none.refused(422, "invalid");
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请填写到门牌号" }] });
    step(&mut reviewer, &id, "return", version, reasons).await;

    let seen = applicant.get(&format!("/filings/{id}")).await;
    let (version, seen) = (seen.version(), seen.json());
    assert_eq!(seen["status"], "needs_fix");
    assert_eq!(seen["findings"][0]["path"], "organiser.address");
    // Unanswered, it does not go through.
    let again = submit(&mut applicant, &id, version, "second-key").await.refused(422, "invalid");
    assert_eq!(again["findings"][0]["rule"], "review.returned");
    document["organiser"]["address"] = json!("科技园路1号示例大厦2栋3层302室");
    let saved = applicant.save(&id, version, &document).await.is(StatusCode::OK);
    assert_eq!(saved.json()["findings"], json!([]));
    let version = saved.version();
    let resubmitted = submit(&mut applicant, &id, version, "third-key").await.is(StatusCode::OK).json();
    assert_eq!(resubmitted["status"], "resubmitted");
    let version = reviewer.get(&format!("/staff/filings/{id}")).await.json()["view"]["version"].as_u64().unwrap();
    let version = if reviewer.get(&format!("/staff/filings/{id}")).await.json()["mine"] == Value::Bool(true) {
        version
    } else {
        take(&mut reviewer, &id).await
    };
    step(&mut reviewer, &id, "approve", version, json!({})).await;
    assert_eq!(applicant.get(&format!("/filings/{id}")).await.json()["status"], "to_bureau");
}

#[tokio::test]
async fn the_same_creation_and_submission_sent_twice_happen_once() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let key = [("idempotency-key", "one-and-the-same")];
    let first = applicant.call(http::Method::POST, "/filings", Value::Null, &key).await.is(StatusCode::CREATED).json();
    let second = applicant.call(http::Method::POST, "/filings", Value::Null, &key).await.is(StatusCode::CREATED).json();
    assert_eq!(first["id"], second["id"]);
    assert_eq!(applicant.get("/filings").await.json().as_array().unwrap().len(), 1);
    let id = first["id"].as_str().unwrap();
    let other =
        applicant.call(http::Method::POST, "/filings", Value::Null, &[("idempotency-key", "another-key")]).await;
    assert_eq!(other.refused(409, "filing-in-flight")["filing"], id);
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);

    let prepared = prepare(&server, &mut applicant).await;
    let first = submit(&mut applicant, &prepared.id, prepared.version, "submit-key").await.is(StatusCode::OK).json();
    let second = submit(&mut applicant, &prepared.id, prepared.version, "submit-key").await.is(StatusCode::OK).json();
    assert_eq!(first["version"], second["version"]);
    assert_eq!(second["timeline"].as_array().unwrap().len(), 2, "begun, submitted");
    submit(&mut applicant, &prepared.id, first["version"].as_u64().unwrap(), "another-key")
        .await
        .refused(409, "not-now");
}

#[tokio::test]
async fn taken_back_before_the_bureau_and_not_after() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let id = prepared.id;
    submit(&mut applicant, &id, prepared.version, "first-key").await.is(StatusCode::OK);
    let back = applicant.post(&format!("/filings/{id}/withdraw"), json!({ "note": "要改域名" })).await;
    let back = back.is(StatusCode::OK).json();
    assert_eq!(back["status"], "draft");
    submit(&mut applicant, &id, back["version"].as_u64().unwrap(), "next-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let mut version = take(&mut reviewer, &id).await;
    for what in ["approve", "hand-to-bureau"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.refused(409, "not-now");
}
