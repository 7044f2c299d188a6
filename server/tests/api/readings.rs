//! What pictures say: off, read once and kept, and an engine that hangs, fails, says rubbish or is not there.
#![cfg(unix)]

use crate::engine::{Engine, table};
use crate::harness::{Client, MOBILE, Server, jpeg};
use crate::steps::verify;
use http::StatusCode;
use serde_json::{Value, json};

fn licence() -> String {
    table(&[
        (100, 100, "统一社会信用代码"),
        (500, 100, "91440399MAOOAAAA44"),
        (100, 300, "名"),
        (180, 300, "称"),
        (300, 300, "深圳示例一科技有限公司"),
        (100, 400, "法定代表人"),
        (350, 400, "示例甲"),
    ])
}

async fn uploaded(applicant: &mut Client, slot: &str) -> (String, String) {
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    let sent = applicant.upload(&id, slot, "licence.jpg", &jpeg(900, 640)).await.is(StatusCode::OK).json();
    let path = format!("/filings/{id}/attachments/{}/reading", sent["uploaded"]["pages"][0]["id"].as_str().unwrap());
    (id, path)
}

async fn read(applicant: &mut Client, path: &str) -> Value {
    applicant.get(&format!("{path}?wait=25")).await.is(StatusCode::OK).json()
}

#[tokio::test]
async fn without_an_engine_nothing_is_offered() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (id, path) = uploaded(&mut applicant, "organiser.licence").await;
    assert_eq!(read(&mut applicant, &path).await, json!({ "state": "off", "width": 0, "height": 0, "fields": [] }));
    verify(&server, &mut applicant, &id).await;
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    let verification = view["verifications"][0]["id"].as_str().unwrap();
    let person = read(&mut applicant, &format!("/filings/{id}/verifications/{verification}/reading")).await;
    assert_eq!(person["state"], "off");
}

#[tokio::test]
async fn a_licence_is_read_once_and_kept() {
    let engine = Engine::that(&licence());
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (_, path) = uploaded(&mut applicant, "organiser.licence").await;
    let reading = read(&mut applicant, &path).await;
    assert_eq!((&reading["state"], &reading["width"], &reading["height"]), (&json!("done"), &json!(900), &json!(640)));
    let fields: Vec<(&str, &str)> = reading["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["path"].as_str().unwrap(), one["text"].as_str().unwrap()))
        .collect();
    let expected = [
        ("organiser.name", "深圳示例一科技有限公司"),
        ("organiser.certificate_number", "91440399MA00AAAA44"),
        ("organiser.legal_representative", "示例甲"),
    ];
    assert_eq!(fields, expected);
    // The picture was enlarged to twice its size to be read; the boxes are those of the picture as it is shown.
    assert_eq!(reading["fields"][0]["region"], json!({ "x": 150, "y": 150, "width": 220, "height": 20 }));
    let calls = engine.calls();
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert!(calls.iter().all(|call| call.starts_with("stdin stdout -l chi_sim+eng")), "{calls:?}");
    engine.now("fail");
    assert_eq!(read(&mut applicant, &path).await, reading);
    assert_eq!(engine.calls().len(), 2);
}

#[tokio::test]
async fn two_who_ask_at_once_have_it_read_once() {
    let engine = Engine::that(&licence());
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (_, path) = uploaded(&mut applicant, "organiser.licence").await;
    let mut other = applicant.clone();
    let (one, two) = tokio::join!(read(&mut applicant, &path), read(&mut other, &path));
    assert_eq!((&one["state"], &one), (&json!("done"), &two));
    assert_eq!(engine.calls().len(), 2);
}

#[tokio::test]
async fn an_engine_in_trouble_is_nothing_read_and_no_refusal() {
    for does in ["hang", "fail", "Error opening data file\n", ""] {
        let engine = Engine::that(does);
        let server = engine.server_within(if does == "hang" { 1 } else { 60 }).await;
        let mut applicant = server.applicant(MOBILE).await;
        let (_, path) = uploaded(&mut applicant, "organiser.licence").await;
        let nothing = read(&mut applicant, &path).await;
        assert_eq!((&nothing["state"], &nothing["fields"]), (&json!("done"), &json!([])), "{does}");
        // It had its try.
        engine.now(&licence());
        let calls = engine.calls().len();
        assert_eq!(read(&mut applicant, &path).await, nothing, "{does}");
        assert_eq!(engine.calls().len(), calls, "{does}");
    }
}

#[tokio::test]
async fn an_engine_that_is_not_there_may_come_back() {
    let engine = Engine::that(&licence());
    let server = engine.server().await;
    let away = engine.program().with_extension("away");
    std::fs::rename(engine.program(), &away).unwrap();
    let mut applicant = server.applicant(MOBILE).await;
    let (_, path) = uploaded(&mut applicant, "organiser.licence").await;
    assert_eq!(read(&mut applicant, &path).await["fields"], json!([]));
    std::fs::rename(&away, engine.program()).unwrap();
    assert_eq!(read(&mut applicant, &path).await["fields"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_is_read_is_the_owners_and_of_the_licence_only() {
    let engine = Engine::that(&licence());
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (id, path) = uploaded(&mut applicant, "organiser.authorisation_letter").await;
    assert_eq!(read(&mut applicant, &path).await["fields"], json!([]));
    assert!(engine.calls().is_empty());
    let mut other = server.applicant("13800138001").await;
    other.get(&path).await.refused(404, "not-found");
    let (others, _) = uploaded(&mut other, "organiser.licence").await;
    // An upload of one filing under the id of another.
    other.get(&path.replace(&id, &others)).await.refused(404, "not-found");
    applicant.get(&format!("/filings/{id}/attachments/none/reading")).await.refused(404, "not-found");
    let made = applicant
        .post(&format!("/filings/{id}/verifications"), json!({ "of": "organiser.responsible_person.verification" }))
        .await
        .json();
    let person = format!("/filings/{id}/verifications/{}/reading", made["verification"]["id"].as_str().unwrap());
    applicant.get(&person).await.refused(409, "not-now");
    other.get(&person).await.refused(404, "not-found");
}

#[tokio::test]
async fn an_id_card_is_read_when_its_verification_has_passed() {
    let card = table(&[
        (100, 100, "姓名"),
        (250, 100, "示例甲"),
        (100, 700, "公民身份号码"),
        (450, 700, "440399198512310026"),
        (100, 900, "有效期限"),
        (400, 900, "2020.01.01-2040.01.01"),
    ]);
    let engine = Engine::that(&card);
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut applicant, &id).await;
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    let path = format!("/filings/{id}/verifications/{}/reading", view["verifications"][0]["id"].as_str().unwrap());
    // Without a place in a picture, which stays between phone and server.
    let field = |name: &str, text: &str| {
        let region = json!({ "x": 0, "y": 0, "width": 0, "height": 0 });
        json!({ "path": format!("organiser.responsible_person.{name}"), "text": text, "region": region, "sure": true })
    };
    let fields = [
        field("name", "示例甲"),
        field("document_number", "440399198512310026"),
        field("valid_from", "2020-01-01"),
        field("valid_until", "2040-01-01"),
    ];
    let expected = json!({ "state": "done", "width": 0, "height": 0, "fields": fields });
    assert_eq!(read(&mut applicant, &path).await, expected);
    assert_eq!(read(&mut applicant, &path).await, expected);
    // Two sides, each in two ways.
    assert_eq!(engine.calls().len(), 4);
}
