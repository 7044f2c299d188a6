//! The steps of the path, as requests.

use crate::harness::{Client, PERSON, Server, jpeg, webm};
use axum::http::{Method, StatusCode};
use beian_model::sample::complete_filing;
use serde_json::{Value, json};

/// A filing as far as before its submission.
pub struct Prepared {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// The document as it was saved.
    pub document: Value,
}

/// The complete sample under the site id of a filing, without its pictures.
pub fn sample_for(view: &Value) -> Value {
    let (mut filing, _) = complete_filing();
    filing.organiser.licence = Vec::new();
    filing.papers = Vec::new();
    let mut document = serde_json::to_value(filing).unwrap();
    document["sites"][0]["id"] = view["filing"]["sites"][0]["id"].clone();
    document
}

/// The phone sends everything that the verification of the organiser's person needs; gives the phone.
pub async fn send_all(server: &Server, applicant: &mut Client, id: &str) -> Client {
    let made = applicant.code_for(id, PERSON).await;
    let mut phone = server.phone(&made).await;
    phone.capture("portrait", &jpeg(1280, 800)).await.is(StatusCode::OK);
    phone.capture("emblem", &jpeg(1300, 820)).await.is(StatusCode::OK);
    phone.capture("video", &webm()).await.is(StatusCode::OK);
    phone
}

/// What the phone is told when the server has checked.
pub async fn settled(phone: &mut Client) -> Value {
    let mut tag = String::new();
    loop {
        let seen = phone.call(Method::GET, "/handoff?wait=25", Value::Null, &[("if-none-match", &tag)]).await;
        if seen.status == StatusCode::NOT_MODIFIED {
            continue;
        }
        let view = seen.json();
        if view["state"] != "checking" {
            return seen.is(StatusCode::OK).json();
        }
        tag = seen.headers.get("etag").unwrap().to_str().unwrap().to_owned();
    }
}

/// The phone verifies the organiser's person; gives the phone.
pub async fn verify(server: &Server, applicant: &mut Client, id: &str) -> Client {
    let mut phone = send_all(server, applicant, id).await;
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    assert_eq!(settled(&mut phone).await["state"], "passed");
    phone
}

/// Everything up to the submission.
pub async fn prepare(server: &Server, applicant: &mut Client) -> Prepared {
    prepare_as(server, applicant, |_| ()).await
}

/// The same of another document.
pub async fn prepare_as(server: &Server, applicant: &mut Client, change: impl FnOnce(&mut Value)) -> Prepared {
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap().to_owned();
    let mut document = sample_for(&view);
    change(&mut document);
    let version = applicant.save(&id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK).version();
    applicant.post_over(&format!("/filings/{id}/basic-check"), version, Value::Null).await.is(StatusCode::OK);
    verify(server, applicant, &id).await;
    let mobile = document["organiser"]["responsible_person"]["mobile"].as_str().unwrap().to_owned();
    applicant.post(&format!("/filings/{id}/phone-codes"), json!({ "mobile": mobile })).await.is(StatusCode::ACCEPTED);
    let code = server.code(&mobile).await;
    let proof = json!({ "mobile": mobile, "code": code });
    applicant.post(&format!("/filings/{id}/phone-proofs"), proof).await.is(StatusCode::OK);
    let uploaded = applicant.upload(&id, "organiser.licence", "licence.jpg", &jpeg(1600, 1130)).await;
    document["organiser"]["licence"] = uploaded.is(StatusCode::OK).json()["uploaded"]["pages"].clone();
    let uploaded = applicant.upload(&id, "papers[pledge].pages", "pledge.jpg", &jpeg(1130, 1600)).await;
    let pages = &uploaded.is(StatusCode::OK).json()["uploaded"]["pages"];
    document["papers"] = json!([{ "kind": "pledge", "pages": pages }]);
    let version = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).version();
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    Prepared { id, version, document }
}

/// Submits over a version.
pub async fn submit(applicant: &mut Client, id: &str, version: u64, key: &str) -> crate::harness::Answer {
    let tag = format!("\"{version}\"");
    let headers = [("if-match", tag.as_str()), ("idempotency-key", key)];
    applicant.call(Method::POST, &format!("/filings/{id}/submit"), Value::Null, &headers).await
}

/// The reviewer takes it; gives its version.
pub async fn take(reviewer: &mut Client, id: &str) -> u64 {
    let taken = reviewer.post(&format!("/staff/filings/{id}/claim"), Value::Null).await.is(StatusCode::OK).json();
    taken["view"]["version"].as_u64().unwrap()
}

/// A filing of the applicant that was submitted and that the reviewer took, with its version then.
pub async fn in_review(server: &Server, applicant: &mut Client, reviewer: &mut Client) -> Prepared {
    let prepared = prepare(server, applicant).await;
    submit(applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    let version = take(reviewer, &prepared.id).await;
    Prepared { version, ..prepared }
}

/// An upload of which the first part was sent, and no more; gives its bytes.
pub async fn begun_upload(applicant: &mut Client, id: &str) -> Vec<u8> {
    let bytes = [jpeg(1200, 900), vec![9; 300_000]].concat();
    let begun = applicant.begin_upload(id, "organiser.licence", "a.jpg", &bytes).await;
    let upload = format!("/filings/{id}/uploads/{}", begun.json()["id"].as_str().unwrap());
    applicant.part(&upload, 0, &bytes[..262_144], &bytes[..262_144]).await.is(StatusCode::OK);
    bytes
}

/// A step of the reviewer over a version; gives the next version.
pub async fn step(reviewer: &mut Client, id: &str, what: &str, version: u64, body: Value) -> u64 {
    let done = reviewer.post_over(&format!("/staff/filings/{id}/{what}"), version, body).await;
    done.is(StatusCode::OK).json()["view"]["version"].as_u64().unwrap()
}
