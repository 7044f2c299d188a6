//! Two colleagues approve where the settings ask for it: never the same one twice, and a return by the second drops the first approval.

use crate::harness::{MOBILE, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review, step, take};
use beian_model::wire::Role;
use beian_server::config::TwoPersons;
use http::StatusCode;
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
