//! What holds for every endpoint of the contract.

use crate::harness::{API, Answer, Client, PERSON, Server};
use axum::body::Body;
use beian_model::Status;
use beian_model::wire::Role;
use beian_server::access::asker::{Asker, HeldBy};
use beian_server::access::decide::Verdict;
use beian_server::access::table::Action;
use http::header::{CONTENT_TYPE, ORIGIN};
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

/// Endpoints that a person uses before there is a session.
const OPEN: &[(&str, &str)] = &[
    ("post", "/session/code"),
    ("post", "/session"),
    ("get", "/session"),
    ("get", "/session/provider"),
    ("get", "/session/provider/callback"),
    ("get", "/staff/session"),
    ("post", "/staff/session"),
    ("post", "/staff/session/code"),
    ("get", "/staff/session/provider"),
    ("get", "/staff/session/provider/callback"),
    ("get", "/staff/second-factor"),
    ("post", "/staff/second-factor"),
    ("get", "/staff/account"),
    ("get", "/staff/calendar"),
    ("post", "/handoff"),
    ("get", "/provinces/{code}"),
    ("get", "/texts/{lang}/{name}"),
    ("get", "/domains/{domain}"),
    ("get", "/templates/{slot}"),
    ("get", "/authorisation-codes"),
    ("get", "/message-settings"),
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
async fn the_document_names_the_session_that_each_operation_needs() {
    let server = Server::start().await;
    let document = document(&server).await;
    for (method, path) in endpoints(&document) {
        let security = &document["paths"][&path][&method]["security"];
        let short = path.strip_prefix(API).unwrap();
        let whose = match short {
            short if OPEN.contains(&(method.as_str(), short)) => json!([]),
            short if short.starts_with("/staff/") => json!([{ "staff": [] }]),
            short if short.starts_with("/handoff") => json!([{ "phone": [] }]),
            _ => json!([{ "applicant": [] }]),
        };
        assert_eq!(*security, whose, "{method} {path}");
    }
    for name in ["applicant", "staff", "phone"] {
        assert_eq!(document["components"]["securitySchemes"][name]["in"], "cookie", "{name}");
    }
}

#[tokio::test]
async fn every_refusal_is_declared_as_a_problem_and_every_operation_has_the_common_ones() {
    let server = Server::start().await;
    let document = document(&server).await;
    for (method, path) in endpoints(&document) {
        let operation = &document["paths"][&path][&method];
        let responses = operation["responses"].as_object().unwrap();
        for (status, response) in responses.iter().filter(|(status, _)| *status.as_str() >= *"400") {
            let reference = response["$ref"].as_str().unwrap_or_else(|| panic!("{method} {path} {status}: {response}"));
            let content = document.pointer(reference.trim_start_matches('#')).unwrap()["content"].as_object().unwrap();
            let mut kinds: Vec<&str> = content.keys().map(String::as_str).collect();
            // A browser that sent a form, or goes to a page, reads a page.
            let takes = |kind: &str| operation.pointer(&format!("/requestBody/content/{kind}")).is_some();
            let is_form = takes("application~1x-www-form-urlencoded") || takes("multipart~1form-data");
            if is_form || operation.pointer("/responses/200/content/text~1html; charset=utf-8").is_some() {
                kinds.retain(|kind| *kind != "text/html; charset=utf-8");
                assert_eq!(kinds.len() + 1, content.len(), "{reference}");
            }
            // One that comes from an identity provider does too, where the sign-in itself is refused.
            if path.contains("/session/provider") {
                kinds.retain(|kind| *kind != "text/html; charset=utf-8");
            }
            assert_eq!(kinds, ["application/problem+json"], "{reference}");
        }
        let takes = |place: &str, name: &str| {
            let all = operation["parameters"].as_array().into_iter().flatten();
            all.clone().any(|one| one["in"] == place && (name.is_empty() || one["name"] == name))
        };
        let body = operation.get("requestBody").is_some();
        for (status, sent) in [
            ("400", body || takes("path", "") || takes("query", "")),
            ("403", method != "get"),
            ("404", takes("path", "")),
            ("412", takes("header", "If-Match")),
            ("413", body),
            ("428", ["If-Match", "Idempotency-Key", "Content-Digest"].iter().any(|name| takes("header", name))),
            ("500", true),
            ("503", true),
        ] {
            assert!(!sent || responses.contains_key(status), "{method} {path} {status}");
        }
    }
}

#[tokio::test]
async fn every_number_says_how_large_it_may_be() {
    fn unbounded(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                let is_number = value["type"] == "integer" || value["type"] == json!(["integer", "null"]);
                // Points of time are as large as their format holds.
                let time = value["format"] == "int64";
                if is_number && !time && (fields.get("maximum").is_none() && fields.get("enum").is_none()) {
                    found.push(at.to_owned());
                }
                fields.iter().for_each(|(name, value)| unbounded(value, &format!("{at}/{name}"), found));
            }
            Value::Array(items) => items.iter().for_each(|value| unbounded(value, at, found)),
            _ => {}
        }
    }
    let server = Server::start().await;
    let document = document(&server).await;
    let mut found = Vec::new();
    unbounded(&document["paths"], "", &mut found);
    unbounded(&document["components"]["schemas"], "", &mut found);
    assert_eq!(found, Vec::<String>::new());
    let filing = &document["components"]["schemas"]["Filing"];
    assert_eq!(filing["properties"]["schema"]["maximum"], beian_model::Filing::SCHEMA);
}

