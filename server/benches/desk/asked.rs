//! What the desk asks for, and how long each takes.

use crate::harness::{API, Client, Server};
use crate::{seed, spread};
use axum::body::Body;
use http::header::{COOKIE, HOST};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// How often each is asked for; the first times, which fill the memories of server and database, are left out.
const TIMES: usize = 200;
/// Times that are left out.
const FIRST: usize = 5;

/// Something that is asked for: its name, and the addresses that are asked for in turn.
pub type Asked = (String, Vec<String>);

fn one(name: &str, path: &str) -> Asked {
    (name.to_owned(), vec![path.to_owned()])
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A search for what some of the filings have.
fn search(name: &str, count: usize, of: impl Fn(usize) -> String) -> Asked {
    let some = (0..TIMES).map(|n| (n * 7_919 + 3) % count);
    (name.to_owned(), some.map(|n| format!("/staff/filings?search={}", encoded(&of(n)))).collect())
}

/// Everything, over so many filings.
pub async fn all(server: &Server, count: usize) -> Vec<Asked> {
    let mut all: Vec<Asked> = ["waiting", "mine", "applicant", "bureau", "done"]
        .map(|tab| one(&format!("tab-{tab}"), &format!("/staff/filings?tab={tab}")))
        .into();
    let middle = count / 2;
    let after = format!("{}.{}", spread::since(middle, count), middle + 1);
    all.push(one("deep-page", &format!("/staff/filings?tab=done&after={after}")));
    for (name, query) in [
        ("filter-province", "tab=waiting&province=gd"),
        ("filter-nature", "tab=waiting&nature=foundation"),
        ("filter-late", "tab=waiting&late=true"),
        ("filter-in-time", "tab=waiting&late=false"),
        ("filter-nobody's", "tab=waiting&claimed=nobody"),
        ("filter-mine", "tab=waiting&claimed=me"),
        ("filter-colleague's", "tab=waiting&claimed=colleague"),
        ("filter-risk", "tab=waiting&risk=true"),
        ("filter-all", "tab=waiting&province=gd&nature=enterprise&late=true&claimed=nobody&risk=false"),
        ("done-province", "tab=done&province=tj"),
        ("done-risk", "tab=done&risk=true"),
        ("done-mine", "tab=done&claimed=me"),
        ("done-rare", "tab=done&province=tj&nature=foundation&risk=true"),
        ("done-none", "tab=done&province=xz&nature=foundation"),
        ("search-common", "search=%E8%B4%B8%E6%98%93"),
        ("search-all", "search=%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8"),
        ("search-letter", "search=%E6%98%9F"),
        ("search-common-rare", "search=%E8%B4%B8%E6%98%93&province=tj&nature=foundation"),
        ("search-common-none", "search=%E8%B4%B8%E6%98%93&province=xz"),
        ("search-nothing", "search=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%AE%B6%E5%85%AC%E5%8F%B8"),
    ] {
        all.push(one(name, &format!("/staff/filings?{query}")));
    }
    all.push(search("search-number", count, seed::receipt));
    all.push(search("search-name", count, spread::name));
    all.push(search("search-part", count, |n| spread::name(n).chars().skip(2).take(4).collect()));
    all.push(search("search-domain", count, seed::domain));
    all.push(search("search-mobile", count, seed::mobile));
    all.push(search("search-person", count, spread::person));
    all.push(search("search-document", count, seed::document_number));
    let waiting = "SELECT id FROM filings WHERE status IN ('first_review', 'resubmitted') ORDER BY seq LIMIT 200";
    let cases = server.texts(waiting).await;
    all.push(("case".to_owned(), cases.iter().map(|id| format!("/staff/filings/{id}")).collect()));
    let year = "from=2026-01-01&to=2026-11-24";
    all.push(one("statistics-30-days", "/staff/statistics"));
    all.push(one("statistics-month", "/staff/statistics?from=2026-09-01&to=2026-09-30"));
    all.push(one("statistics-all", &format!("/staff/statistics?{year}")));
    for table in ["throughput", "states", "first", "reasons", "provinces", "months", "reviewers"] {
        all.push(one(&format!("csv-{table}"), &format!("/staff/statistics.csv?table={table}&{year}")));
    }
    all
}

/// How long each of many times took. Nobody else asks meanwhile.
pub async fn times(reviewer: &Client, paths: &[String]) -> Vec<Duration> {
    send(reviewer, paths.iter().cycle().take(FIRST + TIMES)).await.split_off(FIRST)
}

/// Asks once.
pub async fn once(reviewer: &Client, paths: &[String]) {
    send(reviewer, paths.iter().take(1)).await;
}

async fn send(reviewer: &Client, paths: impl Iterator<Item = &String>) -> Vec<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for path in paths {
        let request = Request::get(format!("{API}{path}")).header(HOST, "127.0.0.1:8080");
        let request = request.header(COOKIE, reviewer.cookies()).body(Body::empty()).expect("a request");
        let begun = Instant::now();
        let answer = reviewer.router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        times.push(begun.elapsed());
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
    }
    times
}
