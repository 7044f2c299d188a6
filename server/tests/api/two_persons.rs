//! Two colleagues approve where the settings ask for it: never the same one twice, and a return by the second drops the first approval.

use crate::harness::{Answer, Client, MOBILE, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review, step, take};
use beian_model::wire::Role;
use beian_server::config::TwoPersons;
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn the_second_colleague_approves_and_the_first_does_not_twice() {
    let server = Server::with(|config| config.review.two_persons = TwoPersons::Approve).await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let case = format!("/staff/filings/{id}");
    let approve = format!("{case}/approve");
    let first = reviewer.post_over(&approve, version, json!({ "note": "材料齐全" })).await.is(StatusCode::OK).json();
    assert_eq!((first["view"]["status"].as_str(), first["reviewer"].as_str()), (Some("first_review"), None));
    assert_eq!(
        (&first["first_approval"]["mine"], &first["first_approval"]["note"]),
        (&json!(true), &json!("材料齐全"))
    );
    // The applicant is told nothing of it.
    assert!(!applicant.get(&format!("/filings/{id}")).await.json().to_string().contains("材料齐全"));
    // The first one takes it again and approves again: refused.
    let version = take(&mut reviewer, &id).await;
    let problem = reviewer.post_over(&approve, version, json!({})).await.refused(409, "not-now");
    assert!(problem["detail"].as_str().unwrap().contains("另一位同事"), "{problem}");
    reviewer.post(&format!("{case}/release"), Value::Null).await.is(StatusCode::OK);
    // The second one returns it: the first approval is gone when it comes back.
    let version = take(&mut other, &id).await;
    let seen = other.get(&case).await.is(StatusCode::OK).json();
    assert_eq!((&seen["first_approval"]["by"], &seen["first_approval"]["mine"]), (&json!("审核员甲"), &json!(false)));
    let copy = server.copy().await;
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }] });
    step(&mut other.at(&copy), &id, "return", version, reasons).await;
    let dropped = copy.texts("SELECT filing AS line FROM first_approvals").await;
    assert!(dropped.is_empty(), "{dropped:?}");
    // Or approves it: once, and it is approved.
    step(&mut other, &id, "approve", version, json!({})).await;
    let done = other.get(&case).await.is(StatusCode::OK).json();
    assert_eq!((done["view"]["status"].as_str(), &done["first_approval"]), (Some("to_bureau"), &Value::Null));
    let noted =
        server.texts("SELECT action AS line FROM audit WHERE action LIKE 'filing.%approved' ORDER BY number").await;
    assert_eq!(noted, ["filing.first_approved", "filing.approved"]);
}

async fn undo(client: &mut Client, id: &str, version: u64) -> Answer {
    let tag = format!("\"{version}\"");
    let path = format!("/staff/filings/{id}/first-approval");
    client.call(Method::DELETE, &path, Value::Null, &[("if-match", &tag)]).await
}

#[tokio::test]
async fn who_approved_first_takes_it_back_as_long_as_nobody_approved_after_them() {
    let server = Server::with(|config| config.review.two_persons = TwoPersons::Approve).await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let approve = format!("/staff/filings/{id}/approve");
    reviewer.post_over(&approve, version, json!({})).await.is(StatusCode::OK);
    let seen = take(&mut other, &id).await;
    // It is not another's to take back, and not over a version that they have not seen.
    let kept = undo(&mut other, &id, seen).await.is(StatusCode::OK).json();
    assert_eq!(kept["first_approval"]["by"], "审核员甲");
    undo(&mut reviewer, &id, version).await.refused(412, "stale");
    let undone = undo(&mut reviewer, &id, seen).await.is(StatusCode::OK).json();
    assert_eq!((&undone["first_approval"], undone["view"]["status"].as_str()), (&Value::Null, Some("first_review")));
    // Who has it looks again before they approve, and is the first then.
    other.post_over(&approve, seen, json!({})).await.refused(412, "stale");
    let seen = undone["view"]["version"].as_u64().unwrap();
    let first = other.post_over(&approve, seen, json!({})).await.is(StatusCode::OK).json();
    assert_eq!(
        (&first["first_approval"]["mine"], first["view"]["status"].as_str()),
        (&json!(true), Some("first_review"))
    );
    let seen = take(&mut reviewer, &id).await;
    step(&mut reviewer, &id, "approve", seen, json!({})).await;
    let version = other.get(&format!("/staff/filings/{id}")).await.json()["view"]["version"].as_u64().unwrap();
    undo(&mut other, &id, version).await.refused(409, "not-now");
    let noted =
        server.texts("SELECT action AS line FROM audit WHERE action LIKE 'filing.first%' ORDER BY number").await;
    assert_eq!(noted, ["filing.first_approved", "filing.first_approval_undone", "filing.first_approved"]);
}

#[tokio::test]
async fn what_can_still_be_undone_is_not_approved_beside() {
    let settings = |config: &mut beian_server::config::Config| {
        (config.review.two_persons, config.review.undo_seconds) = (TwoPersons::Approve, 60);
    };
    let server = Server::with(settings).await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }] });
    let version = step(&mut reviewer, &id, "return", version, reasons).await;
    let problem = reviewer.post_over(&format!("/staff/filings/{id}/approve"), version, json!({})).await;
    problem.refused(409, "not-now");
    let case = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!((&case["first_approval"], &case["pending"]["event"]), (&Value::Null, &json!("return")));
}
