//! The staff's queue: what waits for staff first, oldest first, page by page, however much has ended before.

use crate::harness::{Client, MOBILE, NOW, Server};
use crate::steps::{Prepared, prepare, submit};
use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::Value;
use std::collections::HashSet;

/// So many submitted filings in a state, a second each, beginning so many days ago.
async fn old(server: &Server, like: &str, status: &str, count: u32, days: i64) {
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
async fn all(reviewer: &mut Client, filter: &str) -> (Vec<Value>, usize) {
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

fn ids(entries: &[Value]) -> Vec<&str> {
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
    // Nothing else waits for staff: it is the first of all.
    let (entries, pages) = all(&mut reviewer, "").await;
    assert_eq!((entries[0]["id"].as_str(), entries.len(), pages), (Some(id.as_str()), 1_051, 22));
    assert!(entries.iter().skip(1).all(|one| one["status"] == "needs_fix"));
    // What has ended is found by its state, all of it.
    let (approved, _) = all(&mut reviewer, "status=approved").await;
    let expected: Vec<String> = (1..=1_100).map(|n| format!("approved-{n}")).collect();
    assert_eq!(ids(&approved), expected, "oldest first, each once");
    assert_eq!(all(&mut reviewer, "status=first_review").await.0.len(), 1);
    assert_eq!(all(&mut reviewer, "status=draft").await.0.len(), 0);
}

#[tokio::test]
async fn what_waits_comes_before_what_does_not_and_the_oldest_first() {
    let server = Server::start().await;
    let (_, draft) = server.begun().await;
    for (status, days) in
        [("needs_fix", 90), ("first_review", 3), ("sms_failed", 10), ("resubmitted", 20), ("expired", 99)]
    {
        old(&server, &draft, status, 1, days).await;
    }
    let mut reviewer = server.reviewer().await;
    let (entries, _) = all(&mut reviewer, "").await;
    assert_eq!(ids(&entries), ["resubmitted-1", "sms_failed-1", "first_review-1", "needs_fix-1"]);
    for after in ["x", "1", "0.1.", "0.1.2.3", "-1.0.0", "300.1.1"] {
        reviewer.get(&format!("/staff/filings?after={after}")).await.refused(400, "unreadable");
    }
    reviewer.get("/staff/filings?status=none").await.refused(400, "unreadable");
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
