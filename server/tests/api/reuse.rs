//! A person who is verified in the account already need not record a video again; and a verification holds for its person only.

use crate::harness::{Client, MOBILE, Server};
use crate::shown::asked;
use crate::steps::{Prepared, prepare, sample_for, step, submit, take, verify};
use http::StatusCode;
use serde_json::{Value, json};

const OF: &str = "organiser.responsible_person.verification";
const DAY: i64 = 86_400;

/// A filing as its applicant sees it.
pub async fn view(applicant: &mut Client, id: &str) -> Value {
    applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json()
}

/// Saves a document over whatever version there is.
pub async fn save(applicant: &mut Client, id: &str, document: &Value) {
    let version = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).version();
    applicant.save(id, version, document).await.is(StatusCode::OK);
}

/// A filing with a verified person that was given up, and another one of the same account with the same person.
pub async fn two(server: &Server, applicant: &mut Client) -> (String, String, Value) {
    let Prepared { id: first, .. } = prepare(server, applicant).await;
    let version = view(applicant, &first).await["version"].as_u64().unwrap();
    applicant.post_over(&format!("/filings/{first}/abandon"), version, json!({ "note": "" })).await.is(StatusCode::OK);
    let begun = applicant.begin().await;
    let second = begun["id"].as_str().unwrap().to_owned();
    let document = sample_for(&begun);
    save(applicant, &second, &document).await;
    (first, second, document)
}

/// Has the organiser's person answer for the first site too, in fields of their own.
async fn own_person(applicant: &mut Client, id: &str) -> Value {
    let mut document = view(applicant, id).await["filing"].clone();
    document["sites"][0]["same_person"] = json!(false);
    document["sites"][0]["responsible_person"] = document["organiser"]["responsible_person"].clone();
    save(applicant, id, &document).await;
    document
}

/// Takes an earlier verification over.
pub async fn take_over(applicant: &mut Client, id: &str, of: &str, verification: &Value) -> crate::harness::Answer {
    let reuse = json!({ "of": of, "verification": verification });
    applicant.post(&format!("/filings/{id}/verified-before"), reuse).await
}

#[tokio::test]
async fn an_earlier_filings_verification_serves_again() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (first, second, _) = two(&server, &mut applicant).await;
    let seen = view(&mut applicant, &second).await;
    let offered = &seen["verified_before"];
    assert_eq!((&seen["facts"]["verified"], offered.as_array().unwrap().len()), (&json!([]), 1));
    assert_eq!((&offered[0]["of"], &offered[0]["name"]), (&json!(OF), &json!("示例甲")));
    let (at, until) = (offered[0]["at"].as_i64().unwrap(), offered[0]["until"].as_i64().unwrap());
    assert_eq!(until - at, 90 * DAY);
    let files = server.uploads();
    let taken = take_over(&mut applicant, &second, OF, &offered[0]["verification"]).await.is(StatusCode::OK);
    assert!(taken.version() > seen["version"].as_u64().unwrap());
    let taken = taken.json();
    assert_eq!(taken["facts"]["verified"], json!(["organiser"]));
    assert_eq!(taken["verifications"][0]["state"], "passed");
    assert!(taken["verified_before"].as_array().is_none_or(Vec::is_empty));
    // Sent twice it is done once, and nothing is copied.
    take_over(&mut applicant, &second, OF, &offered[0]["verification"]).await.is(StatusCode::OK);
    let passed = server.app.store.verifications(&beian_model::FilingId(second.clone())).await.unwrap();
    assert_eq!((passed.len(), server.uploads()), (1, files));
    assert_ne!(first, second);
}

