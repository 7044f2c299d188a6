//! The page of the audit log: who saw and did what to a filing, page by page, and as a table.

use crate::bureau::{page, to_bureau};
use crate::harness::{MOBILE, Server};
use crate::statistics::senior;
use http::StatusCode;

#[tokio::test]
async fn who_saw_and_did_what_to_a_filing_is_shown_and_the_look_is_noted() {
    let server = Server::start().await;
    let mut reviewer = senior(&server).await;
    let (filing, number) = to_bureau(&server, MOBILE, &mut reviewer).await;
    reviewer.get(&format!("/staff/filings/{}", filing.id)).await.is(StatusCode::OK);
    for named in [number.as_str(), filing.id.as_str()] {
        let shown = page(&mut reviewer, &format!("/staff/audit?lang=en&filing={named}")).await;
        for part in ["Filing viewed", "Approved", "Submitted", "Colleague 审核员甲", "Applicant", "Audit log viewed"]
        {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
    let looks = format!("SELECT action FROM audit WHERE filing = '{}' AND action = 'audit.viewed'", filing.id);
    assert_eq!(server.texts(&looks).await.len(), 2);
    // Page by page, until there are none.
    for _ in 0..60 {
        reviewer.get(&format!("/staff/filings/{}", filing.id)).await.is(StatusCode::OK);
    }
    let (mut path, mut entries) = (format!("/staff/audit?lang=en&filing={number}"), Vec::new());
    loop {
        let shown = page(&mut reviewer, &path).await;
        let numbers = shown.split("data-entry=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        entries.extend(numbers);
        let Some(next) = shown.split("rel=\"next\" href=\"/api/v1").nth(1) else { break };
        path = next.split('"').next().unwrap().replace("&amp;", "&");
    }
    let all =
        format!("SELECT CAST(number AS TEXT) FROM audit WHERE filing = '{}' ORDER BY audit.number DESC", filing.id);
    // The looks at the pages behind the first were noted since.
    let all = server.texts(&all).await;
    assert_eq!(entries, all[all.len() - entries.len()..]);
    assert!(entries.len() > 60 && all.len() - entries.len() < 3, "{} of {}", entries.len(), all.len());
    let export = reviewer.get(&format!("/staff/audit.csv?lang=en&filing={number}")).await.is(StatusCode::OK);
    let text = String::from_utf8(export.body.to_vec()).unwrap();
    assert_eq!(text.lines().count(), all.len() + 2, "{text}");
    assert!(text.starts_with("\u{feff}When,Who,What"));
}

#[tokio::test]
async fn a_draft_has_no_page_and_none_is_asked_for() {
    let server = Server::start().await;
    let mut senior = senior(&server).await;
    let (_, draft) = server.begun().await;
    for named in [draft.as_str(), "none", "%27%20OR%201=1"] {
        senior.get(&format!("/staff/audit?filing={named}")).await.refused(404, "not-found");
    }
    assert!(page(&mut senior, "/staff/audit?lang=en").await.contains("Number of the filing"));
    senior.get("/staff/audit.csv").await.refused(400, "unreadable");
    senior.get("/staff/audit?before=x").await.is(StatusCode::OK);
}
