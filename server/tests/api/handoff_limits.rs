//! Other phones, phones that are not one's own, and how often is too often.

use crate::handoff::address;
use crate::harness::{Answer, Client, MOBILE, PERSON, Server};
use beian_server::config::Verification;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

/// A server with some limits, and an operator who can be reached.
async fn limited(change: impl FnOnce(&mut Verification)) -> Server {
    Server::with(|config| {
        config.contact = "客服 400-000-0000".into();
        change(&mut config.verification);
    })
    .await
}

/// Asks for a code.
async fn ask(applicant: &mut Client, id: &str, of: &str) -> Answer {
    applicant.post(&format!("/filings/{id}/verifications"), json!({ "of": of })).await
}

/// It was too often: says when again (within so many seconds), why, and how to reach a human. Gives the seconds.
#[track_caller]
fn too_many(answer: Answer, within: i64, because: &str) -> i64 {
    let header = answer.headers.get("retry-after").cloned();
    let problem = answer.refused(429, "too-many");
    let seconds = problem["retry_after"].as_i64().unwrap();
    assert!((1..=within).contains(&seconds), "{problem}");
    assert_eq!(header.unwrap().to_str().unwrap(), seconds.to_string());
    assert!(problem["detail"].as_str().unwrap().contains(because), "{problem}");
    assert_eq!(problem["contact"], "客服 400-000-0000");
    seconds
}

#[tokio::test]
async fn a_second_phone_is_told_so_and_the_desktop_sees_it() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    let path = address(&id, &made);
    let before = applicant.get(&path).await;
    assert_eq!(before.json()["other_phones"], 0);
    let mut waiting = applicant.clone();
    let (long, tag) = (format!("{path}?wait=25"), format!("\"{}\"", before.version()));
    let poll =
        tokio::spawn(async move { waiting.call(Method::GET, &long, Value::Null, &[("if-none-match", &tag)]).await });
    server.stranger().post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-used");
    let woken = poll.await.unwrap().is(StatusCode::OK);
    assert_eq!(woken.json()["other_phones"], 1);
    assert!(woken.version() > before.version());
    // The one that holds it is not disturbed, and is no other phone to itself.
    phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
    assert_eq!(applicant.get(&path).await.json()["other_phones"], 1);
}

#[tokio::test]
async fn other_phones_are_counted_up_to_99() {
    let server = Server::with(|config| config.verification.claims_per_address = 1000).await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let _phone = server.phone(&made).await;
    let mut stranger = server.stranger();
    for _ in 0..101 {
        stranger.post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-used");
    }
    assert_eq!(applicant.get(&address(&id, &made)).await.json()["other_phones"], 99);
}

