//! The staff's queue: tab by tab and page by page, however much has ended before; when what waits is late; and who waits for a change.

use crate::harness::{Client, MOBILE, NOW, Server};
use crate::steps::{Prepared, prepare, submit, take};
use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use std::collections::HashSet;

/// So many submitted filings in a state, a second each, beginning so many days ago.
pub async fn old(server: &Server, like: &str, status: &str, count: u32, days: i64) {
    let since = NOW - days * 86_400;
    server
        .sql(&format!(
            "CREATE TEMP TABLE many AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n;
             INSERT INTO accounts (id, mobile, created_at) SELECT '{status}-' || i, '{status}-' || i, 1 FROM many;
             INSERT INTO filings (id, account, number, version, status, document, created_at, updated_at, status_since)
                 SELECT '{status}-' || i, '{status}-' || i, 'BA-{status}-' || i, 1, '{status}',
                     (SELECT document FROM filings WHERE id = '{like}'), 1, 1, {since} + i FROM many;
             INSERT INTO snapshots SELECT '{status}-' || i, 1, '{{}}', 1 FROM many;
             DROP TABLE many;"
        ))
        .await;
}

/// Every entry of a queue, page after page; and how many pages there were.
pub async fn all(reviewer: &mut Client, filter: &str) -> (Vec<Value>, usize) {
    let (mut entries, mut after, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let path = format!("/staff/filings?{filter}&after={after}");
        let page = reviewer.get(&path).await.is(StatusCode::OK).json();
        let on_page = page["entries"].as_array().unwrap().clone();
        assert!(on_page.len() <= 50);
        entries.extend(on_page);
        pages += 1;
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => return (entries, pages),
        }
    }
}

pub fn ids(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_was_submitted_just_now_is_seen_behind_any_number_of_others() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let draft = server.applicant("13800138001").await.begin().await["id"].as_str().unwrap().to_owned();
    old(&server, &draft, "approved", 1_100, 400).await;
    old(&server, &draft, "needs_fix", 1_050, 300).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    // Nothing else waits for staff.
    let (entries, pages) = all(&mut reviewer, "").await;
    assert_eq!((ids(&entries), pages), (vec![id.as_str()], 1));
    let (with_applicant, pages) = all(&mut reviewer, "tab=applicant").await;
    assert_eq!((with_applicant.len(), pages), (1_050, 22));
    // What has ended is read the newest first, all of it.
    let (approved, _) = all(&mut reviewer, "tab=done").await;
    let expected: Vec<String> = (1..=1_100).rev().map(|n| format!("approved-{n}")).collect();
    assert_eq!(ids(&approved), expected, "newest first, each once");
    let (approved, _) = all(&mut reviewer, "tab=done&order=oldest").await;
    assert!(ids(&approved).into_iter().eq(expected.iter().rev()));
    // Each tab is counted, as far as a thousand.
    let counts = &reviewer.get("/staff/filings").await.json()["counts"];
    assert_eq!(*counts, json!({ "waiting": 1, "mine": 0, "applicant": 1_000, "bureau": 0, "done": 1_000 }));
}

#[tokio::test]
async fn each_tab_has_its_states_and_the_oldest_is_first() {
    let server = Server::start().await;
    let (_, draft) = server.begun().await;
    for (status, days) in [
        ("needs_fix", 90),
        ("first_review", 3),
        ("sms_failed", 10),
        ("resubmitted", 20),
        ("to_bureau", 1),
        ("bureau_review", 5),
        ("sms_pending", 6),
        ("teleported", 2),
        ("expired", 99),
    ] {
        old(&server, &draft, status, 1, days).await;
    }
    // What ended or cannot be read is listed where it was once submitted.
    server.sql("UPDATE filings SET submitted_at = 1 WHERE status = 'teleported'").await;
    let mut reviewer = server.reviewer().await;
    for (tab, expected) in [
        ("waiting", &["resubmitted-1", "sms_failed-1", "first_review-1", "teleported-1", "to_bureau-1"][..]),
        ("mine", &[]),
        ("applicant", &["needs_fix-1"]),
        ("bureau", &["sms_pending-1", "bureau_review-1"]),
        ("done", &[]),
    ] {
        assert_eq!(ids(&all(&mut reviewer, &format!("tab={tab}")).await.0), expected, "{tab}");
    }
    server.sql("UPDATE filings SET submitted_at = 1 WHERE status = 'expired'").await;
    assert_eq!(ids(&all(&mut reviewer, "tab=done").await.0), ["expired-1"]);
    for after in ["x", "1", "1.", "1.2.3", "-.0"] {
        reviewer.get(&format!("/staff/filings?after={after}")).await.refused(400, "unreadable");
    }
    for wrong in ["tab=none", "province=xx", "nature=x", "risk=high", "late=perhaps", "claimed=x", "order=x"] {
        reviewer.get(&format!("/staff/filings?{wrong}")).await.refused(400, "unreadable");
    }
}

