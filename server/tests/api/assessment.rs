//! What becomes of a verification after it: checked against the card, or decided without where the check did not end.
#![cfg(unix)]

use crate::engine::{Engine, table};
use crate::harness::{Client, MOBILE, PERSON, Server, jpeg};
use crate::identity_documents::choose;
use crate::steps::{sample_for, send_all, settled, submit};
use beian_model::VerificationId;
use beian_rules::VerificationEvent;
use http::StatusCode;
use serde_json::{Value, json};

const NAME: &str = "示例甲";
const NUMBER: &str = "440399198512310026";
const OTHER: &str = "110199199001010010";

fn card(name: &str, number: &str, until: &str) -> String {
    table(&[
        (100, 100, "姓名"),
        (250, 100, name),
        (100, 700, "公民身份号码"),
        (450, 700, number),
        (100, 900, "有效期限"),
        (400, 900, until),
    ])
}

/// A filing whose form names a person; their phone has sent everything.
async fn sent(server: &Server, name: &str, number: &str) -> (Client, Client, String) {
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap().to_owned();
    let mut document = sample_for(&view);
    document["organiser"]["responsible_person"]["name"] = name.into();
    document["organiser"]["responsible_person"]["document_number"] = number.into();
    // What is not filled in is compared with nothing.
    document["organiser"]["responsible_person"]["valid_from"] = "".into();
    document["organiser"]["responsible_person"]["valid_until"] = "".into();
    applicant.save(&id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK);
    let phone = send_all(server, &mut applicant, &id).await;
    (applicant, phone, id)
}

