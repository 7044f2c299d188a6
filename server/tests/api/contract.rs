//! What holds for every endpoint of the contract.

use crate::harness::{API, Server};
use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

/// Endpoints that a person uses before there is a session.
const OPEN: &[(&str, &str)] = &[
    ("post", "/session/code"),
    ("post", "/session"),
    ("post", "/staff/session"),
    ("post", "/handoff"),
    ("get", "/provinces/{code}"),
    ("get", "/domains/{domain}"),
];

async fn document(server: &Server) -> Value {
    server.stranger().get("/openapi.json").await.is(StatusCode::OK).json()
}

fn endpoints(document: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            all.push((method.clone(), path.clone()));
        }
    }
    all
}

#[tokio::test]
async fn the_document_is_openapi_3_1_and_names_the_problem() {
    let server = Server::start().await;
    let document = document(&server).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(document["components"]["schemas"]["Problem"].is_object());
    assert!(document["components"]["schemas"]["FilingView"].is_object());
    let all = endpoints(&document);
    assert!(all.iter().all(|(_, path)| path.starts_with(API)), "{all:?}");
    assert!(all.len() > 30, "{}", all.len());
}

#[tokio::test]
async fn every_reference_of_the_document_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let server = Server::start().await;
    let document = document(&server).await;
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_reaches_nothing_else() {
    let server = Server::start().await;
    for (method, path) in endpoints(&document(&server).await) {
        let short = path.strip_prefix(API).unwrap();
        if OPEN.contains(&(method.as_str(), short)) {
            continue;
        }
        let uri = path.replace("{capture}", "portrait").replace(['{', '}'], "");
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let request = Request::builder()
            .method(method.clone())
            .uri(&uri)
            .header("content-type", "application/json")
            .header("if-match", "\"1\"")
            .header("idempotency-key", "12345678");
        let answer = server.stranger().send(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {uri}");
    }
}

#[tokio::test]
async fn what_a_bureau_asks_is_told_to_anybody_and_to_the_filing_of_its_province() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    let rules = stranger.get("/provinces/js").await.is(StatusCode::OK).json();
    let kinds: Vec<&str> = rules["rule"].as_array().unwrap().iter().filter_map(|rule| rule["kind"].as_str()).collect();
    assert!(kinds.contains(&"landline") && kinds.contains(&"note"), "{kinds:?}");
    stranger.get("/provinces/zz").await.refused(404, "not-found");

    let mut applicant = server.applicant(crate::harness::MOBILE).await;
    let view = applicant.begin().await;
    assert!(view["facts"].get("province_rules").is_none());
    let mut document = view["filing"].clone();
    document["province"] = json!("js");
    let id = view["id"].as_str().unwrap();
    let saved = applicant.save(id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK).json();
    let told = &saved["facts"]["province_rules"];
    assert_eq!(told["province"], "js");
    assert!(told["rule"].as_array().unwrap().iter().all(|rule| rule["severity"] != "note"));
}

#[tokio::test]
async fn another_sites_page_cannot_write() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    let body = json!({ "mobile": "13800138000" });
    let evil = [("origin", "https://evil.example")];
    stranger.call(Method::POST, "/session/code", body.clone(), &evil).await.refused(403, "foreign-origin");
    let ours = [("origin", "http://127.0.0.1:8080")];
    stranger.call(Method::POST, "/session/code", body, &ours).await.is(StatusCode::ACCEPTED);
}

#[tokio::test]
async fn the_outbox_is_for_this_machine_only() {
    let server = Server::start().await;
    server.applicant(crate::harness::MOBILE).await;
    let mut stranger = server.stranger();
    let request = || Request::get("/outbox");
    let page = stranger.send(request().body(Body::empty()).unwrap()).await.is(StatusCode::OK);
    assert!(String::from_utf8_lossy(&page.body).contains("13800138000"));
    let proxied = request().header("x-forwarded-for", "203.0.113.9").body(Body::empty()).unwrap();
    stranger.send(proxied).await.refused(404, "not-found");
    let closed = Server::with(|config| config.outbox.page = Some(false)).await;
    closed.stranger().send(request().body(Body::empty()).unwrap()).await.refused(404, "not-found");
}