/// Noon of Tuesday, 24 November 2026: two working days are over for what waits since Thursday, and not for what waits since Friday.
#[tokio::test]
async fn what_waits_longer_than_two_working_days_is_late() {
    let server = Server::start().await;
    let (_, draft) = server.begun().await;
    old(&server, &draft, "first_review", 5, 0).await;
    let china = |day: i64, hour: i64| (20_781 + day) * 86_400 + (hour - 8) * 3600;
    let since = [(1, china(-5, 9)), (2, china(-4, 23)), (3, china(-3, 0)), (4, china(-1, 9)), (5, china(0, 11))];
    for (n, since) in since {
        server.sql(&format!("UPDATE filings SET status_since = {since} WHERE id = 'first_review-{n}'")).await;
    }
    let mut reviewer = server.reviewer().await;
    let (entries, _) = all(&mut reviewer, "").await;
    let due: Vec<i64> = entries.iter().map(|one| one["due"].as_i64().unwrap()).collect();
    assert_eq!(due, [china(0, 0), china(0, 24), china(0, 24), china(1, 24), china(2, 24)]);
    assert_eq!(ids(&all(&mut reviewer, "late=true").await.0), ["first_review-1"]);
    let in_time = ["first_review-2", "first_review-3", "first_review-4", "first_review-5"];
    assert_eq!(ids(&all(&mut reviewer, "late=false").await.0), in_time);
    // Monday becomes a holiday.
    server.sql("INSERT INTO calendar_days (day, works, name) VALUES ('2026-11-23', FALSE, '校庆')").await;
    assert_eq!(all(&mut reviewer, "late=true").await.0.len(), 0);
    // Where the next step is not staff's nothing was promised.
    old(&server, &draft, "needs_fix", 1, 40).await;
    assert!(all(&mut reviewer, "tab=applicant").await.0[0].get("due").is_none());
}

#[tokio::test]
async fn a_page_that_waits_hears_of_each_change_of_a_submitted_filing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let mut reviewer = server.reviewer().await;
    let first = reviewer.get("/staff/filings").await.is(StatusCode::OK);
    let tag = first.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(tag, format!("\"{}\"", first.json()["tag"].as_str().unwrap()));
    let wait = async |reviewer: &Client, tag: &str| {
        let mut reviewer = reviewer.clone();
        reviewer.call(Method::GET, "/staff/filings?wait=25", Value::Null, &[("if-none-match", tag)]).await
    };
    // As long as nothing changes there is nothing to say.
    let mut asks = reviewer.clone();
    let same = asks.call(Method::GET, "/staff/filings", Value::Null, &[("if-none-match", &tag)]).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    let submits = async { submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK) };
    let (heard, _) = tokio::join!(wait(&reviewer, &tag), submits);
    let page = heard.is(StatusCode::OK);
    assert_eq!(page.json()["entries"][0]["id"], id.as_str());
    let tag = page.headers["etag"].to_str().unwrap().to_owned();
    // Who takes it is seen by all.
    let mut taker = reviewer.clone();
    let (heard, _) = tokio::join!(wait(&reviewer, &tag), async { take(&mut taker, &id).await });
    let mut page = heard.is(StatusCode::OK);
    // It may have been read amid the change: then there is more to hear.
    while page.json()["entries"][0]["reviewer"] != "审核员甲" {
        let tag = page.headers["etag"].to_str().unwrap().to_owned();
        page = wait(&reviewer, &tag).await.is(StatusCode::OK);
    }
    assert_eq!(page.json()["counts"]["mine"], 1);
}

#[tokio::test]
async fn the_simulator_shows_every_filing_page_by_page() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (_, draft) = server.begun().await;
    old(&server, &draft, "approved", 1_100, 400).await;
    old(&server, &draft, "first_review", 60, 300).await;
    old(&server, &draft, "to_bureau", 70, 200).await;
    old(&server, &draft, "bureau_review", 40, 100).await;
    let (mut seen, mut path) = (HashSet::new(), "/simulator".to_owned());
    let mut visitor = server.stranger();
    loop {
        let page = visitor.send(Request::get(&path).body(Body::empty()).unwrap()).await.is(StatusCode::OK);
        let text = String::from_utf8(page.body.to_vec()).unwrap();
        for part in text.split("data-filing=\"").skip(1) {
            assert!(seen.insert(part.split('"').next().unwrap().to_owned()), "twice");
        }
        let Some((_, next)) = text.split_once("rel=\"next\" href=\"") else { break };
        path = next.split('"').next().unwrap().to_owned();
    }
    let count = |status: &str| seen.iter().filter(|id| id.starts_with(status)).count();
    assert_eq!((count("to_bureau"), count("bureau_review"), seen.len()), (70, 40, 110));
}
