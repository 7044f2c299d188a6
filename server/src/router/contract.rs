//! The contract as `/api/v1/openapi.json` tells it: what the handlers declare of themselves, and what holds for all of them and is
//! declared here once: whose session an operation needs, how it refuses, what its headers look like, how large its numbers may be.

use crate::access::asker::SessionOf;
use crate::access::table::Action;
use crate::accounts::cookie;
use beian_model::ProblemKind;
use http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use utoipa::openapi::OpenApi;

/// The methods that operations have.
const METHODS: [&str; 4] = ["get", "put", "post", "delete"];

/// The names of the document for the session that an operation needs.
fn security(session: SessionOf) -> Value {
    match session {
        SessionOf::Nobody => json!([]),
        SessionOf::Applicant => json!([{ "applicant": [] }]),
        SessionOf::Staff => json!([{ "staff": [] }]),
        SessionOf::Phone => json!([{ "phone": [] }]),
    }
}

/// The document with what holds for every operation.
pub fn told(document: &OpenApi) -> Value {
    // A document of strings, numbers and lists is JSON.
    let mut told = serde_json::to_value(document).unwrap_or_default();
    for (path, item) in told["paths"].as_object_mut().into_iter().flatten() {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                complete(method, path, operation);
            }
        }
    }
    told["components"]["responses"] = refusals();
    let cookie =
        |name: &str, whose: &str| json!({ "type": "apiKey", "in": "cookie", "name": name, "description": whose });
    told["components"]["securitySchemes"] = json!({
        "applicant": cookie(cookie::APPLICANT, "An applicant's session: `POST /session` sets it; over HTTPS its name begins with `__Host-`."),
        "staff": cookie(cookie::STAFF, "A colleague's session: `POST /staff/session` sets it, or its second step; over HTTPS its name begins with `__Host-`."),
        "phone": cookie(cookie::HANDOFF, "The session of one hand-off's phone: `POST /handoff` sets it; over HTTPS its name begins with `__Secure-`."),
    });
    bound(&mut told);
    told
}

fn complete(method: &str, path: &str, operation: &mut Value) {
    // One without a row has no session to name: a test of the contract finds it.
    let action = path.strip_prefix("/api/v1").and_then(|path| Action::of(method, path));
    let session = action.map_or(SessionOf::Nobody, |action| action.audience().session());
    operation["security"] = security(session);
    // Handlers are named within their file, operations within the document.
    let words = path.split(['/', '{', '}', '-']).filter(|word| !word.is_empty() && !["api", "v1"].contains(word));
    operation["operationId"] = std::iter::once(method).chain(words).collect::<Vec<_>>().join("_").into();
    let waits = operation["responses"].get("304").is_some();
    let mut parameters: Vec<Value> = operation["parameters"].as_array().cloned().unwrap_or_default();
    if waits {
        let words = "The `ETag` that the asker knows: with `wait`, the answer comes at the change, or is 304 at the end of the time";
        parameters.push(
            json!({ "name": "If-None-Match", "in": "header", "description": words, "schema": { "type": "string" } }),
        );
    }
    if session == SessionOf::Phone {
        let words = "The `id` of the hand-off that the page is about: another one than the session's is 401";
        parameters.push(
            json!({ "name": "X-Hand-Off", "in": "header", "description": words, "schema": { "type": "string" } }),
        );
    }
    parameters.iter_mut().for_each(describe);
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    let refused = statuses(method, session, operation);
    let takes = |kind: &str| operation.pointer(&format!("/requestBody/content/{kind}")).is_some();
    let is_shown = operation.pointer("/responses/200/content/text~1html; charset=utf-8").is_some();
    let takes_form = is_shown || takes("application~1x-www-form-urlencoded") || takes("multipart~1form-data");
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        let shows_version = response.pointer("/content/application~1json/schema/$ref");
        let shows_version = shows_version.and_then(Value::as_str).is_some_and(|of| of.ends_with("/FilingView"));
        if status.starts_with('2') && (shows_version || (waits && status == "200")) {
            let words = "What the view shows the state of: `If-Match` and `If-None-Match` take it";
            response["headers"]["ETag"] =
                json!({ "description": words, "schema": { "type": "string" }, "required": true });
        }
    }
    for status in refused {
        // A browser that sent a form is answered a page, and so is one whose handler says so.
        let declared = &operation["responses"][status.to_string()]["content"];
        let is_page = declared.as_object().is_some_and(|kinds| kinds.keys().any(|kind| kind.starts_with("text/html")));
        let name = if takes_form || is_page { "FormProblem" } else { "Problem" };
        operation["responses"][status.to_string()] =
            json!({ "$ref": format!("#/components/responses/{name}{status}") });
    }
}

