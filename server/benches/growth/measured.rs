//! What people do, timed: the applicant looks at their filing, saves it, asks for a domain and submits; a colleague opens the queue.

use crate::client::Client;
use crate::harness::{API, MOBILE, Server};
use crate::steps::{Prepared, prepare};
use axum::body::Body;
use http::header::{CONTENT_TYPE, COOKIE, ETAG, HOST, IF_MATCH};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// How often each is done.
const TIMES: usize = 40;

/// Sends a request, and gives how long it took, with the version that came back.
pub async fn timed(by: &Client, method: Method, path: &str, body: &str, headers: &[(&str, String)]) -> (Duration, u64) {
    let mut request = Request::builder().method(method).uri(format!("{API}{path}")).header(HOST, "127.0.0.1:8080");
    request = request.header(COOKIE, by.cookies());
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request =
        request.header(CONTENT_TYPE, "application/json").body(Body::from(body.to_owned())).expect("a request");
    let router = by.router.clone();
    let begun = Instant::now();
    let answer = router.oneshot(request).await.expect("an answer");
    let (status, tag) = (answer.status(), answer.headers().get(ETAG).cloned());
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    let time = begun.elapsed();
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
    let version = tag.and_then(|tag| tag.to_str().ok()?.trim_matches('"').parse().ok());
    (time, version.unwrap_or_default())
}

/// Everything, each with its times.
pub async fn all(server: &Server) -> Vec<(&'static str, Vec<Duration>)> {
    let mut applicant = server.applicant(MOBILE).await;
    let reviewer = server.reviewer().await;
    let Prepared { id, mut version, document } = prepare(server, &mut applicant).await;
    let own = format!("/filings/{id}");
    let mut all: [(&str, Vec<Duration>); 5] =
        ["view", "save", "domain", "queue", "submit"].map(|what| (what, Vec::new()));
    for n in 0..TIMES {
        // So that nothing is too often.
        server.app.clock.advance(61);
        let mut changed = document.clone();
        changed["organiser"]["remark"] = Value::from(format!("{n}"));
        let over = |version: u64| (IF_MATCH.as_str(), format!("\"{version}\""));
        all[0].1.push(timed(&applicant, Method::GET, &own, "", &[]).await.0);
        let (time, saved) = timed(&applicant, Method::PUT, &own, &changed.to_string(), &[over(version)]).await;
        all[1].1.push(time);
        all[2].1.push(timed(&applicant, Method::GET, &format!("/domains/unknown-{n}.com"), "", &[]).await.0);
        all[3].1.push(timed(&reviewer, Method::GET, "/staff/filings", "", &[]).await.0);
        let key = ("idempotency-key", format!("key of submission {n:014}"));
        let (time, submitted) =
            timed(&applicant, Method::POST, &format!("{own}/submit"), "", &[over(saved), key]).await;
        all[4].1.push(time);
        version =
            timed(&applicant, Method::POST, &format!("{own}/withdraw"), r#"{"note":"x"}"#, &[over(submitted)]).await.1;
    }
    all.into_iter().collect()
}
