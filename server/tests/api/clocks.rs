//! What time does: sessions end, windows close, orders lapse.

use crate::harness::{MOBILE, NOW, REVIEWER, Server};
use crate::steps::{Prepared, in_review, step, verify};
use beian_model::{FilingId, Status, Timestamp};
use beian_server::jobs::scheduler;
use http::StatusCode;
use serde_json::{Value, json};

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_session_ends_after_half_an_hour_of_silence() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    for _ in 0..4 {
        server.app.clock.advance(20 * 60);
        applicant.get("/session").await.is(StatusCode::OK);
    }
    server.app.clock.advance(31 * 60);
    applicant.get("/session").await.is(StatusCode::NO_CONTENT);
    applicant.get("/filings").await.refused(401, "signed-out");
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_session_too() {
    let server = Server::start().await;
    let mut one = server.applicant(MOBILE).await;
    server.app.clock.advance(61);
    let mut other = server.applicant(MOBILE).await;
    one.call(http::Method::DELETE, "/sessions", Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    other.get("/session").await.is(StatusCode::NO_CONTENT);
    other.get("/filings").await.refused(401, "signed-out");
}

#[tokio::test]
async fn who_signs_in_again_leaves_no_session_behind() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let before = applicant.clone();
    server.app.clock.advance(61);
    applicant.post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED);
    // A try that fails ends nothing.
    applicant.post("/session", json!({ "mobile": MOBILE, "code": "x" })).await.refused(422, "wrong-code");
    before.clone().get("/session").await.is(StatusCode::OK);
    let code = server.code(MOBILE).await;
    applicant.post("/session", json!({ "mobile": MOBILE, "code": code })).await.is(StatusCode::OK);
    before.clone().get("/session").await.is(StatusCode::NO_CONTENT);
    applicant.get("/session").await.is(StatusCode::OK);

    let mut reviewer = server.reviewer().await;
    let before = reviewer.clone();
    let (email, password) = REVIEWER;
    reviewer.post("/staff/session", json!({ "email": email, "password": password })).await.is(StatusCode::OK);
    before.clone().get("/staff/session").await.is(StatusCode::NO_CONTENT);
    reviewer.get("/staff/session").await.is(StatusCode::OK);
    // Another device is another session.
    let mut elsewhere = server.reviewer().await;
    reviewer.get("/staff/session").await.is(StatusCode::OK);
    elsewhere.get("/staff/session").await.is(StatusCode::OK);
}

/// What lapsed, or was deleted, would not come back when the clock is set right.
#[tokio::test]
async fn a_clock_that_is_set_ahead_ends_and_deletes_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut applicant, &id).await;
    scheduler::tick(&server.app).await.unwrap();
    let filing = FilingId(id.clone());
    let stands = async |server: &Server| {
        scheduler::tick(&server.app).await.unwrap();
        let row = server.app.store.filing(&filing).await.unwrap().unwrap();
        (row.status, server.uploads(), server.app.store.messages(100).await.unwrap().len())
    };
    let before = stands(&server).await;
    assert_eq!((before.0, before.1), (Status::Draft, 3));
    // While the server runs, and as it starts.
    server.app.clock.set_ahead(60 * DAY);
    assert_eq!(stands(&server).await, before);
    server.app.clock.advance(3600);
    assert_eq!(stands(&server).await, before);
    let started = server.copy().await;
    assert_eq!(stands(&started).await, before);
    started.app.clock.advance(22 * 3600);
    assert_eq!(stands(&started).await, before, "to start it again and again does not make it right");
    let at_once = Server::start().await;
    assert_eq!(scheduler::tick(&at_once.app).await.map_err(|refused| refused.kind()), Ok(()));
    // It is set right: all goes on as before.
    server.app.clock.set_ahead(-60 * DAY);
    assert_eq!(stands(&server).await, before);
    server.app.clock.advance(44 * DAY);
    assert_eq!(stands(&server).await.0, Status::Draft);
    server.app.clock.advance(2 * DAY);
    assert_eq!(stands(&server).await.0, Status::Expired);
}

#[tokio::test]
async fn a_server_that_was_off_for_long_is_a_day_late() {
    let server = Server::start().await;
    let (_, id) = server.begun().await;
    scheduler::tick(&server.app).await.unwrap();
    let later = server.copy_at(Timestamp(NOW + 60 * DAY)).await;
    let status = async || {
        scheduler::tick(&later.app).await.unwrap();
        later.app.store.filing(&FilingId(id.clone())).await.unwrap().unwrap().status
    };
    assert_eq!(status().await, Status::Draft);
    later.app.clock.advance(DAY - 1);
    assert_eq!(status().await, Status::Draft);
    later.app.clock.advance(1);
    assert_eq!(status().await, Status::Expired);
}

#[tokio::test]
async fn the_ministrys_window_closes_after_24_hours_and_a_returned_filing_lapses_after_45_days() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, mut version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    for what in ["approve", "hand-to-bureau"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    server.app.clock.advance(DAY - 60);
    scheduler::tick(&server.app).await.unwrap();
    let mut reviewer = server.reviewer().await;
    let status = reviewer.get(&format!("/staff/filings/{id}")).await.json()["view"]["status"].clone();
    assert_eq!(status, "sms_pending");
    server.app.clock.advance(120);
    scheduler::tick(&server.app).await.unwrap();
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["view"]["status"], "sms_failed");
    let reasons = json!({ "reasons": [{ "path": "organiser.responsible_person.mobile", "text": "短信未核验" }] });
    step(&mut reviewer, &id, "reject", view["view"]["version"].as_u64().unwrap(), reasons).await;
    server.app.clock.advance(46 * DAY);
    scheduler::tick(&server.app).await.unwrap();
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(view["status"], "expired");
    assert_eq!(view["timeline"].as_array().unwrap().last().unwrap()["actor"], "clock");
}
