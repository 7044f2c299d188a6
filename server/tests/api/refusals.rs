//! Bad input: the right status, a clear problem, and nothing lost.

use crate::harness::{MOBILE, Server, jpeg};
use crate::steps::{prepare, sample_for};
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_picture_of_30_mb_a_text_called_jpg_and_a_damaged_picture() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap();
    let mut large = jpeg(800, 600);
    let damaged = large[..large.len() / 2].to_vec();
    large.resize(30 * 1024 * 1024, 0);
    let slot = "organiser.licence";
    let problem = applicant.upload(id, slot, "large.jpg", &large).await.refused(413, "too-large");
    assert_eq!(problem["findings"][0]["path"], slot);
    let problem = applicant.upload(id, slot, "text.jpg", b"this is no picture").await.refused(415, "unsupported-media");
    assert_eq!(problem["findings"][0]["rule"], "file.kind");
    let problem = applicant.upload(id, slot, "half.jpg", &damaged).await.refused(422, "invalid");
    assert_eq!(problem["findings"][0]["path"], slot);
    applicant.upload(id, "organiser.name", "a.jpg", &jpeg(800, 600)).await.refused(400, "unreadable");
    assert_eq!(server.uploads(), 0, "nothing of it is kept");
    applicant.upload(id, slot, "good.jpg", &jpeg(800, 600)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let (id, version) = (view["id"].as_str().unwrap(), view["version"].as_u64().unwrap());
    let mut document = sample_for(&view);
    let next = applicant.save(id, version, &document).await.is(StatusCode::OK).version();
    assert!(next > version);
    document["organiser"]["name"] = json!("另一个名字");
    applicant.save(id, version, &document).await.refused(412, "stale");
    let kept = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(kept["filing"]["organiser"]["name"], "深圳示例一科技有限公司");
    let without = applicant.call(Method::PUT, &format!("/filings/{id}"), document, &[]).await;
    without.refused(428, "precondition-required");
}

#[tokio::test]
async fn another_applicants_filing_does_not_exist() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let id = &prepared.id;
    let licence = prepared.document["organiser"]["licence"][0]["id"].as_str().unwrap();
    let mut other = server.applicant("13800138001").await;
    other.get(&format!("/filings/{id}")).await.refused(404, "not-found");
    other.save(id, prepared.version, &prepared.document).await.refused(404, "not-found");
    other.get(&format!("/filings/{id}/attachments/{licence}")).await.refused(404, "not-found");
    other.post(&format!("/filings/{id}/abandon"), json!({})).await.refused(404, "not-found");
    // Nor can its upload be put into one's own filing.
    let own = other.begin().await;
    let mut document = sample_for(&own);
    document["organiser"]["licence"] = prepared.document["organiser"]["licence"].clone();
    let problem = other.save(own["id"].as_str().unwrap(), own["version"].as_u64().unwrap(), &document).await;
    assert_eq!(problem.refused(422, "invalid")["findings"][0]["path"], "organiser.licence");
    assert_eq!(applicant.get(&format!("/filings/{id}")).await.version(), prepared.version);
}

#[tokio::test]
async fn a_wrong_code_five_times_and_not_the_right_one_either() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    stranger.post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED);
    let right = server.code(MOBILE).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for left in [4, 3, 2, 1] {
        let problem = stranger.post("/session", json!({ "mobile": MOBILE, "code": wrong })).await;
        assert_eq!(problem.refused(422, "wrong-code")["tries_left"], left);
    }
    let answer = json!({ "mobile": MOBILE, "code": wrong });
    assert!(stranger.post("/session", answer).await.refused(429, "too-many")["retry_after"].as_u64().unwrap() > 0);
    stranger.post("/session", json!({ "mobile": MOBILE, "code": right })).await.refused(429, "too-many");
    stranger.get("/session").await.is(StatusCode::NO_CONTENT);
    // After the pause a new code opens the door.
    server.app.clock.advance(15 * 60 + 1);
    stranger.post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED);
    let code = server.code(MOBILE).await;
    stranger.post("/session", json!({ "mobile": MOBILE, "code": code })).await.is(StatusCode::OK);
}

#[tokio::test]
async fn an_incomplete_filing_is_told_each_field() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let (id, version) = (view["id"].as_str().unwrap(), view["version"].as_u64().unwrap());
    let problem = crate::steps::submit(&mut applicant, id, version, "some-key").await.refused(422, "invalid");
    let paths: Vec<&str> =
        problem["findings"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    for path in ["province", "organiser.name", "organiser.certificate_number", "agreements.information_security"] {
        assert!(paths.contains(&path), "{path} of {paths:?}");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap();
    applicant.post("/session/code", json!({ "number": 1 })).await.refused(400, "unreadable");
    applicant.post("/session/code", json!({ "mobile": "12" })).await.refused(422, "invalid");
    applicant.save(id, 1, &json!({ "organiser": 7 })).await.refused(400, "unreadable");
    let huge = json!({ "mobile": "1".repeat(600 * 1024) });
    applicant.post("/session/code", huge).await.refused(413, "too-large");
    applicant.call(Method::DELETE, "/filings", Value::Null, &[]).await.refused(405, "method-not-allowed");
    applicant.get("/nowhere").await.refused(404, "not-found");
}

#[tokio::test]
async fn words_come_in_the_readers_language() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    for (language, title) in [("en", "Signed out"), ("zh-CN", "")] {
        let problem = stranger.call(Method::GET, "/filings", Value::Null, &[("accept-language", language)]).await;
        assert_eq!(problem.headers.get("content-language").unwrap(), language);
        let problem = problem.refused(401, "signed-out");
        let is_english = problem["title"].as_str().unwrap().is_ascii();
        assert_eq!(is_english, !title.is_empty(), "{problem}");
    }
}