fn rules(view: &Value) -> Vec<&str> {
    view["reasons"].as_array().into_iter().flatten().map(|one| one["rule"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_card_is_compared_with_the_form() {
    let table: [(String, &str, &str, &str, &[&str]); 6] = [
        (card(NAME, NUMBER, "2020.01.01-2040.01.01"), NAME, NUMBER, "passed", &[]),
        (card(NAME, NUMBER, "2016.12.01-2026.12.01"), NAME, NUMBER, "passed", &["card.expires"]),
        (card("示例乙", NUMBER, "2020.01.01-长期"), NAME, NUMBER, "passed", &["card.name-differs"]),
        (card(NAME, NUMBER, "2020.01.01-长期"), NAME, OTHER, "passed", &["card.number-differs"]),
        (card("示例乙", NUMBER, "2020.01.01-长期"), NAME, OTHER, "failed", &["card.other-person"]),
        (String::new(), NAME, NUMBER, "passed", &["card.unread"]),
    ];
    for (says, name, number, state, expected) in table {
        let engine = Engine::that(&says);
        let server = engine.server().await;
        let (mut applicant, mut phone, id) = sent(&server, name, number).await;
        let finished = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
        assert_eq!(finished["state"], "checking");
        // Nothing is taken any more, and sent twice it is the same.
        phone.capture("portrait", &jpeg(900, 600)).await.refused(409, "not-now");
        phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
        let done = settled(&mut phone).await;
        assert_eq!((&done["state"], rules(&done)), (&json!(state), expected.to_vec()));
        let view = applicant.get(&format!("/filings/{id}")).await.json();
        assert_eq!(
            (&view["verifications"][0]["state"], rules(&view["verifications"][0])),
            (&json!(state), expected.to_vec())
        );
        assert_eq!(view["facts"]["verified"], if state == "passed" { json!(["organiser"]) } else { json!([]) });
    }
}

#[tokio::test]
async fn one_made_before_the_form_was_filled_in_is_compared_when_the_filing_is_handed_in() {
    let table: [(&str, &str, bool, &[&str]); 3] = [
        (NAME, NUMBER, true, &[]),
        (NAME, OTHER, true, &["card.number-differs"]),
        ("示例乙", OTHER, false, &["card.other-person"]),
    ];
    for (name, number, holds, expected) in table {
        let engine = Engine::that(&card(NAME, NUMBER, "2020.01.01-长期"));
        let server = engine.server().await;
        let mut applicant = server.applicant(MOBILE).await;
        let begun = applicant.begin().await;
        let id = begun["id"].as_str().unwrap().to_owned();
        // As the steps have it: first the person, then what is filled in.
        let mut phone = send_all(&server, &mut applicant, &id).await;
        phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
        let done = settled(&mut phone).await;
        assert_eq!((&done["state"], rules(&done)), (&json!("passed"), vec![]));
        let mut document = sample_for(&begun);
        document["organiser"]["responsible_person"]["name"] = name.into();
        document["organiser"]["responsible_person"]["document_number"] = number.into();
        document["organiser"]["responsible_person"]["valid_from"] = "2020-01-01".into();
        document["organiser"]["responsible_person"]["valid_until"] = "long-term".into();
        let version = applicant.get(&format!("/filings/{id}")).await.version();
        let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
        // It is not complete; what is looked at is the verification alone.
        let refused = submit(&mut applicant, &id, version, &beian_server::secret::id()).await;
        let refused: Vec<String> = refused.refused(422, "invalid")["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["rule"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(refused.contains(&"person.not-verified".to_owned()), !holds, "{refused:?}");
        let view = applicant.get(&format!("/filings/{id}")).await.json();
        let verification = &view["verifications"][0];
        assert_eq!(verification["state"], if holds { "passed" } else { "failed" });
        assert_eq!(rules(verification), expected.to_vec());
        // From now on it is that person's: another name is another person.
        if holds {
            document["organiser"]["responsible_person"]["name"] = "示例丙".into();
            applicant.save(&id, version, &document).await.is(StatusCode::OK);
            assert_eq!(applicant.get(&format!("/filings/{id}")).await.json()["facts"]["verified"], json!([]));
        }
    }
}

#[tokio::test]
async fn one_picture_for_both_sides_is_refused_as_it_comes_and_the_other_side_stays() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let mut phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
    let (one, other) = (jpeg(1280, 800), jpeg(1300, 820));
    phone.capture("portrait", &one).await.is(StatusCode::OK);
    let refused = phone.capture("emblem", &one).await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["rule"], "capture.same");
    assert_eq!(phone.get("/handoff").await.json()["received"], json!(["portrait"]));
    phone.capture("emblem", &other).await.is(StatusCode::OK);
    // Taken again in place of the other side it is the same mistake.
    phone.capture("portrait", &other).await.refused(422, "invalid");
    let view = phone.get("/handoff").await.json();
    assert_eq!((&view["received"], &view["state"]), (&json!(["portrait", "emblem"]), &json!("emblem")));
    assert_eq!(server.uploads(), 2);
}

#[tokio::test]
async fn a_document_of_another_kind_than_the_forms_fails_at_once_where_nothing_is_read() {
    let server = Server::start().await;
    let (mut applicant, mut phone, id) = sent(&server, NAME, NUMBER).await;
    choose(&mut applicant, &id, "passport").await;
    let done = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
    assert_eq!((&done["state"], rules(&done)), (&json!("failed"), vec!["card.other-kind"]));
    // It can be asked again, and looked at.
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    assert_eq!(phone.get("/handoff").await.is(StatusCode::OK).json()["state"], "failed");
}

#[tokio::test]
async fn those_that_failed_are_counted_and_too_many_are_refused() {
    let server = Server::with(|config| config.verification.ended_per_filing = 1).await;
    let (mut applicant, mut phone, id) = sent(&server, NAME, NUMBER).await;
    choose(&mut applicant, &id, "passport").await;
    let revision = phone.get("/handoff").await.json()["revision"].as_u64().unwrap();
    let done = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
    assert_eq!((&done["state"], done["revision"].as_u64().unwrap() > revision), (&json!("failed"), true));
    applicant.post(&format!("/filings/{id}/verifications"), json!({ "of": PERSON })).await.refused(429, "too-many");
}

#[tokio::test]
async fn a_check_that_a_stopped_server_left_is_decided_by_the_clock() {
    let engine = Engine::that("hang");
    let server = engine.server().await;
    let (mut applicant, mut phone, id) = sent(&server, NAME, NUMBER).await;
    let verification = applicant.get(&format!("/filings/{id}")).await.json()["verifications"][0]["id"].clone();
    let verification = VerificationId(verification.as_str().unwrap().to_owned());
    // As a server leaves it that is stopped while it checks.
    let mut row = server.app.store.verification(&verification).await.unwrap().unwrap();
    let now = server.app.clock.now();
    row.phone_seen_at = Some(now);
    server.app.store.update_verification(&row, VerificationEvent::Finish, now).await.unwrap();
    beian_server::jobs::scheduler::tick(&server.app).await.unwrap();
    assert_eq!(phone.get("/handoff").await.json()["state"], "checking");
    // Longer than the phone's session: what is checked does not expire.
    server.app.clock.advance(3 * 3600);
    assert_eq!(phone.get("/handoff").await.is(StatusCode::OK).json()["state"], "checking");
    beian_server::jobs::scheduler::tick(&server.app).await.unwrap();
    let done = phone.get("/handoff").await.json();
    assert_eq!((&done["state"], rules(&done)), (&json!("passed"), vec!["card.unread"]));
    beian_server::jobs::scheduler::tick(&server.app).await.unwrap();
}

#[tokio::test]
async fn the_desktop_can_end_what_is_checked() {
    let engine = Engine::that("hang");
    let server = engine.server_within(1).await;
    let (mut applicant, mut phone, id) = sent(&server, NAME, NUMBER).await;
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    let verification = applicant.get(&format!("/filings/{id}")).await.json()["verifications"][0]["id"].clone();
    let path = format!("/filings/{id}/verifications/{}", verification.as_str().unwrap());
    applicant.call(http::Method::DELETE, &path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    phone.get("/handoff").await.refused(410, "cancelled");
    server.app.clock.advance(600);
    beian_server::jobs::scheduler::tick(&server.app).await.unwrap();
    assert_eq!(applicant.get(&path).await.json()["state"], "cancelled");
}

#[tokio::test]
async fn a_waiting_phone_is_woken_by_the_result() {
    let engine = Engine::that(&card(NAME, NUMBER, "2020.01.01-2040.01.01"));
    let server = engine.server().await;
    let (_, mut phone, _) = sent(&server, NAME, NUMBER).await;
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    assert_eq!(settled(&mut phone).await["state"], "passed");
}