#[tokio::test]
async fn the_reviewer_sees_the_earlier_pictures() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, .. } = prepare(&server, &mut applicant).await;
    let document = own_person(&mut applicant, &id).await;
    let seen = view(&mut applicant, &id).await;
    let offered = seen["verified_before"][0].clone();
    let site = document["sites"][0]["id"].as_str().unwrap();
    let of = format!("sites[{site}].responsible_person.verification");
    assert_eq!((&offered["of"], offered.get("number")), (&json!(of), None));
    let taken = take_over(&mut applicant, &id, &of, &offered["verification"]).await.is(StatusCode::OK);
    let version = taken.version();
    submit(&mut applicant, &id, version, &beian_server::secret::id()).await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    take(&mut reviewer, &id).await;
    let review = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let captures = review["captures"].as_array().unwrap();
    let of_site: Vec<&Value> = captures.iter().filter(|one| one["person"] == site).collect();
    assert_eq!((captures.len(), of_site.len()), (6, 3));
    let video = of_site.iter().find(|one| one["capture"] == "video").unwrap();
    assert_eq!(video["tenths"], 60);
    assert_eq!(video["code"].as_str().unwrap().len(), 4);
    // They open under a link, as its own would.
    for one in of_site {
        let (verification, capture) = (one["verification"].as_str().unwrap(), one["capture"].as_str().unwrap());
        let path = asked(&mut reviewer, &id, verification, capture).await;
        let shown = reviewer.get(&path).await.is(StatusCode::OK);
        assert_eq!(shown.body.len() as u64, one["size"].as_u64().unwrap());
    }
}

#[tokio::test]
async fn one_that_was_sent_back_where_it_was_taken_over_is_not_offered_again() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, .. } = prepare(&server, &mut applicant).await;
    let document = own_person(&mut applicant, &id).await;
    let mut with_another = document.clone();
    let mut another = document["sites"][0].clone();
    another["id"] = json!("0000abcd");
    with_another["sites"].as_array_mut().unwrap().push(another);
    save(&mut applicant, &id, &with_another).await;
    assert_eq!(view(&mut applicant, &id).await["verified_before"].as_array().unwrap().len(), 2, "for both sites");
    save(&mut applicant, &id, &document).await;
    let offered = view(&mut applicant, &id).await["verified_before"][0].clone();
    let of = offered["of"].as_str().unwrap();
    let version = take_over(&mut applicant, &id, of, &offered["verification"]).await.is(StatusCode::OK).version();
    submit(&mut applicant, &id, version, &beian_server::secret::id()).await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let taken = take(&mut reviewer, &id).await;
    let reasons = json!({ "reasons": [{ "path": of, "text": "视频背景不是白墙" }] });
    step(&mut reviewer, &id, "return", taken, reasons).await;
    save(&mut applicant, &id, &with_another).await;
    assert_eq!(view(&mut applicant, &id).await.get("verified_before"), None);
}

#[tokio::test]
async fn what_does_not_hold_is_not_offered() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (_, second, document) = two(&server, &mut applicant).await;
    let offered = view(&mut applicant, &second).await["verified_before"][0]["verification"].clone();
    assert!(offered.is_string());
    // Another name, another number, another kind of document.
    for (field, value) in [("name", "示例乙"), ("document_number", "110199199001010010"), ("document_type", "passport")]
    {
        let mut changed = document.clone();
        changed["organiser"]["responsible_person"][field] = value.into();
        save(&mut applicant, &second, &changed).await;
        assert_eq!(view(&mut applicant, &second).await.get("verified_before"), None, "{field}");
        take_over(&mut applicant, &second, OF, &offered).await.refused(409, "not-now");
    }
    save(&mut applicant, &second, &document).await;
    assert_eq!(view(&mut applicant, &second).await["verified_before"][0]["verification"], offered);
    // What is no person's verification, and what is not there.
    take_over(&mut applicant, &second, "organiser.licence", &offered).await.refused(404, "not-found");
    take_over(&mut applicant, &second, OF, &json!("none")).await.refused(404, "not-found");
    // Too long ago.
    server.app.clock.advance(90 * DAY);
    let mut applicant = server.applicant(MOBILE).await;
    assert_eq!(view(&mut applicant, &second).await.get("verified_before"), None);
    take_over(&mut applicant, &second, OF, &offered).await.refused(409, "not-now");
}

#[tokio::test]
async fn nothing_is_offered_whose_pictures_are_gone() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (_, second, _) = two(&server, &mut applicant).await;
    let offered = view(&mut applicant, &second).await["verified_before"][0]["verification"].clone();
    let earlier = beian_model::VerificationId(offered.as_str().unwrap().to_owned());
    let captures = server.app.store.captures(&earlier).await.unwrap();
    server.app.files.remove(&captures[0].file).await.unwrap();
    assert_eq!(view(&mut applicant, &second).await.get("verified_before"), None);
    take_over(&mut applicant, &second, OF, &offered).await.refused(409, "not-now");
}