/// What a header of this name looks like, wherever one is taken.
fn describe(parameter: &mut Value) {
    let (words, schema) = match parameter["name"].as_str() {
        Some("If-Match") => (
            "The version that the write is based on, as the `ETag` said it",
            json!({ "type": "string", "pattern": "^\"[0-9]{1,19}\"$", "example": "\"7\"" }),
        ),
        Some("Idempotency-Key") => (
            "Names this request, so that sent again it is done once",
            json!({ "type": "string", "minLength": 8, "maxLength": 128, "pattern": "^[!-~]([ -~]*[!-~])?$" }),
        ),
        Some("Content-Digest") => (
            "SHA-256 of this part (RFC 9530)",
            json!({ "type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=:$" }),
        ),
        _ => return,
    };
    parameter["description"] = words.into();
    parameter["schema"] = schema;
}

/// The statuses with which an operation refuses: those that its handler declares, and those that follow from what it takes.
fn statuses(method: &str, session: SessionOf, operation: &Value) -> BTreeSet<u16> {
    let declared = operation["responses"].as_object().into_iter().flatten();
    let mut all: BTreeSet<u16> =
        declared.filter_map(|(status, _)| status.parse().ok()).filter(|it| *it >= 400).collect();
    // Any may find the server in trouble.
    all.extend([500, 503]);
    match session {
        SessionOf::Nobody => {}
        SessionOf::Applicant | SessionOf::Staff => all.extend([401]),
        // What is over says so.
        SessionOf::Phone => all.extend([401, 410]),
    }
    if method != "get" {
        // Another site's page sent it.
        all.insert(403);
    }
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        match (parameter["in"].as_str(), parameter["name"].as_str()) {
            // A filing changes in some states only, whatever of it is written.
            (Some("path"), _) if method != "get" && session != SessionOf::Phone => all.extend([400, 404, 409]),
            (Some("path"), _) => all.extend([400, 404]),
            (Some("query"), _) => all.extend([400]),
            (_, Some("If-Match")) => all.extend([400, 412, 428]),
            (_, Some("Idempotency-Key" | "Content-Digest")) => all.extend([400, 428]),
            _ => {}
        }
    }
    if let Some(content) = operation.pointer("/requestBody/content").and_then(Value::as_object) {
        all.extend([400, 413]);
        if content.contains_key("application/json") {
            all.insert(415);
        }
    }
    all
}

/// How any operation refuses, a status each.
fn refusals() -> Value {
    let all: BTreeSet<u16> = ProblemKind::ALL.iter().map(|kind| kind.status()).collect();
    let named = all.into_iter().flat_map(|status| {
        let kinds = ProblemKind::ALL.iter().filter(|kind| kind.status() == status);
        let kinds: Vec<String> = kinds.map(|kind| format!("`{kind}`")).collect();
        let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
        let mut headers = json!({ "Content-Language": { "description": "The language of `title` and `detail`", "schema": { "type": "string" } } });
        if status == 429 {
            headers["Retry-After"] = json!({ "description": "Seconds, as `retry_after`", "schema": { "type": "integer", "minimum": 1 } });
        }
        let problem = json!({
            "description": format!("{reason}: {}", kinds.join(", ")),
            "headers": headers,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
        let mut page = problem.clone();
        page["content"]["text/html; charset=utf-8"] = json!({ "schema": { "type": "string" } });
        [(format!("Problem{status}"), problem), (format!("FormProblem{status}"), page)]
    });
    Value::Object(named.collect())
}

/// Says of every number how large it may be, which is what its type holds where its field says nothing else, and names its format as
/// the registry of OpenAPI does; and of what is no JSON that it is bytes.
fn bound(value: &mut Value) {
    let unsigned = match value.get("format").and_then(Value::as_str) {
        Some("u-int8") => Some(("uint8", u64::from(u8::MAX))),
        Some("u-int16") => Some(("uint16", u64::from(u16::MAX))),
        Some("u-int32") => Some(("uint32", u64::from(u32::MAX))),
        Some("u-int64") => Some(("uint64", u64::MAX)),
        _ => None,
    };
    match value {
        Value::Object(fields) => {
            if let Some((format, most)) = unsigned {
                fields.insert("format".to_owned(), format.into());
                fields.entry("maximum").or_insert_with(|| most.into());
            }
            for (kind, content) in fields.get_mut("content").and_then(Value::as_object_mut).into_iter().flatten() {
                if kind.contains('/') && !kind.ends_with("json") {
                    content["schema"] = json!({ "type": "string", "format": "binary" });
                }
            }
            fields.values_mut().for_each(bound);
        }
        Value::Array(items) => items.iter_mut().for_each(bound),
        _ => {}
    }
}
