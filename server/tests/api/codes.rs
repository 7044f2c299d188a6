//! What could be guessed: codes by SMS and passwords. No more are compared than may be tried, however many come at once.

use crate::harness::{MOBILE, REVIEWER, Server};
use beian_model::Timestamp;
use beian_server::config::Config;
use futures_util::future::join_all;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// The limits of an address and of a number are out of the way.
fn only_tries(config: &mut Config) {
    config.codes.tries_per_number = 10_000;
    config.codes.tries_per_address = 10_000;
}

fn wrong(right: &str, n: usize) -> String {
    let code = format!("{n:06}");
    if code == right { "999999".to_owned() } else { code }
}

#[tokio::test]
async fn of_fifty_who_try_at_once_five_are_heard() {
    for _ in 0..5 {
        let server = Server::with(only_tries).await;
        let asked = server.stranger().post("/session/code", json!({ "mobile": MOBILE })).await;
        asked.is(StatusCode::ACCEPTED);
        let right = server.code(MOBILE).await;
        // The right one comes last, in the same moment.
        let codes = (0..50).map(|n| wrong(&right, n)).chain([right.clone()]);
        let tries = codes.map(|code| {
            let mut client = server.stranger();
            async move { client.post("/session", json!({ "mobile": MOBILE, "code": code })).await }
        });
        let answers = join_all(tries).await;
        let told = answers.iter().filter(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY).count();
        assert!(answers.iter().all(|answer| answer.status != StatusCode::OK), "the right one was heard after fifty");
        assert_eq!(told, 4, "the fifth closes the door");
        let mut client = server.stranger();
        let problem =
            client.post("/session", json!({ "mobile": MOBILE, "code": right })).await.refused(429, "too-many");
        assert_eq!(problem["retry_after"], 900);
        assert!(problem["detail"].as_str().unwrap().contains("多次输错"), "{problem}");
        // Nor is another one sent meanwhile.
        client.post("/session/code", json!({ "mobile": MOBILE })).await.refused(429, "too-many");
    }
}

#[tokio::test]
async fn a_try_is_taken_away_before_anything_is_compared() {
    let server = Server::start().await;
    server.stranger().post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED);
    let now = server.app.clock.now();
    let tries = (0..50).map(|_| server.app.store.try_code("sign-in", MOBILE, now.plus(900), now));
    let mut left: Vec<u32> =
        join_all(tries).await.into_iter().filter_map(|tried| tried.unwrap().map(|(_, left)| left)).collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4]);
    let code = server.app.store.code("sign-in", MOBILE).await.unwrap().unwrap();
    assert_eq!((code.tries_left, code.blocked_until), (0, now.plus(900)));
    // Not even by a new code that was on its way.
    use beian_server::messages::stored::{Channel, Message};
    let message = Message::new(Channel::Sms, MOBILE.into(), String::new(), "code");
    let kept = server.app.store.put_code(&code, &message, Timestamp(i64::MAX), now).await;
    assert!(matches!(kept, Err(beian_server::storage::StoreError::Stale)));
}

