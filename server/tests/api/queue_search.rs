//! What narrows the queue, and what a search finds.

use crate::harness::{Client, MOBILE, Server};
use crate::queue::{all, ids, old};
use crate::steps::{Prepared, prepare, submit};
use http::StatusCode;
use serde_json::json;

/// A reviewer, and the id and number of the one submitted filing that is no copy of a draft.
async fn submitted(server: &Server) -> (Client, String, String) {
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let number = applicant.get(&format!("/filings/{id}")).await.json()["number"].as_str().unwrap().to_owned();
    (server.reviewer().await, id, number)
}

#[tokio::test]
async fn one_box_finds_by_number_name_domain_phone_and_document() {
    let server = Server::start().await;
    let (mut reviewer, id, number) = submitted(&server).await;
    let (_, draft) = {
        let mut other = server.applicant("13800138001").await;
        let begun = other.begin().await;
        (other, begun["id"].as_str().unwrap().to_owned())
    };
    old(&server, &draft, "first_review", 60, 3).await;
    let text = server.texts(&format!("SELECT document FROM filings WHERE id = '{id}'")).await.remove(0);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let of = |path: &str| document.pointer(path).unwrap().as_str().unwrap().to_owned();
    let name = of("/organiser/name");
    let beginning: String = name.chars().take(4).collect();
    for sought in [
        number.clone(),
        number.to_lowercase(),
        name.clone(),
        beginning,
        format!(" {name} "),
        of("/sites/0/domains/0"),
        format!("https://www.{}/", of("/sites/0/domains/0")),
        of("/organiser/certificate_number"),
        of("/organiser/certificate_number").to_lowercase(),
        of("/organiser/responsible_person/mobile"),
        of("/organiser/responsible_person/document_number"),
        of("/organiser/responsible_person/name"),
    ] {
        let query = percent_encoding(&sought);
        // Whatever the tab.
        for tab in ["waiting", "done"] {
            let (found, _) = all(&mut reviewer, &format!("tab={tab}&search={query}")).await;
            assert_eq!(ids(&found), [id.as_str()], "{sought}");
        }
    }
    // A blank is no search, and what nobody has finds nothing.
    assert_eq!(all(&mut reviewer, "search=%20").await.0.len(), 61);
    for sought in ["没有这家公司", "BA19990101000001", "13900000001", "no-such-domain.com", "%25", "_"] {
        assert_eq!(all(&mut reviewer, &format!("search={}", percent_encoding(sought))).await.0.len(), 0, "{sought}");
    }
    let long = "长".repeat(201);
    let refused = reviewer.get(&format!("/staff/filings?search={}", percent_encoding(&long))).await;
    refused.refused(400, "unreadable");
    // Filters hold for what is found as well.
    let query = percent_encoding(&number);
    assert_eq!(all(&mut reviewer, &format!("search={query}&province=bj")).await.0.len(), 0);
}

/// As a query carries a text.
fn percent_encoding(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn filters_leave_what_they_say_page_by_page() {
    let server = Server::start().await;
    let (mut reviewer, id, _) = submitted(&server).await;
    let mut other = server.applicant("13800138001").await;
    let draft = other.begin().await["id"].as_str().unwrap().to_owned();
    old(&server, &draft, "first_review", 130, 3).await;
    server.sql("UPDATE filings SET province = 'bj', nature = 'foundation' WHERE id LIKE 'first_review-%'").await;
    server.sql("UPDATE filings SET province = 'gd' WHERE id LIKE 'first_review-1__'").await;
    let mut count = async |query: &str| all(&mut reviewer, query).await.0.len();
    assert_eq!(count("province=bj").await, 99);
    assert_eq!(count("province=gd").await, 32);
    assert_eq!(count("province=gd&nature=foundation").await, 31);
    assert_eq!(count("nature=foundation").await, 130);
    assert_eq!(count("province=tj").await, 0);
    // Who has it.
    let another = "INSERT INTO staff (id, email, name, password_hash, role, created_at) VALUES ('another', 'b', '审核员乙', '', 'reviewer', 1)";
    server.sql(another).await;
    server.sql("UPDATE filings SET reviewer = 'another' WHERE id LIKE 'first_review-12_'").await;
    reviewer.post(&format!("/staff/filings/{id}/claim"), json!({})).await.is(StatusCode::OK);
    let mut listed = async |query: &str| all(&mut reviewer, query).await.0;
    assert_eq!(listed("claimed=nobody").await.len(), 120);
    assert_eq!(ids(&listed("claimed=me").await), [id.as_str()]);
    assert_eq!(ids(&listed("tab=mine").await), [id.as_str()]);
    let of_another = listed("claimed=colleague").await;
    assert_eq!(of_another.len(), 10);
    assert!(of_another.iter().all(|one| one["reviewer"] == "审核员乙"));
    assert_eq!(listed("claimed=colleague&order=newest").await.last(), of_another.first());
}
