//! What the contract declares, held against every answer that any test here gets: its status, its content type, its headers.

use crate::harness::{API, Answer};
use axum::Router;
use axum::body::Body;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// The document; that of any server serves for all.
static DOCUMENT: OnceCell<Value> = OnceCell::const_new();

/// Fails where an answer is not what the contract declares.
pub async fn hold(router: &Router, method: &Method, path: &str, answer: &Answer) {
    if !path.starts_with(API) || path == format!("{API}/openapi.json") {
        return;
    }
    let document = DOCUMENT.get_or_init(async || read(router).await).await;
    if let Err(wrong) = check(document, method, path, answer) {
        panic!("{method} {path}: {wrong}\n{} {:?}", answer.status, answer.body);
    }
}

async fn read(router: &Router) -> Value {
    let request = Request::get(format!("{API}/openapi.json")).body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    serde_json::from_slice(&answer.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

fn check(document: &Value, method: &Method, path: &str, answer: &Answer) -> Result<(), String> {
    let status = answer.status;
    let kind = answer.headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap());
    let Some(methods) = methods_of(document, path) else {
        return as_problem(StatusCode::NOT_FOUND, status, kind);
    };
    let Some(operation) = methods.get(method.as_str().to_lowercase()) else {
        if !answer.headers.contains_key(ALLOW) {
            return Err("refuses a method and does not say which it takes".to_owned());
        }
        return as_problem(StatusCode::METHOD_NOT_ALLOWED, status, kind);
    };
    let declared = &operation["responses"][status.as_str()];
    let declared = match declared["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => declared,
    };
    if declared.is_null() {
        return Err("the status is not declared".to_owned());
    }
    let kinds: Vec<&String> = declared["content"].as_object().map(|all| all.keys().collect()).unwrap_or_default();
    if kind.is_some() == kinds.is_empty() || kind.is_some_and(|kind| !kinds.iter().any(|one| *one == kind)) {
        return Err(format!("the content type {kind:?} is not declared, but {kinds:?}"));
    }
    for (name, header) in declared["headers"].as_object().into_iter().flatten() {
        if header["required"] == true && !answer.headers.contains_key(name) {
            return Err(format!("the header {name} is declared and not sent"));
        }
    }
    Ok(())
}

/// What is outside the declared operations is refused as everything else is.
fn as_problem(expected: StatusCode, status: StatusCode, kind: Option<&str>) -> Result<(), String> {
    if (status, kind) == (expected, Some("application/problem+json")) {
        Ok(())
    } else {
        Err(format!("no operation is declared, and it is not a problem of {expected}"))
    }
}

/// The operations of an address; of two that fit, the one with fewer parameters.
fn methods_of<'a>(document: &'a Value, path: &str) -> Option<&'a Value> {
    let paths = document["paths"].as_object().unwrap().iter();
    let fitting = paths.filter(|(template, _)| fits(template, path));
    fitting.min_by_key(|(template, _)| template.matches('{').count()).map(|(_, methods)| methods)
}

fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == other || (one.starts_with('{') && !other.is_empty()) => {}
            _ => return false,
        }
    }
}

#[test]
fn an_answer_that_is_not_declared_is_found() {
    use serde_json::json;
    let problem = json!({ "content": { "application/problem+json": {} } });
    let document = json!({
        "paths": { "/api/v1/x/{id}": { "get": { "responses": {
            "200": { "content": { "application/json": {} }, "headers": { "ETag": { "required": true } } },
            "304": { "description": "" },
            "404": { "$ref": "#/components/responses/Problem404" },
        } } } },
        "components": { "responses": { "Problem404": problem } },
    });
    let json = "application/json";
    let problem = "application/problem+json";
    for (method, path, status, headers, right) in [
        ("GET", "/api/v1/x/1", 200, &[("content-type", json), ("etag", "\"1\"")][..], true),
        ("GET", "/api/v1/x/1", 200, &[("content-type", json)], false),
        ("GET", "/api/v1/x/1", 200, &[("content-type", problem), ("etag", "\"1\"")], false),
        ("GET", "/api/v1/x/1", 200, &[("etag", "\"1\"")], false),
        ("GET", "/api/v1/x/1", 304, &[], true),
        ("GET", "/api/v1/x/1", 304, &[("content-type", json)], false),
        ("GET", "/api/v1/x/1", 404, &[("content-type", problem)], true),
        ("GET", "/api/v1/x/1", 404, &[("content-type", json)], false),
        ("GET", "/api/v1/x/1", 410, &[("content-type", problem)], false),
        ("POST", "/api/v1/x/1", 405, &[("content-type", problem), ("allow", "GET")], true),
        ("POST", "/api/v1/x/1", 405, &[("content-type", problem)], false),
        ("POST", "/api/v1/x/1", 200, &[("allow", "GET")], false),
        ("GET", "/api/v1/x/1/y", 404, &[("content-type", problem)], true),
        ("GET", "/api/v1/x/1/y", 200, &[("content-type", json)], false),
    ] {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let answer = Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: Default::default() };
        let found = check(&document, &method.parse().unwrap(), path, &answer);
        assert_eq!(found.is_ok(), right, "{method} {path} {status}: {found:?}");
    }
}
