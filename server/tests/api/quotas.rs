//! What is too much: codes to strangers, codes of an account, filings begun, bytes kept. What somebody else did stops nobody who is known.

use crate::harness::{MOBILE, Server, jpeg};
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn codes_to_strangers_are_bounded_and_who_is_known_signs_in() {
    let server = Server::with(|config| config.codes.to_strangers = 3).await;
    let _known = server.applicant(MOBILE).await;
    server.app.clock.advance(61);
    for n in 0..3 {
        let mobile = json!({ "mobile": format!("1390013900{n}") });
        server.stranger().post("/session/code", mobile).await.is(StatusCode::ACCEPTED);
    }
    let next = json!({ "mobile": "13900139009" });
    let refused = server.stranger().post("/session/code", next.clone()).await.refused(429, "too-many");
    assert!(refused["detail"].as_str().unwrap().contains("新用户"), "{refused}");
    let wait = refused["retry_after"].as_i64().unwrap();
    assert!((1..=60).contains(&wait), "{refused}");
    // Who has an account is told apart, and nobody waits longer than they were told.
    let again = json!({ "mobile": MOBILE });
    server.stranger().post("/session/code", again).await.is(StatusCode::ACCEPTED);
    server.app.clock.advance(wait);
    server.stranger().post("/session/code", next).await.is(StatusCode::ACCEPTED);
}

#[tokio::test]
async fn an_account_proves_so_many_numbers_a_day() {
    let server = Server::with(|config| config.codes.per_account = 2).await;
    let (mut applicant, id) = server.begun().await;
    let codes = format!("/filings/{id}/phone-codes");
    for n in 0..2 {
        applicant.post(&codes, json!({ "mobile": format!("1390013900{n}") })).await.is(StatusCode::ACCEPTED);
    }
    applicant.post(&codes, json!({ "mobile": "13900139009" })).await.refused(429, "too-many");
    // That is the account's matter: it may sign in, and another may go on.
    server.applicant_again(MOBILE).await;
    let mut other = server.applicant("13900139001").await;
    let begun = other.begin().await;
    let codes = format!("/filings/{}/phone-codes", begun["id"].as_str().unwrap());
    other.post(&codes, json!({ "mobile": "13900139009" })).await.is(StatusCode::ACCEPTED);
}

#[tokio::test]
async fn an_account_begins_so_many_filings_a_day_and_a_key_that_is_sent_again_begins_none() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut begin = async |key: &str| {
        let headers = [("idempotency-key", key)];
        let answer = applicant.call(Method::POST, "/filings", Value::Null, &headers).await;
        if answer.status == StatusCode::CREATED {
            // It lapses, so that another may begin.
            server.sql("UPDATE filings SET status = 'expired'").await;
        }
        answer
    };
    for n in 0..30 {
        begin(&format!("key of a filing {n:016}")).await.is(StatusCode::CREATED);
    }
    begin("key of a filing of too many").await.refused(429, "too-many");
    begin(&format!("key of a filing {:016}", 3)).await.is(StatusCode::CREATED);
    server.app.clock.advance(86_400);
    let mut applicant = server.applicant_again(MOBILE).await;
    applicant.begin().await;
}

#[tokio::test]
async fn an_account_keeps_so_many_bytes() {
    let picture = jpeg(1600, 1130);
    let most = picture.len() as u64 * 5 / 2;
    let server = Server::with(|config| config.uploads.account_bytes = most).await;
    let (mut applicant, id) = server.begun().await;
    let slot = "organiser.licence";
    let other = |n: u8| [picture.clone(), vec![n; 10]].concat();
    applicant.upload(&id, slot, "1.jpg", &picture).await.is(StatusCode::OK);
    // One that is on its way counts as well, and goes on.
    let begun = applicant.begin_upload(&id, slot, "2.jpg", &other(2)).await.is(StatusCode::CREATED).json();
    let refused = applicant.begin_upload(&id, slot, "3.jpg", &other(3)).await.refused(429, "too-many");
    assert!(refused["detail"].as_str().unwrap().contains("上限"), "{refused}");
    applicant.upload(&id, slot, "2.jpg", &other(2)).await.is(StatusCode::OK);
    assert!(begun["id"].is_string());
    // What it is of one account stops no other.
    let mut other_account = server.applicant("13900139001").await;
    let other_id = other_account.begin().await["id"].as_str().unwrap().to_owned();
    other_account.upload(&other_id, slot, "1.jpg", &picture).await.is(StatusCode::OK);
}
