//! What narrows the queue, and what a search finds.

use crate::harness::{Client, MOBILE, Server};
use crate::queue::{all, ids, old};
use crate::steps::{Prepared, prepare, prepare_as, submit};
use beian_server::jobs::scheduler;
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
    let part = |from: usize, count: usize| name.chars().skip(from).take(count).collect::<String>();
    for sought in [
        number.clone(),
        number.to_lowercase(),
        name.clone(),
        beginning,
        part(2, 2),
        part(4, 1),
        part(3, name.chars().count() - 3),
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

/// What so many names have that they are not looked up one by one.
#[tokio::test]
async fn a_part_that_many_names_have_finds_them_all_page_by_page() {
    let server = Server::start().await;
    let (mut reviewer, id, _) = submitted(&server).await;
    let mut other = server.applicant("13800138001").await;
    let draft = other.begin().await["id"].as_str().unwrap().to_owned();
    old(&server, &draft, "approved", 1_100, 400).await;
    let names = "UPDATE filings SET submitted_at = 1, organiser_name = '很多家100%_示例有限公司(分公司)' WHERE id LIKE 'approved-%'";
    server.sql(names).await;
    let parts = "INSERT INTO organiser_parts (filing, part) SELECT id, '示例有限公司(分公司)' FROM filings WHERE id LIKE 'approved-%'";
    server.sql(parts).await;
    let count = async |reviewer: &mut Client, text: &str| {
        all(reviewer, &format!("search={}", percent_encoding(text))).await.0.len()
    };
    // The one that was submitted is an example too.
    let (found, pages) = all(&mut reviewer, &format!("search={}", percent_encoding("示例"))).await;
    assert_eq!((found.len(), pages), (1_101, 23));
    assert_eq!(found[0]["id"], id.as_str(), "the newest first");
    assert_eq!(count(&mut reviewer, "示例有限公司（分公司）").await, 1_100);
    assert_eq!(count(&mut reviewer, "示例有限公司（分公司）之外").await, 0);
    assert_eq!(count(&mut reviewer, "示例_有限").await, 0);
}

#[tokio::test]
async fn what_the_rules_find_in_a_submission_narrows_the_queue() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare_as(&server, &mut applicant, |document| {
        let address = document["organiser"]["certificate_address"].as_str().unwrap().to_owned();
        document["organiser"]["certificate_address"] = json!(format!("{address}电话13010112500"));
    })
    .await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let found = async |reviewer: &mut Client, query: &str| all(reviewer, query).await.0.len();
    assert_eq!((found(&mut reviewer, "risk=true").await, found(&mut reviewer, "risk=false").await), (1, 0));
    let case = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert!(case["findings"].as_array().unwrap().iter().any(|one| one["severity"] == "risk"), "{case}");
    // Of what was submitted before it was said, a job says it.
    server.sql("UPDATE filings SET at_risk = NULL").await;
    assert_eq!((found(&mut reviewer, "risk=true").await, found(&mut reviewer, "risk=false").await), (0, 0));
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!((found(&mut reviewer, "risk=true").await, found(&mut reviewer, "risk=false").await), (1, 0));
    // What was corrected has none.
    let tag = reviewer.post(&format!("/staff/filings/{id}/claim"), json!({})).await.is(StatusCode::OK).json();
    let version = tag["view"]["version"].as_u64().unwrap();
    let reason = json!({ "reasons": [{ "path": "organiser.certificate_address", "text": "去掉电话" }] });
    reviewer.post_over(&format!("/staff/filings/{id}/return"), version, reason).await.is(StatusCode::OK);
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    let mut document = view["filing"].clone();
    let address = document["organiser"]["certificate_address"].as_str().unwrap().replace("电话13010112500", "");
    document["organiser"]["certificate_address"] = json!(address);
    let saved = applicant.save(&id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK).version();
    assert_eq!(found(&mut reviewer, "tab=applicant&risk=true").await, 1, "what was submitted is what counts");
    submit(&mut applicant, &id, saved, "second-key").await.is(StatusCode::OK);
    assert_eq!((found(&mut reviewer, "risk=true").await, found(&mut reviewer, "risk=false").await), (0, 1));
}
