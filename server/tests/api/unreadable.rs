//! A row that cannot be read costs nobody else anything, is shown to staff as such, and its applicant is told.

use crate::database::is_postgres;
use crate::harness::{Client, MOBILE, Server};
use crate::steps::{Prepared, prepare, sample_for, submit};
use axum::body::Body;
use beian_server::jobs::scheduler;
use http::{Request, StatusCode};
use serde_json::{Value, json};

const DAY: i64 = 86_400;
/// What may be wrong with a row.
const DAMAGE: &[&str] = &[
    "document = '{\"organiser\": {\"name\": 7'",
    "document = '{\"organiser\": {\"name\": 7}}'",
    "document = replace(document, '\"schema\":3', '\"schema\":4')",
    "document = replace(document, '\"schema\":3', '\"schema\":4000000000')",
    "reasons = 'none'",
    "basic_check = '[]'",
    "numbers = '{}'",
];
/// What PostgreSQL lets nobody write: its columns hold what they were made for.
const DAMAGE_OF_SQLITE: &[&str] = &["document = x'ff00'", "version = 'many'", "updated_at = 'yesterday'"];

/// The damaged filing's applicant and id, and another applicant with a draft.
async fn two(server: &Server) -> (Client, String, Client, Value) {
    let mut owner = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(server, &mut owner).await;
    submit(&mut owner, &id, version, "first-key").await.is(StatusCode::OK);
    let mut other = server.applicant("13800138001").await;
    let begun = other.begin().await;
    (owner, id, other, begun)
}

#[tokio::test]
async fn whatever_is_wrong_with_one_row_everybody_else_works_on() {
    let world = Server::with(|config| config.demo.enabled = true).await;
    let (owner, id, other, begun) = two(&world).await;
    let reviewer = world.reviewer().await;
    let of_sqlite = if is_postgres() { &[] } else { DAMAGE_OF_SQLITE };
    for damage in DAMAGE.iter().chain(of_sqlite) {
        let server = world.copy().await;
        let (mut owner, mut other, mut reviewer) = (owner.at(&server), other.at(&server), reviewer.at(&server));
        server.sql(&format!("UPDATE filings SET {damage} WHERE id = '{id}'")).await;
        // Another applicant: list, view, save, basic check; and anybody who asks for a domain.
        let own = begun["id"].as_str().unwrap();
        other.get("/filings").await.is(StatusCode::OK);
        let mut document = sample_for(&begun);
        document["sites"][0]["domains"] = json!(["example.org"]);
        document["organiser"]["certificate_number"] = json!("91440399MA00D0021P");
        let version = other.save(own, 1, &document).await.is(StatusCode::OK).version();
        let checked = other.post_over(&format!("/filings/{own}/basic-check"), version, Value::Null).await;
        assert!(checked.status != StatusCode::INTERNAL_SERVER_ERROR, "{damage}: {checked:?}");
        server.stranger().get("/domains/example.net").await.is(StatusCode::OK);
        // What it holds it holds still.
        let held = server.stranger().get("/domains/example-demo.com").await.is(StatusCode::OK).json();
        assert!(held["findings"].as_array().is_some_and(|all| !all.is_empty()), "{damage}: {held}");
        // Staff see that there is one, and which.
        let queue = reviewer.get("/staff/filings").await.is(StatusCode::OK).json();
        let entry = &queue["entries"][0];
        assert_eq!((&entry["id"], &entry["unreadable"]), (&json!(id), &json!(true)), "{damage}");
        assert_eq!((&entry["status"], &entry["organiser"]), (&json!("first_review"), &json!("")), "{damage}");
        for mut refused in [
            reviewer.get(&format!("/staff/filings/{id}")).await.refused(500, "internal"),
            owner.get(&format!("/filings/{id}")).await.refused(500, "internal"),
        ] {
            assert!(refused["detail"].take().as_str().unwrap().contains("其他备案不受影响"), "{damage}");
        }
        // Its applicant's list has it too, and says so.
        let listed = owner.get("/filings").await.is(StatusCode::OK).json();
        assert_eq!((&listed[0]["id"], &listed[0]["unreadable"]), (&json!(id), &json!(true)), "{damage}");
        // What happens by itself happens to the others.
        server.app.clock.advance(60 * DAY);
        scheduler::tick(&server.app).await.unwrap();
        let mut other = server.applicant("13800138001").await;
        assert_eq!(other.get("/filings").await.json()[0]["status"], "expired", "{damage}");
        let simulator = Request::get("/simulator").body(Body::empty()).unwrap();
        server.stranger().send(simulator).await.is(StatusCode::OK);
    }
}

