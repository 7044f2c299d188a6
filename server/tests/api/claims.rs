//! Who of the colleagues has a filing: the next one, several at once, handed over, and given back by itself.

use crate::harness::{Client, MOBILE, Server};
use crate::queue::old;
use crate::steps::{Prepared, prepare, submit, take};
use beian_model::wire::Role;
use beian_server::accounts::stored::Staff;
use beian_server::jobs::scheduler;
use beian_server::secret;
use http::StatusCode;
use serde_json::{Value, json};

const PASSWORD: &str = "correct horse battery";

/// A colleague of a role, signed in, and their id.
async fn colleague(server: &Server, name: &str, role: Role) -> (Client, String) {
    let email = format!("{name}@example.com");
    let staff = Staff::new(&email, name, secret::hash_password(PASSWORD).unwrap(), role);
    server.app.store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    (signed_in(server, &email).await, staff.id)
}

async fn signed_in(server: &Server, email: &str) -> Client {
    let mut client = server.stranger();
    client.post("/staff/session", json!({ "email": email, "password": PASSWORD })).await.is(StatusCode::OK);
    client
}

async fn holder(server: &Server, id: &str) -> String {
    server.texts(&format!("SELECT coalesce(reviewer, '') FROM filings WHERE id = '{id}'")).await.remove(0)
}

async fn next(client: &mut Client, filters: &str) -> Value {
    client.post(&format!("/staff/queue/next?{filters}"), Value::Null).await.is(StatusCode::OK).json()["filing"].clone()
}

#[tokio::test]
async fn the_oldest_that_nobody_has_is_taken_and_no_other() {
    let server = Server::start().await;
    let (_, draft) = server.begun().await;
    old(&server, &draft, "first_review", 4, 3).await;
    old(&server, &draft, "needs_fix", 1, 30).await;
    old(&server, &draft, "bureau_review", 1, 30).await;
    old(&server, &draft, "teleported", 1, 30).await;
    server.sql("UPDATE filings SET submitted_at = 1, province = 'gd'").await;
    server.sql("UPDATE filings SET province = 'bj' WHERE id = 'first_review-4'").await;
    // Its document cannot be read: it would keep everybody from the next one.
    server.sql("UPDATE filings SET document = '{' WHERE id = 'first_review-1'").await;
    let (mut one, one_id) = colleague(&server, "one", Role::Reviewer).await;
    let (mut other, other_id) = colleague(&server, "other", Role::Reviewer).await;
    assert_eq!(next(&mut one, "province=bj").await, "first_review-4");
    assert_eq!(next(&mut one, "").await, "first_review-2");
    assert_eq!(next(&mut other, "").await, "first_review-3");
    assert_eq!(next(&mut other, "").await, Value::Null);
    assert_eq!(holder(&server, "first_review-2").await, one_id);
    assert_eq!(holder(&server, "first_review-3").await, other_id);
    assert_eq!(holder(&server, "first_review-1").await, "");
    let noted = server.texts("SELECT filing FROM audit WHERE action = 'filing.claimed' ORDER BY number").await;
    assert_eq!(noted, ["first_review-4", "first_review-2", "first_review-3"]);
}

#[tokio::test]
async fn several_are_assigned_at_once_and_one_that_cannot_keeps_no_other() {
    let server = Server::start().await;
    let (_, draft) = server.begun().await;
    old(&server, &draft, "first_review", 3, 3).await;
    old(&server, &draft, "approved", 1, 30).await;
    let (mut one, one_id) = colleague(&server, "one", Role::Reviewer).await;
    let (mut senior, _) = colleague(&server, "senior", Role::Senior).await;
    let (_, other_id) = colleague(&server, "other", Role::Reviewer).await;
    server.sql(&format!("UPDATE filings SET reviewer = '{other_id}' WHERE id = 'first_review-2'")).await;
    let filings = ["first_review-1", "first_review-2", "approved-1", &draft, "nowhere", "first_review-3"];
    let assign = async |client: &mut Client, to: Option<&str>| {
        let mut body = json!({ "filings": filings });
        if let Some(to) = to {
            body["to"] = json!(to);
        }
        let answer = client.post("/staff/queue/assign", body).await.is(StatusCode::OK).json();
        let results = answer["results"].as_array().unwrap().clone();
        assert!(results.iter().map(|one| one["filing"].as_str().unwrap()).eq(filings));
        results.iter().map(|one| one.get("refused").is_none()).collect::<Vec<bool>>()
    };
    assert_eq!(assign(&mut one, None).await, [true, false, false, false, false, true]);
    assert_eq!(holder(&server, "first_review-1").await, one_id);
    assert_eq!(holder(&server, "first_review-2").await, other_id);
    // What is theirs they hand over; what is a colleague's, or nobody's, a senior does.
    assert_eq!(assign(&mut one, Some(&other_id)).await, [true, false, false, false, false, true]);
    assert_eq!(holder(&server, "first_review-3").await, other_id);
    server.sql("UPDATE filings SET reviewer = NULL WHERE id = 'first_review-1'").await;
    assert_eq!(assign(&mut one, Some(&other_id)).await, [false; 6]);
    assert_eq!(assign(&mut senior, Some(&one_id)).await, [true, true, false, false, false, true]);
    assert_eq!(holder(&server, "first_review-1").await, one_id);
    for body in
        [json!({ "filings": [] }), json!({ "filings": vec!["x"; 101] }), json!({ "filings": ["x"], "to": "nobody" })]
    {
        one.post("/staff/queue/assign", body).await.refused(400, "unreadable");
    }
}

