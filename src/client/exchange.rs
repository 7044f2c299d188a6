//! The one place where a request is sent and an answer read.

use crate::locale::Lang;
use crate::model::problem::PROBLEM_TYPE_PREFIX;
use crate::model::{Problem, ProblemKind};
use crate::rules::Finding;
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::{Cell, RefCell};

/// Why a request has no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing came back: no network, no server.
    Offline,
    /// The server refused and said why.
    Problem(Box<Problem>),
    /// Something came back that this program cannot read; the HTTP status.
    Unreadable(u16),
}

impl ApiError {
    /// The kind of problem, where the server said one.
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            ApiError::Problem(problem) => problem.kind(),
            ApiError::Offline | ApiError::Unreadable(_) => None,
        }
    }
}

/// The methods of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

/// Conditions that go with a request.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    /// Version that the write is based on (`If-Match`).
    pub if_match: Option<u64>,
    /// Version that is already known (`If-None-Match`).
    pub if_none_match: Option<String>,
    /// Names this creation or submission, however often it is sent (`Idempotency-Key`).
    pub key: Option<String>,
}

thread_local! {
    static BASE: RefCell<Option<String>> = const { RefCell::new(None) };
    static LANGUAGE: Cell<Lang> = const { Cell::new(Lang::Chinese) };
}

/// The language in which the server's words are wanted from now on.
pub fn set_language(lang: Lang) {
    LANGUAGE.set(lang);
}

pub(super) fn language() -> Lang {
    LANGUAGE.get()
}

/// Where the API is: `<meta name="beian-api">`, so that one build serves any host; `/api/v1` without it.
pub fn api_base() -> String {
    BASE.with_borrow_mut(|base| {
        base.get_or_insert_with(|| {
            web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.query_selector("meta[name=beian-api]").ok().flatten())
                .and_then(|meta| meta.get_attribute("content"))
                .map(|content| content.trim_end_matches('/').to_owned())
                .filter(|content| !content.is_empty())
                .unwrap_or_else(|| "/api/v1".to_owned())
        })
        .clone()
    })
}

/// A key for a creation or submission: 128 random bits in hexadecimal.
pub fn new_key() -> String {
    (0..4).map(|_| format!("{:08x}", (js_sys::Math::random() * 4_294_967_296.0) as u32)).collect()
}

/// Sends a request and reads its JSON answer; `None` for 304 and 204.
///
/// # Errors
/// [`ApiError`], as described there.
pub async fn call<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: Option<&impl Serialize>,
    headers: Headers,
) -> Result<Option<T>, ApiError> {
    let body = match body {
        Some(body) => Some(serde_json::to_string(body).map_err(|_| ApiError::Unreadable(0))?),
        None => None,
    };
    match exchange(method, path, body, headers).await? {
        Some(text) => serde_json::from_str(&text).map(Some).map_err(|_| ApiError::Unreadable(200)),
        None => Ok(None),
    }
}

/// Sends a request whose answer has no body.
///
/// # Errors
/// [`ApiError`], as described there.
pub async fn call_without_answer(method: Method, path: &str, headers: Headers) -> Result<(), ApiError> {
    exchange(method, path, None, headers).await.map(|_| ())
}

/// The part that is the same for every type, compiled once.
async fn exchange(
    method: Method,
    path: &str,
    body: Option<String>,
    headers: Headers,
) -> Result<Option<String>, ApiError> {
    let url = format!("{}{path}", api_base());
    let builder = match method {
        Method::Get => Request::get(&url),
        Method::Post => Request::post(&url),
        Method::Put => Request::put(&url),
        Method::Delete => Request::delete(&url),
    };
    let builder = with_headers(builder, headers).credentials(web_sys::RequestCredentials::SameOrigin);
    let request = match body {
        Some(json) => builder.header("Content-Type", "application/json").body(json),
        None => builder.build(),
    };
    let answer = request.map_err(|_| ApiError::Offline)?.send().await.map_err(|_| ApiError::Offline)?;
    read(answer).await
}

fn with_headers(builder: RequestBuilder, headers: Headers) -> RequestBuilder {
    let mut builder = builder.header("Accept", "application/json").header("Accept-Language", language().as_str());
    if let Some(version) = headers.if_match {
        builder = builder.header("If-Match", &format!("\"{version}\""));
    }
    if let Some(tag) = headers.if_none_match {
        builder = builder.header("If-None-Match", &format!("\"{tag}\""));
    }
    if let Some(key) = headers.key {
        builder = builder.header("Idempotency-Key", &key);
    }
    builder
}

async fn read(answer: Response) -> Result<Option<String>, ApiError> {
    let status = answer.status();
    if status == 304 || status == 204 {
        return Ok(None);
    }
    let text = answer.text().await.map_err(|_| ApiError::Offline)?;
    if answer.ok() { Ok(Some(text)) } else { Err(refused(status, &text)) }
}

/// Reads bytes that are no JSON.
pub(super) async fn bytes(path: &str) -> Result<Vec<u8>, ApiError> {
    let request = with_headers(Request::get(&format!("{}{path}", api_base())), Headers::default());
    let answer = request.send().await.map_err(|_| ApiError::Offline)?;
    if !answer.ok() {
        return Err(refused(answer.status(), &answer.text().await.unwrap_or_default()));
    }
    answer.binary().await.map_err(|_| ApiError::Offline)
}

/// The refusal that the server would send: said here where nothing needs to travel for it.
pub fn problem(kind: ProblemKind, finding: Finding) -> ApiError {
    ApiError::Problem(Box::new(Problem {
        type_: format!("{PROBLEM_TYPE_PREFIX}{kind}"),
        title: String::new(),
        status: kind.status(),
        detail: String::new(),
        findings: vec![finding],
        retry_after: None,
        tries_left: None,
        filing: None,
        contact: None,
    }))
}

/// A refusal as an error, whatever came with it.
pub(super) fn refused(status: u16, text: &str) -> ApiError {
    match serde_json::from_str::<Problem>(text) {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        // A proxy's own page instead of our server's answer.
        Err(_) => ApiError::Unreadable(status),
    }
}

/// The answer that the contract promises; its absence is a server's fault.
pub(super) fn promised<T>(answer: Option<T>) -> Result<T, ApiError> {
    answer.ok_or(ApiError::Unreadable(204))
}