#[tokio::test]
async fn not_my_phone_ends_the_session_and_counts() {
    let server = limited(|limits| limits.ended_per_filing = 2).await;
    let (mut applicant, id) = server.begun().await;
    for _ in 0..3 {
        // A code that nobody scanned is put away: that is no phone of somebody else's.
        let unused = applicant.code_for(&id, PERSON).await;
        let gone = applicant.call(Method::DELETE, &address(&id, &unused), Value::Null, &[]).await;
        gone.is(StatusCode::NO_CONTENT);
    }
    let attachments = applicant.code_for(&id, "organiser.licence").await;
    let mut last = server.phone(&attachments).await;
    for _ in 0..2 {
        let made = applicant.code_for(&id, PERSON).await;
        let mut phone = server.phone(&made).await;
        for _ in 0..2 {
            // Ended twice it counts once.
            let ended = applicant.call(Method::DELETE, &address(&id, &made), Value::Null, &[]).await;
            ended.is(StatusCode::NO_CONTENT);
        }
        phone.get("/handoff").await.refused(410, "cancelled");
    }
    too_many(ask(&mut applicant, &id, PERSON).await, 6 * 3600, "他人的手机");
    too_many(ask(&mut applicant, &id, "organiser.authorisation_letter").await, 6 * 3600, "他人的手机");
    // A strange phone is sent away all the same.
    applicant.call(Method::DELETE, &address(&id, &attachments), Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    last.get("/handoff").await.refused(410, "cancelled");
    server.app.clock.advance(6 * 3600);
    let mut applicant = server.applicant(MOBILE).await;
    ask(&mut applicant, &id, PERSON).await.is(StatusCode::CREATED);
}

#[tokio::test]
async fn codes_of_a_filing() {
    let server = limited(|limits| limits.per_filing = 3).await;
    let (mut applicant, id) = server.begun().await;
    for _ in 0..3 {
        ask(&mut applicant, &id, PERSON).await.is(StatusCode::CREATED);
        server.app.clock.advance(60);
    }
    let seconds = too_many(ask(&mut applicant, &id, PERSON).await, 3600, "二维码过多");
    assert_eq!(seconds, 3600 - 180, "until the oldest is an hour old");
    // Attachments are counted apart, and who waits as long as they are told may go on.
    ask(&mut applicant, &id, "organiser.licence").await.is(StatusCode::CREATED);
    server.app.clock.advance(seconds);
    let mut applicant = server.applicant(MOBILE).await;
    ask(&mut applicant, &id, PERSON).await.is(StatusCode::CREATED);
    let english = applicant
        .call(
            Method::POST,
            &format!("/filings/{id}/verifications"),
            json!({ "of": PERSON }),
            &[("accept-language", "en")],
        )
        .await;
    assert_eq!(english.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(english.json()["detail"].as_str().unwrap().starts_with("Too many codes"));
}

#[tokio::test]
async fn attempts_of_a_person() {
    let server = limited(|limits| limits.per_person = 2).await;
    let (mut applicant, id) = server.begun().await;
    // Codes that are renewed while nobody scans them are no attempts.
    for _ in 0..4 {
        ask(&mut applicant, &id, PERSON).await.is(StatusCode::CREATED);
    }
    for _ in 0..2 {
        let made = applicant.code_for(&id, PERSON).await;
        server.phone(&made).await;
        server.app.clock.advance(30);
    }
    let seconds = too_many(ask(&mut applicant, &id, PERSON).await, 6 * 3600, "已用手机核验过多次");
    assert_eq!(seconds, 6 * 3600 - 60);
    ask(&mut applicant, &id, "organiser.licence").await.is(StatusCode::CREATED);
    server.app.clock.advance(seconds);
    ask(&mut server.applicant(MOBILE).await, &id, PERSON).await.is(StatusCode::CREATED);
}

#[tokio::test]
async fn codes_and_claims_of_an_address() {
    let server = limited(|limits| {
        limits.per_address = 2;
        limits.claims_per_address = 2;
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let mut other = server.applicant("13800138001").await;
    let others = other.begin().await["id"].as_str().unwrap().to_owned();
    let made = applicant.code_for(&id, PERSON).await;
    ask(&mut other, &others, PERSON).await.is(StatusCode::CREATED);
    too_many(ask(&mut applicant, &id, PERSON).await, 3600, "这个网络");
    // Behind the proxy of this machine they come from elsewhere.
    let forwarded = [("x-forwarded-for", "203.0.113.9")];
    applicant.over_https_too();
    let path = format!("/filings/{id}/verifications");
    let letter = json!({ "of": "organiser.authorisation_letter" });
    applicant.call(Method::POST, &path, letter, &forwarded).await.is(StatusCode::CREATED);

    let mut phone = server.phone(&made).await;
    server.stranger().post("/handoff", json!({ "secret": "guess" })).await.refused(410, "secret-expired");
    let claim = json!({ "secret": made["secret"] });
    too_many(server.stranger().post("/handoff", claim.clone()).await, 3600, "扫码次数过多");
    // The phone that holds it may reload as often as it likes.
    for _ in 0..3 {
        phone.post("/handoff", claim.clone()).await.is(StatusCode::OK);
    }
    server.stranger().call(Method::POST, "/handoff", claim, &forwarded).await.refused(410, "secret-used");
}

#[tokio::test]
async fn what_is_taken_again_and_again() {
    let server = limited(|limits| limits.per_verification = 2).await;
    let (mut applicant, id) = server.begun().await;
    let mut phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
    for n in 0..2u8 {
        phone.begin_capture("portrait", &[n; 9]).await.is(StatusCode::CREATED);
    }
    // The same one again is the same one.
    phone.begin_capture("portrait", &[1; 9]).await.is(StatusCode::OK);
    too_many(phone.begin_capture("portrait", &[2; 9]).await, 3600, "重拍");
}

#[tokio::test]
async fn without_a_contact_none_is_said_and_the_defaults_let_thirty_codes_through() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    for _ in 0..30 {
        let made = applicant.code_for(&id, PERSON).await;
        server.phone(&made).await;
    }
    let problem = ask(&mut applicant, &id, PERSON).await.refused(429, "too-many");
    assert_eq!(problem.get("contact"), None);
    let answer = applicant.send(Request::get("/api/v1/nothing").body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.refused(404, "not-found").get("contact"), None);
}