#[tokio::test]
async fn a_filing_is_handed_over_by_who_has_it_or_a_senior_to_somebody_who_can_take_it() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let (mut one, one_id) = colleague(&server, "one", Role::Reviewer).await;
    let (mut other, other_id) = colleague(&server, "other", Role::Reviewer).await;
    let (_, gone_id) = colleague(&server, "gone", Role::Reviewer).await;
    server.app.store.disable_staff(&gone_id, server.app.clock.now()).await.unwrap();
    let listed = one.get("/staff/colleagues").await.is(StatusCode::OK).json();
    let listed = listed["colleagues"].as_array().unwrap().clone();
    let of = |id: &str| listed.iter().find(|one| one["id"] == id).cloned();
    assert_eq!(of(&one_id), Some(json!({ "id": one_id, "name": "one", "me": true })));
    assert!(of(&other_id).is_some_and(|other| other["me"] == false) && of(&gone_id).is_none());
    let path = format!("/staff/filings/{id}/hand-over");
    one.post(&path, json!({ "to": other_id })).await.refused(409, "not-now");
    take(&mut one, &id).await;
    other.post(&path, json!({ "to": other_id })).await.refused(409, "not-now");
    for nobody in [gone_id.as_str(), "nobody"] {
        one.post(&path, json!({ "to": nobody })).await.refused(400, "unreadable");
    }
    let seen = one.post(&path, json!({ "to": other_id })).await.is(StatusCode::OK).json();
    assert_eq!((&seen["reviewer"], &seen["mine"]), (&json!("other"), &json!(false)));
    let noted = server.texts("SELECT details FROM audit WHERE action = 'filing.handed_over'").await;
    assert!(noted[0].contains(&one_id) && noted[0].contains(&other_id), "{noted:?}");
}

#[tokio::test]
async fn what_a_colleague_does_nothing_with_goes_back_to_the_queue() {
    const HOUR: i64 = 3600;
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    take(&mut reviewer, &id).await;
    let has_it = async || {
        scheduler::tick(&server.app).await.unwrap();
        !holder(&server, &id).await.is_empty()
    };
    server.app.clock.advance(3 * HOUR);
    assert!(has_it().await);
    // Looking is doing something.
    let mut reviewer = server.reviewer().await;
    reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK);
    server.app.clock.advance(3 * HOUR);
    assert!(has_it().await);
    // What another looks at stays as it is.
    let (mut other, _) = colleague(&server, "other", Role::Reviewer).await;
    other.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK);
    server.app.clock.advance(HOUR + 1);
    assert!(!has_it().await);
    let noted = server.texts("SELECT actor_kind FROM audit WHERE action = 'filing.released'").await;
    assert_eq!(noted, ["system"]);
    // While its applicant has it, or the bureau, nobody is waited for; and who gets it back has their time.
    let mut other = signed_in(&server, "other@example.com").await;
    take(&mut other, &id).await;
    server.sql(&format!("UPDATE filings SET status = 'needs_fix' WHERE id = '{id}'")).await;
    server.app.clock.advance(100 * HOUR);
    assert!(has_it().await);
    let now = server.app.clock.now().0;
    server.sql(&format!("UPDATE filings SET status = 'resubmitted', status_since = {now} WHERE id = '{id}'")).await;
    assert!(has_it().await);
    server.app.clock.advance(4 * HOUR + 1);
    assert!(!has_it().await);
}
