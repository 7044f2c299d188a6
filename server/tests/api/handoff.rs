//! The one-time secret and the phone's session.

use crate::harness::{Client, MOBILE, Server, jpeg, webm};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

async fn made(applicant: &mut Client, id: &str) -> Value {
    let path = format!("/filings/{id}/verifications");
    applicant
        .post(&path, json!({ "of": "organiser.responsible_person.verification" }))
        .await
        .is(StatusCode::CREATED)
        .json()
}

async fn begun(server: &Server) -> (Client, String) {
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    (applicant, id)
}

#[tokio::test]
async fn a_secret_serves_one_phone_once() {
    let server = Server::start().await;
    let (mut applicant, id) = begun(&server).await;
    let secret = made(&mut applicant, &id).await["secret"].clone();
    let (mut phone, mut stranger) = (server.stranger(), server.stranger());
    stranger.post("/handoff", json!({ "secret": "x" })).await.refused(410, "secret-expired");
    phone.post("/handoff", json!({ "secret": secret })).await.is(StatusCode::OK);
    stranger.post("/handoff", json!({ "secret": secret })).await.refused(410, "secret-used");
    stranger.get("/handoff").await.refused(401, "signed-out");
    // The same phone may come back, by the code or by its cookie.
    phone.post("/handoff", json!({ "secret": secret })).await.is(StatusCode::OK);
    phone.get("/handoff").await.is(StatusCode::OK);
    // The phone's session reaches its verification and nothing else.
    phone.get(&format!("/filings/{id}")).await.refused(401, "signed-out");
    phone.get("/staff/filings").await.refused(401, "signed-out");
}

#[tokio::test]
async fn a_secret_ends_with_time_and_with_a_newer_one() {
    let server = Server::start().await;
    let (mut applicant, id) = begun(&server).await;
    let first = made(&mut applicant, &id).await["secret"].clone();
    let second = made(&mut applicant, &id).await["secret"].clone();
    server.stranger().post("/handoff", json!({ "secret": first })).await.refused(410, "secret-expired");
    server.app.clock.advance(601);
    server.stranger().post("/handoff", json!({ "secret": second })).await.refused(410, "secret-expired");
}

#[tokio::test]
async fn the_desktop_ends_it_and_the_phone_is_told() {
    let server = Server::start().await;
    let (mut applicant, id) = begun(&server).await;
    let made = made(&mut applicant, &id).await;
    let mut phone = server.stranger();
    let claimed = phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK).json();
    let verification = made["verification"]["id"].as_str().unwrap().to_owned();
    let path = format!("/filings/{id}/verifications/{verification}");
    let seen = applicant.get(&path).await.is(StatusCode::OK).json();
    assert_eq!((&seen["state"], &seen["words"]), (&json!("connected"), &claimed["words"]));
    applicant.call(Method::DELETE, &path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    phone.get("/handoff").await.refused(410, "cancelled");
    phone.capture("portrait", &jpeg(800, 600)).await.refused(410, "cancelled");
}

#[tokio::test]
async fn what_the_phone_sends_is_looked_at() {
    let server = Server::with(|config| config.uploads.max_video_bytes = 64 * 1024).await;
    let (mut applicant, id) = begun(&server).await;
    let made = made(&mut applicant, &id).await;
    let mut phone = server.stranger();
    phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    phone.capture("portrait", b"no picture").await.refused(415, "unsupported-media");
    phone.capture("portrait", &jpeg(320, 200)).await.refused(422, "invalid");
    phone.capture("video", &jpeg(800, 600)).await.refused(415, "unsupported-media");
    phone.capture("video", &webm()[..200]).await.refused(422, "invalid");
    phone.capture("passport", &jpeg(800, 600)).await.refused(404, "not-found");
    phone.capture("video", &vec![0x1a; 65 * 1024]).await.refused(413, "too-large");
    // Twice the same side: the second replaces the first.
    phone.capture("portrait", &jpeg(800, 600)).await.is(StatusCode::OK);
    let seen = phone.capture("portrait", &jpeg(900, 600)).await.is(StatusCode::OK).json();
    assert_eq!(seen["received"], json!(["portrait"]));
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn a_waiting_desktop_is_woken_by_the_phone() {
    let server = Server::start().await;
    let (mut applicant, id) = begun(&server).await;
    let made = made(&mut applicant, &id).await;
    let verification = made["verification"]["id"].as_str().unwrap();
    let path = format!("/filings/{id}/verifications/{verification}");
    let first = applicant.get(&path).await.is(StatusCode::OK);
    let tag = first.headers.get("etag").unwrap().to_str().unwrap().to_owned();
    let same = applicant.call(Method::GET, &path, Value::Null, &[("if-none-match", &tag)]).await;
    same.is(StatusCode::NOT_MODIFIED);
    let mut waiting = applicant.clone();
    let long = format!("{path}?wait=25");
    let poll =
        tokio::spawn(async move { waiting.call(Method::GET, &long, Value::Null, &[("if-none-match", &tag)]).await });
    // The poll sleeps: without a change it would not end for 25 seconds.
    assert!(
        tokio::time::timeout(Duration::from_millis(50), async {
            while !poll.is_finished() {
                tokio::task::yield_now().await
            }
        })
        .await
        .is_err()
    );
    server.stranger().post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
    let woken = tokio::time::timeout(Duration::from_secs(10), poll).await.expect("woken").unwrap();
    assert_eq!(woken.is(StatusCode::OK).json()["state"], "connected");
}
