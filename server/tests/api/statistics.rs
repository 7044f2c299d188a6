//! The page of statistics: what happened is counted, for seniors alone, in a time that the address says.

use crate::bureau::{page, to_bureau};
use crate::harness::{Client, MOBILE, Server};
use crate::steps::{in_review, step};
use http::StatusCode;
use serde_json::json;

/// The reviewer, who is a senior from now on.
pub async fn senior(server: &Server) -> Client {
    server.sql("UPDATE staff SET role = 'senior'").await;
    server.reviewer().await
}

async fn csv(client: &mut Client, table: &str) -> Vec<String> {
    let answer = client.get(&format!("/staff/statistics.csv?lang=en&table={table}")).await.is(StatusCode::OK);
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    text.strip_prefix('\u{feff}').unwrap().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn what_happened_is_counted() {
    let server = Server::start().await;
    let mut reviewer = senior(&server).await;
    // One is right the first time, one is returned.
    to_bureau(&server, MOBILE, &mut reviewer).await;
    server.sql("DELETE FROM filing_keys").await;
    server.app.clock.advance(61);
    let mut applicant = server.applicant("13800138001").await;
    let returned = in_review(&server, &mut applicant, &mut reviewer).await;
    server.app.clock.advance(1200);
    let site = returned.document["sites"][0]["id"].as_str().unwrap();
    let reasons = json!({ "reasons": [
        { "path": "organiser.address", "text": "请写到门牌号" },
        { "path": format!("sites[{site}].name"), "text": "=名称" },
    ] });
    step(&mut reviewer, &returned.id, "return", returned.version, reasons).await;
    let days = csv(&mut reviewer, "throughput").await;
    assert_eq!(days.len(), 31);
    assert_eq!(days[29..], ["2026-11-23,0,0,0,0,0,0", "2026-11-24,2,1,1,0,0,0"]);
    assert_eq!(csv(&mut reviewer, "months").await[1..], ["2026-11,2,1,1,0,0,0"]);
    assert_eq!(csv(&mut reviewer, "provinces").await[1..], ["Guangdong,2,1,1,0,0,0"]);
    assert_eq!(csv(&mut reviewer, "reviewers").await[1..], ["审核员甲,0,1,1,0,0,0"]);
    assert_eq!(csv(&mut reviewer, "first").await[1..], ["Right the first time,1,50%", "Returned or rejected,1,50%"]);
    let reasons = csv(&mut reviewer, "reasons").await;
    assert_eq!(reasons[1..], ["Mailing address,1", "Site's name,1"]);
    let returned = "INSERT INTO timeline (filing, at, event, actor, status, note, came_from, lasted)
        SELECT t.filing, t.at, 'submit', 'applicant', 'resubmitted', '', 'needs_fix', n.hours * 3600 FROM
            (SELECT 90 AS hours UNION ALL SELECT 5 UNION ALL SELECT 9 UNION ALL SELECT 1) n,
            (SELECT filing, at FROM timeline ORDER BY id DESC LIMIT 1) t";
    server.sql(returned).await;
    let states = csv(&mut reviewer, "states").await;
    assert!(states.iter().any(|line| line.ends_with(",5.0,4")), "the lower of the two in the middle: {states:?}");
    // Of two the shorter: nobody waited for the first.
    assert!(states.iter().any(|line| line.ends_with(",0.0,2")), "{states:?}");
    let shown = page(&mut reviewer, "/staff/statistics?lang=en").await;
    for part in ["<svg", "Guangdong", "审核员甲", "statistics.csv?lang=en&amp;from=2026-10-26&amp;to=2026-11-24"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(page(&mut reviewer, "/staff/statistics?lang=zh-CN&by=week").await.contains("2026-11-23"));
    // Another time.
    let none = page(&mut reviewer, "/staff/statistics?lang=en&from=2026-01-01&to=2026-01-31").await;
    assert!(none.contains("Nothing happened in this time.") && !none.contains("<svg"), "{none}");
    for (query, right) in [
        ("from=0001-01-01&to=9999-12-31", true),
        ("from=2026-12-31&to=2026-01-01", true),
        ("from=yesterday", false),
        ("to=2026-02-30", false),
    ] {
        let answer = reviewer.get(&format!("/staff/statistics?{query}")).await;
        if right { drop(answer.is(StatusCode::OK)) } else { drop(answer.refused(400, "unreadable")) }
    }
    reviewer.get("/staff/statistics.csv?table=salaries").await.refused(400, "unreadable");
}

#[tokio::test]
async fn statistics_and_the_log_are_no_reviewers() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    for path in ["/staff/statistics", "/staff/statistics.csv", "/staff/audit", "/staff/audit.csv"] {
        reviewer.get(path).await.refused(404, "not-found");
    }
    let account = page(&mut reviewer, "/staff/account?lang=en").await;
    assert!(account.contains("/staff/bureau") && !account.contains("/staff/statistics"), "{account}");
    let mut senior = senior(&server).await;
    let account = page(&mut senior, "/staff/account?lang=en").await;
    assert!(account.contains("/staff/statistics") && account.contains("/staff/audit"), "{account}");
}
