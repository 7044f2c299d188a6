//! A person is verified with the identity document that they have: what the phone is to take of it, and for what it holds.

use crate::harness::{Client, PERSON, Server, jpeg, webm};
use crate::steps::verify;
use beian_model::DocumentType;
use http::StatusCode;
use serde_json::{Value, json};

/// Chooses the identity document of the organiser's person; nothing for an empty text.
pub async fn choose(applicant: &mut Client, id: &str, document: &str) {
    let view = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    let mut filing = view["filing"].clone();
    filing["organiser"]["responsible_person"]["document_type"] =
        if document.is_empty() { Value::Null } else { json!(document) };
    applicant.save(id, view["version"].as_u64().unwrap(), &filing).await.is(StatusCode::OK);
}

/// What a phone is to take, by codes and by Chinese names, and whether it is a page.
fn wanted(view: &Value) -> (Vec<String>, Vec<String>, bool) {
    let codes = view["wanted"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned());
    let names = view["asked_zh"].as_str().unwrap().lines().map(str::to_owned);
    assert_eq!(view["asked_en"].as_str().unwrap().lines().count(), names.clone().count());
    (codes.collect(), names.collect(), view["is_page"].as_bool().unwrap())
}

/// The same, as it should be.
fn texts(codes: &[&str], names: &[&str], is_page: bool) -> (Vec<String>, Vec<String>, bool) {
    let owned = |texts: &[&str]| texts.iter().map(|one| (*one).to_owned()).collect();
    (owned(codes), owned(names), is_page)
}

#[tokio::test]
async fn each_document_is_taken_as_what_it_is() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let card = |front: &str, back: &str| texts(&["portrait", "emblem", "video"], &[front, back, "核验视频"], false);
    let id_card = card("身份证人像面", "身份证国徽面");
    for document in [""].into_iter().chain(DocumentType::ALL.iter().map(|one| one.as_str())) {
        choose(&mut applicant, &id, document).await;
        let mut phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
        let seen = wanted(&phone.get("/handoff").await.is(StatusCode::OK).json());
        let expected = match document {
            "" | "resident_id" => id_card.clone(),
            "hong_kong_macau_permit" => card("港澳居民来往内地通行证人像面", "港澳居民来往内地通行证背面"),
            "hong_kong_macau_residence" => card("港澳居民居住证人像面", "港澳居民居住证背面"),
            "taiwan_permit" => card("台湾居民来往大陆通行证人像面", "台湾居民来往大陆通行证背面"),
            "taiwan_residence" => card("台湾居民居住证人像面", "台湾居民居住证背面"),
            "permanent_residence" => card("外国人永久居留身份证人像面", "外国人永久居留身份证背面"),
            _ => texts(&["portrait", "video"], &["护照资料页", "核验视频"], true),
        };
        assert_eq!(seen, expected, "{document}");
    }
    // An attachment has no document.
    let mut phone = server.phone(&applicant.code_for(&id, "organiser.licence").await).await;
    let seen = wanted(&phone.get("/handoff").await.json());
    assert_eq!(seen, texts(&["attachment"], &["主办单位证件照片"], false));
}

#[tokio::test]
async fn a_passport_is_one_page_and_the_video() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    choose(&mut applicant, &id, "passport").await;
    let mut phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
    phone.begin_capture("emblem", &jpeg(1300, 820)).await.refused(404, "not-found");
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    let page = phone.capture("portrait", &jpeg(1280, 900)).await.is(StatusCode::OK).json();
    // As far as an ID card is with both sides.
    assert_eq!(page["taken"]["state"], "emblem");
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    let video = phone.capture("video", &webm()).await.is(StatusCode::OK).json();
    assert_eq!(
        (&video["taken"]["state"], &video["taken"]["received"]),
        (&json!("video"), &json!(["portrait", "video"]))
    );
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "passed");
    assert_eq!(applicant.get(&format!("/filings/{id}")).await.json()["facts"]["verified"], json!(["organiser"]));
}

#[tokio::test]
async fn the_document_stays_what_it_was_as_the_phone_came() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    // Until a phone has the code, what is chosen last counts.
    choose(&mut applicant, &id, "passport").await;
    let mut phone = server.phone(&made).await;
    choose(&mut applicant, &id, "taiwan_permit").await;
    assert_eq!(wanted(&phone.get("/handoff").await.json()).0.len(), 2);
    phone.capture("portrait", &jpeg(1280, 900)).await.is(StatusCode::OK);
    phone.capture("video", &webm()).await.is(StatusCode::OK);
    let done = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
    assert_eq!((&done["state"], &done["reasons"][0]["rule"]), (&json!("failed"), &json!("card.other-kind")));
}

#[tokio::test]
async fn a_verification_holds_for_the_document_that_was_photographed() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    verify(&server, &mut applicant, &id).await;
    for (document, holds) in [("", true), ("resident_id", true), ("passport", false), ("resident_id", true)] {
        choose(&mut applicant, &id, document).await;
        let view = applicant.get(&format!("/filings/{id}")).await.json();
        let verified = if holds { json!(["organiser"]) } else { json!([]) };
        assert_eq!(view["facts"]["verified"], verified, "{document}");
        let told = view["findings"].as_array().unwrap().iter().any(|one| one["rule"] == "person.verified-other");
        assert_eq!(told, !holds, "{document}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_reader_of_id_cards_is_asked_of_no_other_document() {
    let engine = crate::engine::Engine::that("hang");
    let server = engine.server().await;
    let (mut applicant, id) = server.begun().await;
    choose(&mut applicant, &id, "taiwan_residence").await;
    let phone = verify(&server, &mut applicant, &id).await;
    drop(phone);
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    let verification = view["verifications"][0]["id"].as_str().unwrap();
    let reading = applicant.get(&format!("/filings/{id}/verifications/{verification}/reading")).await;
    assert_eq!(reading.is(StatusCode::OK).json()["state"], "off");
    assert!(engine.calls().is_empty());
}