#[tokio::test]
async fn another_accounts_verification_does_not_exist() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (_, second, document) = two(&server, &mut applicant).await;
    let offered = view(&mut applicant, &second).await["verified_before"][0]["verification"].clone();
    let mut other = server.applicant("13800138001").await;
    let begun = other.begin().await;
    let id = begun["id"].as_str().unwrap().to_owned();
    let mut same = document.clone();
    same["sites"][0]["id"] = begun["filing"]["sites"][0]["id"].clone();
    save(&mut other, &id, &same).await;
    assert_eq!(view(&mut other, &id).await.get("verified_before"), None);
    take_over(&mut other, &id, OF, &offered).await.refused(404, "not-found");
    take_over(&mut other, &second, OF, &offered).await.refused(404, "not-found");
    server
        .stranger()
        .post(&format!("/filings/{second}/verified-before"), json!({ "of": OF, "verification": offered }))
        .await
        .refused(401, "signed-out");
}

#[tokio::test]
async fn a_verification_holds_for_its_person_only() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, document, .. } = prepare(&server, &mut applicant).await;
    assert_eq!(view(&mut applicant, &id).await["facts"]["verified"], json!(["organiser"]));
    let mut changed = document.clone();
    changed["organiser"]["responsible_person"]["name"] = json!("示例乙");
    save(&mut applicant, &id, &changed).await;
    let seen = view(&mut applicant, &id).await;
    assert_eq!(seen["facts"]["verified"], json!([]));
    let said: Vec<(&Value, &Value)> =
        seen["findings"].as_array().unwrap().iter().map(|one| (&one["rule"], &one["path"])).collect();
    assert_eq!(said, [(&json!("person.verified-other"), &json!(OF))]);
    let refused = submit(&mut applicant, &id, seen["version"].as_u64().unwrap(), &beian_server::secret::id())
        .await
        .refused(422, "invalid");
    let rules: Vec<&str> =
        refused["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"person.not-verified"), "{rules:?}");
    // How it is typed does not matter; changed back, it holds again.
    changed["organiser"]["responsible_person"]["name"] = json!(" 示例 甲 ");
    save(&mut applicant, &id, &changed).await;
    let seen = view(&mut applicant, &id).await;
    assert_eq!((&seen["facts"]["verified"], &seen["findings"]), (&json!(["organiser"]), &json!([])));
}

#[tokio::test]
async fn one_made_before_the_person_was_filled_in_holds() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let begun = applicant.begin().await;
    let id = begun["id"].as_str().unwrap().to_owned();
    verify(&server, &mut applicant, &id).await;
    save(&mut applicant, &id, &sample_for(&begun)).await;
    assert_eq!(view(&mut applicant, &id).await["facts"]["verified"], json!(["organiser"]));
    // The same person for a site need not record a video again: for whom it was is known by where they stand.
    own_person(&mut applicant, &id).await;
    let offered = view(&mut applicant, &id).await["verified_before"][0].clone();
    let of = offered["of"].as_str().unwrap();
    assert!(of.starts_with("sites["), "{offered}");
    take_over(&mut applicant, &id, of, &offered["verification"]).await.is(StatusCode::OK);
    // Given up, it is theirs: in the next filing it serves for them and for nobody else.
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    applicant.post_over(&format!("/filings/{id}/abandon"), version, json!({ "note": "" })).await.is(StatusCode::OK);
    let begun = applicant.begin().await;
    let next = begun["id"].as_str().unwrap().to_owned();
    let mut document = sample_for(&begun);
    save(&mut applicant, &next, &document).await;
    assert_eq!(view(&mut applicant, &next).await["verified_before"][0]["verification"], offered["verification"]);
    document["organiser"]["responsible_person"]["name"] = json!("示例乙");
    save(&mut applicant, &next, &document).await;
    assert_eq!(view(&mut applicant, &next).await.get("verified_before"), None);
}