#[tokio::test]
async fn of_many_who_ask_for_a_code_at_once_one_gets_it() {
    let server = Server::start().await;
    let asked = (0..20).map(|_| {
        let mut client = server.stranger();
        async move { client.post("/session/code", json!({ "mobile": MOBILE })).await.status }
    });
    let sent = join_all(asked).await.into_iter().filter(|status| *status == StatusCode::ACCEPTED).count();
    assert_eq!(sent, 1);
    assert_eq!(server.app.store.messages(100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_numbers_of_a_filing_are_proved_by_the_same_door() {
    let server = Server::with(only_tries).await;
    let (applicant, id) = server.begun().await;
    let mobile = "13900139000";
    let asked = applicant.clone().post(&format!("/filings/{id}/phone-codes"), json!({ "mobile": mobile })).await;
    asked.is(StatusCode::ACCEPTED);
    let right = server.code(mobile).await;
    let tries = (0..50).map(|n| wrong(&right, n)).chain([right.clone()]).map(|code| {
        let (mut applicant, path) = (applicant.clone(), format!("/filings/{id}/phone-proofs"));
        async move { applicant.post(&path, json!({ "mobile": mobile, "code": code })).await.status }
    });
    assert!(join_all(tries).await.iter().all(|status| *status != StatusCode::OK));
}

#[tokio::test]
async fn a_number_and_an_address_may_try_so_often_and_read_when_again() {
    let server = Server::with(|config| {
        config.codes.tries_per_number = 3;
        config.codes.tries_per_address = 5;
    })
    .await;
    let attempt = async |mobile: &str, from: &str| {
        let body = json!({ "mobile": mobile, "code": "000000" });
        let headers = [("x-forwarded-for", from), ("accept-language", "en")];
        server.stranger().call(Method::POST, "/session", body, &headers).await
    };
    for _ in 0..3 {
        attempt(MOBILE, "198.51.100.1").await.refused(422, "code-expired");
    }
    // From elsewhere, too: it is the number that is tried too often.
    let problem = attempt(MOBILE, "198.51.100.2").await.refused(429, "too-many");
    assert_eq!(problem["retry_after"], 3600);
    assert!(problem["detail"].as_str().unwrap().contains("this number"), "{problem}");
    for mobile in ["13800138001", "13800138002"] {
        attempt(mobile, "198.51.100.1").await.refused(422, "code-expired");
    }
    let problem = attempt("13800138003", "198.51.100.1").await.refused(429, "too-many");
    assert_eq!(problem["retry_after"], 3600);
    assert!(problem["detail"].as_str().unwrap().contains("this network"), "{problem}");
    attempt("13800138003", "198.51.100.3").await.refused(422, "code-expired");
    server.app.clock.advance(3600);
    attempt(MOBILE, "198.51.100.1").await.refused(422, "code-expired");
}

#[tokio::test]
async fn of_fifty_passwords_at_once_twenty_are_compared() {
    let server = Server::start().await;
    let (email, right) = REVIEWER;
    let tries = (0..50).map(|n| format!("wrong {n}")).chain([right.to_owned()]).map(|password| {
        let mut client = server.stranger();
        async move { client.post("/staff/session", json!({ "email": email, "password": password })).await }
    });
    let answers = join_all(tries).await;
    let compared = answers.iter().filter(|answer| answer.status == StatusCode::UNAUTHORIZED).count();
    assert_eq!(compared, 20);
    assert!(answers.iter().all(|answer| answer.status != StatusCode::OK));
    let body = json!({ "email": email, "password": right });
    // From another network it is still the same account.
    let headers = [("x-forwarded-for", "198.51.100.9"), ("accept-language", "en")];
    let refused = server.stranger().call(Method::POST, "/staff/session", body.clone(), &headers).await;
    let problem = refused.refused(429, "too-many");
    assert_eq!(problem["retry_after"], 900);
    assert!(problem["detail"].as_str().unwrap().contains("e-mail address"), "{problem}");
    server.app.clock.advance(900);
    server.stranger().call(Method::POST, "/staff/session", body, &headers).await.is(StatusCode::OK);
}

#[tokio::test]
async fn the_browser_of_whoever_signs_out_is_told_to_keep_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let told = |answer: &crate::harness::Answer| answer.headers.get("clear-site-data").is_some();
    for path in ["/session", "/sessions"] {
        let mut here = server.applicant_again(MOBILE).await;
        for (status, is_told) in [(StatusCode::NO_CONTENT, true), (StatusCode::UNAUTHORIZED, false)] {
            let answer = here.call(Method::DELETE, path, Value::Null, &[]).await;
            assert_eq!((answer.status, told(&answer)), (status, is_told), "{path}");
            // Others of this address have their own.
            assert!(!told(&applicant.get("/session").await));
        }
    }
}
