//! A decision that can be undone for a minute: nobody is told of it before it holds, and it holds once, whatever happens meanwhile.

use crate::harness::{Client, MOBILE, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review};
use beian_model::wire::Role;
use beian_server::jobs::scheduler;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// A server whose decisions can be undone for a minute.
async fn server() -> Server {
    Server::with(|config| config.review.undo_seconds = 60).await
}

fn reasons() -> Value {
    json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }], "note": "只差这一处" })
}

async fn undo(client: &mut Client, id: &str, version: u64) -> crate::harness::Answer {
    let tag = format!("\"{version}\"");
    client.call(Method::DELETE, &format!("/staff/filings/{id}/decision"), Value::Null, &[("if-match", &tag)]).await
}

/// Decides; gives the case then.
async fn decide(client: &mut Client, id: &str, what: &str, version: u64) -> Value {
    let body = if what == "approve" { json!({}) } else { reasons() };
    client.post_over(&format!("/staff/filings/{id}/{what}"), version, body).await.is(StatusCode::OK).json()
}

fn version(case: &Value) -> u64 {
    case["view"]["version"].as_u64().unwrap()
}

/// What its applicant is told: the state, the reasons, how many messages.
async fn told(server: &Server, applicant: &mut Client, id: &str) -> (String, usize, String) {
    let view = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    let returned = view["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "review.returned").count();
    let messages = server.texts("SELECT CAST(count(*) AS TEXT) AS line FROM outbox").await;
    (view["status"].as_str().unwrap().to_owned(), returned, messages[0].clone())
}

#[tokio::test]
async fn nobody_is_told_of_a_decision_until_it_holds_and_then_once() {
    let server = server().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version: seen, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let before = told(&server, &mut applicant, &id).await;
    // What the applicant will read is known before.
    let given = reasons();
    let asked = json!({ "event": "return", "reasons": given["reasons"], "note": given["note"] });
    let preview = reviewer.post(&format!("/staff/filings/{id}/preview"), asked).await.is(StatusCode::OK).json();
    let preview = preview["text"].as_str().unwrap().to_owned();
    assert!(preview.contains("请写到门牌号") && preview.contains("只差这一处"), "{preview}");
    let other = json!({ "event": "hand_to_bureau" });
    reviewer.post(&format!("/staff/filings/{id}/preview"), other).await.refused(409, "not-now");
    let case = decide(&mut reviewer, &id, "return", seen).await;
    assert_eq!((case["view"]["status"].as_str(), version(&case)), (Some("first_review"), seen + 1));
    assert_eq!((case["pending"]["event"].as_str(), case["pending"]["by"].as_str()), (Some("return"), Some("审核员甲")));
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(told(&server, &mut applicant, &id).await, before);
    // Of two that decide at once one does; and what is decided is not marked.
    let twice = reviewer.post_over(&format!("/staff/filings/{id}/approve"), seen, json!({})).await;
    twice.refused(412, "stale");
    let again = reviewer.post_over(&format!("/staff/filings/{id}/approve"), seen + 1, json!({})).await;
    again.refused(409, "not-now");
    let note = format!("/staff/filings/{id}/note");
    reviewer.call(Method::PUT, &note, json!({ "text": "再看" }), &[]).await.refused(409, "not-now");
    server.app.clock.advance(60);
    // Another server, started after a crash, makes it hold as well as this one: its row is all that there is.
    let copy = server.copy().await;
    for server in [&copy, &server] {
        for _ in 0..2 {
            scheduler::tick(&server.app).await.unwrap();
        }
        let (status, returned, messages) = told(server, &mut applicant.at(server), &id).await;
        assert_eq!((status.as_str(), returned), ("needs_fix", 1));
        assert!(messages != before.2);
        let sent =
            "SELECT DISTINCT text AS line FROM outbox WHERE recipient = '13800138000' AND text LIKE '%请写到门牌号%'";
        let sent = server.texts(sent).await;
        let begins: String = preview.chars().take(30).collect();
        assert!(sent.len() == 1 && sent[0].starts_with(&begins), "{sent:?} {preview}");
        let entries = "SELECT action AS line FROM audit WHERE action IN ('filing.returned', 'filing.decision_made')";
        assert_eq!(
            server.texts(&format!("{entries} ORDER BY number")).await,
            ["filing.decision_made", "filing.returned"]
        );
        let by = "SELECT actor_kind AS line FROM audit WHERE action = 'filing.returned'";
        assert_eq!(server.texts(by).await, ["colleague"]);
        let told_once = "SELECT CAST(count(*) AS TEXT) AS line FROM timeline WHERE event = 'return'";
        assert_eq!(server.texts(told_once).await, ["1"]);
    }
    undo(&mut reviewer, &id, seen + 1).await.refused(412, "stale");
}

#[tokio::test]
async fn a_decision_is_undone_in_time_by_who_made_it_or_a_senior_and_marks_stand() {
    let server = server().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version: seen, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let mark = format!("/staff/filings/{id}/marks/organiser.address");
    reviewer.call(Method::PUT, &mark, json!({ "text": "请写到门牌号" }), &[]).await.is(StatusCode::NO_CONTENT);
    let before = told(&server, &mut applicant, &id).await;
    let mut other = colleague(&server, "other", Role::Reviewer).await;
    let mut senior = colleague(&server, "senior", Role::Senior).await;
    let mut seen = seen;
    for what in ["return", "approve", "reject"] {
        let case = decide(&mut reviewer, &id, what, seen).await;
        undo(&mut other, &id, version(&case)).await.refused(409, "not-now");
        undo(&mut reviewer, &id, seen).await.refused(412, "stale");
        server.app.clock.advance(59);
        let by = if what == "reject" { &mut senior } else { &mut reviewer };
        let undone = undo(by, &id, version(&case)).await.is(StatusCode::OK).json();
        assert_eq!((undone["view"]["status"].as_str(), &undone["pending"]), (Some("first_review"), &Value::Null));
        assert_eq!(undone["marks"][0]["text"], "请写到门牌号", "{what}");
        seen = version(&undone);
        server.app.clock.advance(60);
        scheduler::tick(&server.app).await.unwrap();
        assert_eq!(told(&server, &mut applicant, &id).await, before, "{what}");
    }
    // Too late by a second, though nothing has looked yet: whoever looks makes it hold.
    let case = decide(&mut reviewer, &id, "approve", seen).await;
    server.app.clock.advance(60);
    let problem = undo(&mut reviewer, &id, version(&case)).await.refused(409, "not-now");
    assert!(problem["detail"].as_str().unwrap().contains("不能再撤销"), "{problem}");
    assert_eq!(told(&server, &mut applicant, &id).await.0, "to_bureau");
}

#[tokio::test]
async fn a_case_that_is_opened_after_the_time_shows_the_decision_and_one_that_was_withdrawn_has_none() {
    let server = server().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version: seen, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let case = decide(&mut reviewer, &id, "approve", seen).await;
    // The applicant takes it back meanwhile: nothing is approved, and who undoes it is told to look.
    applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.is(StatusCode::OK);
    undo(&mut reviewer, &id, version(&case)).await.refused(404, "not-found");
    server.app.clock.advance(60);
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(told(&server, &mut applicant, &id).await.0, "draft");
    let second = server.applicant("13800138001").await;
    let mut second = second;
    let Prepared { id, version: seen, .. } = in_review(&server, &mut second, &mut reviewer).await;
    decide(&mut reviewer, &id, "approve", seen).await;
    server.app.clock.advance(60);
    let opened = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    assert_eq!((opened["view"]["status"].as_str(), &opened["pending"]), (Some("to_bureau"), &Value::Null));
}