#[tokio::test]
async fn a_wait_beyond_its_maximum_is_refused_by_name() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let verification = made["verification"]["id"].as_str().unwrap();
    let mut phone = server.phone(&made).await;
    let mut reviewer = server.reviewer().await;
    let document = document(&server).await;
    let mut found = 0;
    for (method, path) in endpoints(&document) {
        let parameters = document["paths"][&path][&method]["parameters"].as_array().into_iter().flatten();
        let Some(wait) = parameters.clone().find(|one| one["name"] == "wait") else { continue };
        assert_eq!((&wait["in"], &wait["schema"]["maximum"]), (&json!("query"), &json!(25)), "{path}");
        let short = path.strip_prefix(API).unwrap().replace("{id}", &id).replace("{verification}", verification);
        let client = match &*short {
            short if short.starts_with("/handoff") => &mut phone,
            short if short.starts_with("/staff") => &mut reviewer,
            _ => &mut applicant,
        };
        for wrong in ["26", "18446744073709551615", "18446744073709551616", "-1", "1.5", "", "soon"] {
            let problem = client.get(&format!("{short}?wait={wrong}")).await.refused(400, "unreadable");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("wait"), "{detail}");
            assert!(!wrong.starts_with("26") || detail.contains("25"), "{detail}");
        }
        client.get(&format!("{short}?wait=1&wait=2")).await.refused(400, "unreadable");
        if !short.contains("reading") {
            client.get(&format!("{short}?wait=25")).await.is(StatusCode::OK);
        }
        found += 1;
    }
    assert_eq!(found, 6);
}

/// Sends something to an operation that it takes up to what is broken.
async fn broken(client: &mut Client, method: &str, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method.to_uppercase().as_str()).uri(path);
    let usual = [("content-type", "application/json"), ("if-match", "\"1\""), ("idempotency-key", "12345678")];
    let kept = usual.iter().filter(|(name, _)| headers.iter().all(|(other, _)| other != name));
    for (name, value) in kept.chain(headers.iter().filter(|(_, value)| !value.is_empty())) {
        request = request.header(*name, *value);
    }
    client.send(request.body(Body::from(body.to_vec())).unwrap()).await
}

