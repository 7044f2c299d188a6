//! What time does: sessions end, windows close, orders lapse.

use crate::harness::{MOBILE, Server};
use crate::steps::{prepare, step, submit, take};
use beian_server::clockwork;
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
    applicant.get("/session").await.refused(401, "signed-out");
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_session_too() {
    let server = Server::start().await;
    let mut one = server.applicant(MOBILE).await;
    server.app.clock.advance(61);
    let mut other = server.applicant(MOBILE).await;
    one.call(http::Method::DELETE, "/sessions", Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    other.get("/session").await.refused(401, "signed-out");
}

#[tokio::test]
async fn the_ministrys_window_closes_after_24_hours_and_a_returned_filing_lapses_after_45_days() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let id = prepared.id;
    submit(&mut applicant, &id, prepared.version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let mut version = take(&mut reviewer, &id).await;
    for what in ["approve", "hand-to-bureau"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    server.app.clock.advance(DAY - 60);
    clockwork::tick(&server.app).await.unwrap();
    let mut reviewer = server.reviewer().await;
    let status = reviewer.get(&format!("/staff/filings/{id}")).await.json()["view"]["status"].clone();
    assert_eq!(status, "sms_pending");
    server.app.clock.advance(120);
    clockwork::tick(&server.app).await.unwrap();
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["view"]["status"], "sms_failed");
    let reasons = json!({ "reasons": [{ "path": "organiser.responsible_person.mobile", "text": "短信未核验" }] });
    step(&mut reviewer, &id, "reject", view["view"]["version"].as_u64().unwrap(), reasons).await;
    server.app.clock.advance(46 * DAY);
    clockwork::tick(&server.app).await.unwrap();
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(view["status"], "expired");
    assert_eq!(view["timeline"].as_array().unwrap().last().unwrap()["actor"], "clock");
}