#[tokio::test]
async fn one_that_is_due_and_cannot_be_read_keeps_no_other_from_its_end() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (_, id, _, begun) = two(&server).await;
    server.sql(&format!("UPDATE filings SET status = 'sms_pending', document = '' WHERE id = '{id}'")).await;
    server.app.clock.advance(46 * DAY);
    scheduler::tick(&server.app).await.unwrap();
    let mut other = server.applicant("13800138001").await;
    assert_eq!(other.get(&format!("/filings/{}", begun["id"].as_str().unwrap())).await.json()["status"], "expired");
    let simulator = Request::get("/simulator").body(Body::empty()).unwrap();
    let page = server.stranger().send(simulator).await.is(StatusCode::OK);
    assert!(String::from_utf8_lossy(&page.body).contains("数据无法读取"));
}

/// A state that this server does not know: an older one reads what a newer one wrote.
#[tokio::test]
async fn a_filing_in_an_unknown_state_is_shown_to_staff() {
    let server = Server::start().await;
    let (mut owner, id, _, _) = two(&server).await;
    server.sql(&format!("UPDATE filings SET status = 'teleported' WHERE id = '{id}'")).await;
    let mut reviewer = server.reviewer().await;
    let queue = reviewer.get("/staff/filings").await.is(StatusCode::OK).json();
    assert_eq!((&queue["entries"][0]["id"], queue["entries"][0].get("status")), (&json!(id), None));
    owner.get("/filings").await.is(StatusCode::OK);
    scheduler::tick(&server.app).await.unwrap();
}

/// One verification that cannot be read, and one whose filing cannot, keep no other from being decided.
#[tokio::test]
async fn a_check_that_cannot_be_decided_keeps_no_other_waiting() {
    let server = Server::start().await;
    let (_, id, mut other, begun) = two(&server).await;
    let own = begun["id"].as_str().unwrap();
    crate::steps::verify(&server, &mut other, own).await;
    server
        .sql(&format!(
            "UPDATE verifications SET state = 'checking', phone_seen_at = 0;
             UPDATE filings SET document = '' WHERE id = '{id}';
             INSERT INTO verifications SELECT 'damaged', filing, 'nowhere', state, 'x', NULL, word_a, 900, code, reasons, created_at,
                 claimed_at, phone_seen_at, expires_at, revision, remote, sent_to, other_phones, consented_at, consent_version,
                 subject, passed_at, same_as, declined_at, claim_key, document, 9 FROM verifications WHERE filing = '{id}'"
        ))
        .await;
    let _ = scheduler::tick(&server.app).await;
    let view = other.get(&format!("/filings/{own}")).await.json();
    assert_eq!(view["verifications"][0]["state"], "passed");
}

#[tokio::test]
async fn a_document_of_a_newer_form_is_not_taken() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let before = applicant.get(&format!("/filings/{id}")).await.json();
    for schema in [u64::from(beian_model::Filing::SCHEMA) + 1, 4_000_000_000, 4_294_967_295] {
        let mut document = sample_for(&before);
        document["schema"] = json!(schema);
        let refused = applicant.save(&id, 1, &document).await.refused(400, "unreadable");
        assert!(refused["detail"].as_str().unwrap().contains("schema"), "{refused}");
    }
    assert_eq!(applicant.get(&format!("/filings/{id}")).await.json(), before);
    let mut document = sample_for(&before);
    document["schema"] = json!(0);
    applicant.save(&id, 1, &document).await.is(StatusCode::OK);
}
