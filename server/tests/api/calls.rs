//! Calls about a filing and what colleagues tell each other: kept, told to colleagues alone, with what follows a call that reached nobody.

use crate::harness::{MOBILE, NOW, REVIEWER, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review, prepare_as, step, submit, take};
use beian_model::wire::Role;
use beian_server::jobs::scheduler;
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

/// What was sent to an address, oldest first.
async fn sent_to(server: &Server, address: &str) -> Vec<String> {
    let sql = format!("SELECT text AS line FROM outbox WHERE kind = 'email' AND recipient = '{address}' ORDER BY id");
    server.texts(&sql).await
}

/// A server whose sessions outlast the calls.
async fn with_long_sessions() -> Server {
    let settings = |config: &mut beian_server::config::Config| {
        config.public_url = "https://beian.example.com".to_owned();
        (config.sessions.idle, config.sessions.absolute) = (7 * 86_400, 7 * 86_400);
        // Who has it has it still.
        config.staff.claims_idle = 7 * 86_400;
    };
    Server::with(settings).await
}

/// Time passes, and several servers look.
async fn after(server: &Server, seconds: i64) {
    server.app.clock.advance(seconds);
    for _ in 0..2 {
        scheduler::tick(&server.app).await.unwrap();
    }
}

#[tokio::test]
async fn who_has_it_is_reminded_once_to_call_again_an_hour_later() {
    let server = with_long_sessions().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let hours = |document: &mut Value| document["organiser"]["call_hours"] = json!("工作日 9:00-18:00");
    let Prepared { id, version, .. } = prepare_as(&server, &mut applicant, hours).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let version = take(&mut reviewer, &id).await;
    let calls = format!("/staff/filings/{id}/calls");
    let call = |outcome: &str| json!({ "number": "13800100500", "outcome": outcome });
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let reminded = async || sent_to(&server, REVIEWER.0).await;
    other.post(&calls, call("missed")).await.is(StatusCode::OK);
    after(&server, 3599).await;
    assert!(reminded().await.is_empty());
    after(&server, 1).await;
    let first = reminded().await;
    assert_eq!(first.len(), 1, "{first:?}");
    let at = format!("https://beian.example.com/desk#/filings/{id}");
    for part in ["请再次拨打", &at, "申请人方便接听的时间：工作日 9:00-18:00"] {
        assert!(first[0].contains(part), "{part}: {first:?}");
    }
    // After the second one a return may follow: nobody is reminded of a third.
    other.post(&calls, call("busy")).await.is(StatusCode::OK);
    after(&server, 3600).await;
    assert_eq!(reminded().await.len(), 1);
    // Of a call that reached somebody nobody is reminded, nor of one before a state that is over.
    reviewer.post(&calls, call("reached")).await.is(StatusCode::OK);
    server.app.clock.advance(1);
    reviewer.post(&calls, call("missed")).await.is(StatusCode::OK);
    server.app.clock.advance(1);
    step(&mut reviewer, &id, "approve", version, json!({})).await;
    after(&server, 3600).await;
    assert_eq!(reminded().await.len(), 1);
    assert!(sent_to(&server, "other@example.com").await.is_empty());
}

#[tokio::test]
async fn a_call_about_what_nobody_has_reminds_who_called_and_an_old_one_nobody() {
    let server = with_long_sessions().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    reviewer.post(&format!("/staff/filings/{id}/release"), Value::Null).await.is(StatusCode::OK);
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let call = json!({ "number": "13800100500", "outcome": "missed" });
    other.post(&format!("/staff/filings/{id}/calls"), call.clone()).await.is(StatusCode::OK);
    after(&server, 3600).await;
    assert_eq!((sent_to(&server, "other@example.com").await.len(), sent_to(&server, REVIEWER.0).await.len()), (1, 0));
    let halted = server.copy().await;
    let mut other = colleague(&halted, "third", Role::Reviewer).await;
    other.post(&format!("/staff/filings/{id}/calls"), json!({ "number": "1", "outcome": "reached" })).await;
    halted.app.clock.advance(1);
    other.post(&format!("/staff/filings/{id}/calls"), call).await.is(StatusCode::OK);
    after(&halted, 86_400).await;
    assert!(sent_to(&halted, "third@example.com").await.is_empty());
}

#[tokio::test]
async fn a_colleague_whom_a_remark_names_gets_it_by_e_mail_once() {
    let server = Server::with(|config| config.public_url = "https://beian.example.com".to_owned()).await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    for name in ["李明", "李明华"] {
        colleague(&server, name, Role::Reviewer).await;
    }
    server.sql("UPDATE staff SET email = 'li@example.com' WHERE name = '李明华'").await;
    let text = "@李明华请看授权书 <b>，@李明华 @审核员甲";
    reviewer.post(&format!("/staff/filings/{id}/remarks"), json!({ "text": text })).await.is(StatusCode::OK);
    let told = sent_to(&server, "li@example.com").await;
    assert_eq!(told.len(), 1, "{told:?}");
    for part in ["审核员甲 在备案订单", text, &format!("https://beian.example.com/desk#/filings/{id}")] {
        assert!(told[0].contains(part), "{part}: {told:?}");
    }
    // Nobody else, and not who wrote it.
    let emails = server.texts("SELECT recipient AS line FROM outbox WHERE text LIKE '%授权书%'").await;
    assert_eq!(emails, ["li@example.com"]);
}
