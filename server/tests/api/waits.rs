//! How many pages of one session, and of one account, wait at a time.

use crate::client::{Answer, Client};
use crate::harness::{MOBILE, Server};
use futures_util::future::{BoxFuture, select_all};
use http::{Method, StatusCode};
use serde_json::Value;

/// What the contract allows.
const OF_SESSION: usize = 16;
const OF_ACCOUNT: usize = 64;

/// A page that waits for a change of the filing, which is as it knows it.
fn waiting(client: &Client, id: &str) -> BoxFuture<'static, Answer> {
    let (mut client, path) = (client.clone(), format!("/filings/{id}?wait=25"));
    Box::pin(async move {
        let known = client.get(path.trim_end_matches("?wait=25")).await.headers["etag"].clone();
        client.call(Method::GET, &path, Value::Null, &[("if-none-match", known.to_str().unwrap())]).await
    })
}

#[tokio::test]
async fn one_session_and_one_account_have_so_many_places_and_who_does_not_wait_needs_none() {
    let server = Server::start().await;
    let (one, id) = server.begun().await;
    let (refused, _, mut left) = select_all((0..=OF_SESSION).map(|_| waiting(&one, &id))).await;
    assert_eq!(refused.refused(429, "too-many")["retry_after"], 25);
    assert_eq!(left.len(), OF_SESSION);
    one.clone().get(&format!("/filings/{id}")).await.is(StatusCode::OK);
    // The phone waits in a session of its own.
    let made = one.clone().code_for(&id, crate::harness::PERSON).await;
    server.phone_that_claimed(&made).await.get("/handoff?wait=25").await.is(StatusCode::OK);

    // In other sessions the account has places left.
    let mut other = one.clone();
    while left.len() < OF_ACCOUNT {
        other = server.applicant_again(MOBILE).await;
        left.extend((0..OF_SESSION).map(|_| waiting(&other, &id)));
    }
    let last = server.applicant_again(MOBILE).await;
    left.push(waiting(&last, &id));
    let (refused, _, left) = select_all(left).await;
    refused.refused(429, "too-many");
    assert_eq!(left.len(), OF_ACCOUNT);

    // Who goes away leaves the place.
    drop(left);
    for mut client in [one, other, last] {
        client.get(&format!("/filings/{id}?wait=25")).await.is(StatusCode::OK);
    }
}

#[tokio::test]
async fn who_waited_for_nothing_is_told_so_and_hears_of_the_end_of_the_session_at_the_next_question() {
    let server = Server::start().await;
    let (mut client, id) = server.begun().await;
    let path = format!("/filings/{id}");
    let known = client.get(&path).await.headers["etag"].clone();
    let known = [("if-none-match", known.to_str().unwrap())];
    let mut waits = client.clone();
    let waiting = format!("{path}?wait=1");
    let waits = waits.call(Method::GET, &waiting, Value::Null, &known);
    let ends = server.sql("DELETE FROM sessions");
    let (answer, ()) = futures_util::future::join(waits, ends).await;
    let answered = [StatusCode::NOT_MODIFIED, StatusCode::UNAUTHORIZED];
    // Asked before the session ended, or after.
    assert!(answered.contains(&answer.status), "{}", answer.status);
    client.call(Method::GET, &format!("{path}?wait=1"), Value::Null, &known).await.is(StatusCode::UNAUTHORIZED);
}