/// The harness holds each of these answers against the document; here it is that each breakage has its own.
#[tokio::test]
async fn whatever_breaks_a_request_is_answered_as_declared() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let (mut phone, mut reviewer) = (server.phone(&made).await, server.reviewer().await);
    server
        .sql("INSERT INTO snapshots (filing, version, document, at) SELECT id, version, document, 1 FROM filings")
        .await;
    // Some pages are for administrators alone.
    server.sql("UPDATE staff SET role = 'admin'").await;
    let document = document(&server).await;
    for (method, path) in endpoints(&document) {
        let operation = &document["paths"][&path][&method];
        let (client, asker) = match operation["security"][0].as_object().and_then(|names| names.keys().next()) {
            Some(name) if name == "staff" => {
                (&mut reviewer, Asker::Colleague { role: Role::Admin, held: HeldBy::Them })
            }
            Some(name) if name == "phone" => (&mut phone, Asker::Phone { of_it: true }),
            _ => (&mut applicant, Asker::Applicant { owns: true }),
        };
        // What a filing's state does not have is said before anything of the request is read.
        let action = Action::of(&method, path.strip_prefix(API).unwrap()).unwrap();
        let mut states = Status::ALL.iter();
        let status = states.find(|status| action.decide(asker, Some(**status)) == Verdict::Allowed).unwrap();
        server.sql(&format!("UPDATE filings SET status = '{status}', reviewer = (SELECT id FROM staff)")).await;
        let takes = |name: &str| {
            let all = operation["parameters"].as_array().into_iter().flatten();
            all.clone().any(|one| one["name"] == name)
        };
        let whole = path.replace("{id}", &id).replace("{capture}", "portrait").replace(['{', '}'], "");
        let foreign = [(ORIGIN.as_str(), "https://evil.example")];
        if method != "get" {
            broken(client, &method, &whole, b"{}", &foreign).await.refused(403, "foreign-origin");
        }
        if path.contains('{') {
            let begin = path.split('{').next().unwrap();
            let rest = path.split_once('}').unwrap().1.replace(['{', '}'], "");
            broken(client, &method, &format!("{begin}%FF{rest}"), b"{}", &[]).await.refused(400, "unreadable");
        }
        for (name, malformed) in [("If-Match", "1"), ("Idempotency-Key", "1234567")] {
            if takes(name) {
                let header = name.to_lowercase();
                let absent = broken(client, &method, &whole, b"{}", &[(&header, "")]).await;
                absent.refused(428, "precondition-required");
                let refused = broken(client, &method, &whole, b"{}", &[(&header, malformed)]).await;
                let problem = refused.refused(400, "unreadable");
                assert!(problem["detail"].as_str().unwrap().contains(&header), "{problem}");
            }
        }
        if operation.pointer("/requestBody/content/application~1json").is_some() {
            for (body, kind, status, named) in [
                (&b"{"[..], "application/json", 400, "unreadable"),
                (b"", "application/json", 400, "unreadable"),
                (b"[]", "application/json", 400, "unreadable"),
                (b"{}", "text/plain", 415, "unsupported-media"),
                (b"{}", "", 415, "unsupported-media"),
                (&[b' '; 513 * 1024], "application/json", 413, "too-large"),
            ] {
                // A body that need not be there says that it is by its media type.
                if kind.is_empty() && operation.pointer("/requestBody/required") != Some(&json!(true)) {
                    continue;
                }
                let header = [(CONTENT_TYPE.as_str(), kind)];
                broken(client, &method, &whole, body, &header).await.refused(status, named);
            }
        }
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_named_and_never_repeated() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let uploads = format!("/filings/{id}/uploads");
    let sum = "0".repeat(64);
    let secret = "13912345678";
    for (path, body, named) in [
        ("/session/code", json!({}), "mobile"),
        ("/session/code", json!({ "mobile": 13_912_345_678_u64 }), "mobile"),
        ("/session", json!({ "mobile": secret, "code": [secret] }), "code"),
        (&uploads, json!({ "slot": secret, "name": "", "size": 1, "sha256": sum }), "slot"),
        (&uploads, json!({ "slot": "organiser.name", "name": "", "size": 1, "sha256": sum }), "slot"),
        (&uploads, json!({ "slot": "organiser.licence", "name": "", "size": secret, "sha256": sum }), "size"),
        (&uploads, json!({ "slot": "organiser.licence", "name": "", "size": 1, "sha256": secret }), "sha256"),
    ] {
        let english = [("accept-language", "en")];
        let answer = applicant.call(Method::POST, path, body, &english).await;
        let problem = answer.refused(400, "unreadable");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("`{named}` of the request")), "{path}: {detail}");
        assert!(!detail.contains(secret), "{detail}");
    }
    let mut document = applicant.get(&format!("/filings/{id}")).await.json()["filing"].clone();
    document["organiser"]["licence"] = json!({ "id": "x", "name": secret });
    let problem = applicant.save(&id, 1, &document).await.refused(400, "unreadable");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("organiser.licence.media_type") && !detail.contains(secret), "{detail}");
}

#[tokio::test]
async fn a_note_that_is_too_long_is_refused_and_not_cut() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let abandon = format!("/filings/{id}/abandon");
    let problem = applicant.post(&abandon, json!({ "note": "字".repeat(501) })).await.refused(422, "invalid");
    assert_eq!(problem["findings"][0]["rule"], "too-long");
    let params = &problem["findings"][0]["params"];
    assert_eq!((&params["max"], &params["count"]), (&json!("500"), &json!("501")));
    // For a page that does not know the rule.
    assert_eq!(params["sentence_zh"], "超过 500 个字，现在有 501 个");
    assert_eq!(params["sentence_en"], "At most 500 characters: you have 501");
    let kept = "字".repeat(500);
    let view = applicant.post(&abandon, json!({ "note": kept })).await.is(StatusCode::OK).json();
    assert_eq!(view["timeline"].as_array().unwrap().last().unwrap()["note"], kept);
}

#[tokio::test]
async fn what_a_bureau_asks_is_told_to_anybody_and_to_the_filing_of_its_province() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    let rules = stranger.get("/provinces/js").await.is(StatusCode::OK).json();
    let kinds: Vec<&str> = rules["rule"].as_array().unwrap().iter().filter_map(|rule| rule["kind"].as_str()).collect();
    assert!(kinds.contains(&"mobile_local") && kinds.contains(&"note"), "{kinds:?}");
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
