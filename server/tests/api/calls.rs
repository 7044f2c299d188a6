//! Calls about a filing and what colleagues tell each other: kept, told to colleagues alone, with what follows a call that reached nobody.

use crate::harness::{MOBILE, NOW, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review};
use beian_model::wire::Role;
use http::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_second_call_is_due_in_an_hour_and_after_two_a_return_may_follow() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let case = format!("/staff/filings/{id}");
    let call = |outcome: &str| json!({ "number": "13800100500", "outcome": outcome, "note": "响铃 <无人>" });
    let follows = |view: &Value| (view["follow_up"]["call_again"].clone(), view["follow_up"]["may_return"].clone());
    let now = server.app.clock.now().0;
    assert!(now >= NOW);
    let view = reviewer.post(&format!("{case}/calls"), call("missed")).await.is(StatusCode::OK).json();
    assert_eq!(follows(&view), (json!(now + 3600), json!(false)));
    server.app.clock.advance(3600);
    let mut reviewer = server.reviewer().await;
    // A colleague calls the second time, without having the filing.
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let view = other.post(&format!("{case}/calls"), call("busy")).await.is(StatusCode::OK).json();
    assert_eq!(follows(&view), (json!(now + 7200), json!(true)));
    let first = &view["calls"][1];
    assert_eq!((&first["by"], &first["note"], &first["at"]), (&json!("审核员甲"), &json!("响铃 <无人>"), &json!(now)));
    server.app.clock.advance(1);
    let view = other.post(&format!("{case}/calls"), call("reached")).await.is(StatusCode::OK).json();
    assert_eq!(follows(&view), (Value::Null, Value::Null));
    for number in ["", "一三八", &"1".repeat(33)] {
        let wrong = json!({ "number": number, "outcome": "missed" });
        reviewer.post(&format!("{case}/calls"), wrong).await.refused(422, "invalid");
    }
    reviewer
        .post(&format!("{case}/calls"), json!({ "number": "1", "outcome": "asleep" }))
        .await
        .refused(400, "unreadable");
    let view = other.post(&format!("{case}/remarks"), json!({ "text": "@审核员甲 请再看授权书" })).await.json();
    assert_eq!(
        (&view["remarks"][0]["by"], &view["remarks"][0]["text"]),
        (&json!("other"), &json!("@审核员甲 请再看授权书"))
    );
    for text in ["", " ", &"长".repeat(501)] {
        other.post(&format!("{case}/remarks"), json!({ "text": text })).await.refused(422, "invalid");
    }
    // Its applicant sees nothing of it.
    let theirs = applicant.get(&format!("/filings/{id}")).await.json().to_string();
    assert!(!theirs.contains("授权书。") && !theirs.contains("响铃") && !theirs.contains("请再看"));
}
