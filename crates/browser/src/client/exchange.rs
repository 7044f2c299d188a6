//! The one place where a request is sent and an answer read.
//!
//! `gloo-net` reads the answer. It does not send: its builder of requests would cost some 900 bytes more (brotli, phone) and makes `?wait=25`
//! `?wait=25&`, and its `send` panics where a script of the page's host wraps `fetch` and refuses with something that is no `Error`.

use crate::random;
use crate::waiting::{Abort, first_of, over};
use beian_locale::Lang;
use beian_model::{Finding, Problem, ProblemKind};
use gloo_net::http::Response;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit};

/// Longest that an answer may take, in milliseconds. A long poll's comes within 25 seconds: past this the line is dead without
/// having said so, as after a computer's sleep.
const ANSWER_WITHIN: u32 = 40_000;
/// Longest that a picture may take, in milliseconds: 4 MB at 35 kB a second.
const PICTURE_WITHIN: u32 = 120_000;

/// Why a request has no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing came back: no network, no server, or no answer in time.
    Offline,
    /// A part of this program did not come, which is fetched when it is first needed.
    PartMissing,
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
            ApiError::Offline | ApiError::PartMissing | ApiError::Unreadable(_) => None,
        }
    }

    /// The HTTP status that came back; 0 where nothing did.
    pub fn status(&self) -> u16 {
        match self {
            ApiError::Offline | ApiError::PartMissing => 0,
            ApiError::Unreadable(status) => *status,
            ApiError::Problem(problem) => problem.status,
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
    /// Gets a static file beside the page.
    File,
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
    static READS: Cell<Option<fn(&Response)>> = const { Cell::new(None) };
    static HAND_OFF: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has every answer read from now on, whatever it answers.
pub(super) fn read_with(read: fn(&Response)) {
    READS.set(Some(read));
}

/// The hand-off that everything which is sent from now on is about; the server refuses what is about another than its session's.
pub fn set_handoff(id: Option<String>) {
    HAND_OFF.set(id);
}

/// What goes with every request.
pub(super) fn always() -> impl Iterator<Item = (&'static str, String)> {
    let handoff = HAND_OFF.with_borrow(Clone::clone).map(|id| ("X-Hand-Off", id));
    [("Accept", "application/json".to_owned()), ("Accept-Language", LANGUAGE.get().as_str().to_owned())]
        .into_iter()
        .chain(handoff)
}

/// The language in which the server's words are wanted from now on.
pub fn set_language(lang: Lang) {
    LANGUAGE.set(lang);
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
    random::hex(&random::bytes::<16>())
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
        Some(body) => Some(json(body)?),
        None => None,
    };
    read(exchange(method, path, body, headers).await?)
}

/// A body as it is sent.
pub(super) fn json(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| ApiError::Unreadable(0))
}

/// An answer's JSON as a value.
pub(super) fn read<T: DeserializeOwned>(answer: Option<String>) -> Result<Option<T>, ApiError> {
    match answer {
        Some(text) => crate::json::read(&text).map(Some).map_err(|_| ApiError::Unreadable(200)),
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

/// An answer on its way, of a kind that is compiled once for all who wait for it.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// The part that is the same for every type, compiled once.
pub(super) async fn exchange(
    method: Method,
    path: &str,
    body: Option<String>,
    headers: Headers,
) -> Result<Option<String>, ApiError> {
    let request = RequestInit::new();
    request.set_method(match method {
        Method::Get | Method::File => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    });
    let sent = sent_headers(headers)?;
    if let Some(json) = body {
        set(&sent, "Content-Type", "application/json")?;
        request.set_body(&json.into());
    }
    request.set_headers(&sent);
    let is_file = method == Method::File;
    let url = if is_file { path.to_owned() } else { format!("{}{path}", api_base()) };
    in_time(ANSWER_WITHIN, &request, async {
        let answer = fetched(&url, &request).await?;
        if let Some(read) = READS.get().filter(|_| !is_file) {
            read(&answer);
        }
        let status = answer.status();
        if status == 304 || status == 204 {
            return Ok(None);
        }
        let text = text(&answer).await?;
        if answer.ok() { Ok(Some(text)) } else { Err(refused(status, &text)) }
    })
    .await
}

/// What a request comes to, its body included; one that takes too long is given up, and counts as lost.
async fn in_time<T>(
    limit: u32,
    request: &RequestInit,
    work: impl Future<Output = Result<T, ApiError>>,
) -> Result<T, ApiError> {
    // Goes with this future too: who no longer waits for the answer ends the request.
    let abort = Abort::new();
    request.set_signal(abort.signal().as_ref());
    first_of(work, over(limit)).await.unwrap_or(Err(ApiError::Offline))
}

fn sent_headers(headers: Headers) -> Result<web_sys::Headers, ApiError> {
    let sent = web_sys::Headers::new().map_err(|_| ApiError::Offline)?;
    for (name, value) in always() {
        set(&sent, name, &value)?;
    }
    if let Some(version) = headers.if_match {
        set(&sent, "If-Match", &format!("\"{version}\""))?;
    }
    if let Some(tag) = headers.if_none_match {
        set(&sent, "If-None-Match", &format!("\"{tag}\""))?;
    }
    if let Some(key) = headers.key {
        set(&sent, "Idempotency-Key", &key)?;
    }
    Ok(sent)
}

/// Sets a header; a value that no header can have would be a bug of ours, and nothing is sent then.
fn set(headers: &web_sys::Headers, name: &str, value: &str) -> Result<(), ApiError> {
    headers.set(name, value).map_err(|_| ApiError::Offline)
}

async fn fetched(url: &str, request: &RequestInit) -> Result<Response, ApiError> {
    request.set_credentials(RequestCredentials::SameOrigin);
    let window = web_sys::window().ok_or(ApiError::Offline)?;
    let request = web_sys::Request::new_with_str_and_init(url, request).map_err(|_| ApiError::Offline)?;
    let answer = JsFuture::from(window.fetch_with_request(&request)).await.map_err(|_| ApiError::Offline)?;
    answer.dyn_into::<web_sys::Response>().map(Response::from).map_err(|_| ApiError::Offline)
}

async fn text(answer: &Response) -> Result<String, ApiError> {
    answer.text().await.map_err(|_| ApiError::Offline)
}

/// Reads a static JSON file beside the page.
pub(super) async fn file<T: DeserializeOwned>(url: &str) -> Result<T, ApiError> {
    read(exchange(Method::File, url, None, Headers::default()).await?)?.ok_or(ApiError::Unreadable(200))
}

/// Reads a picture.
pub(super) async fn blob(path: &str) -> Result<web_sys::Blob, ApiError> {
    let request = RequestInit::new();
    let sent = sent_headers(Headers::default())?;
    request.set_headers(&sent);
    let url = format!("{}{path}", api_base());
    in_time(PICTURE_WITHIN, &request, async {
        let answer = fetched(&url, &request).await?;
        if !answer.ok() {
            return Err(refused(answer.status(), &text(&answer).await.unwrap_or_default()));
        }
        let blob = web_sys::Response::from(answer).blob().map_err(|_| ApiError::Offline)?;
        JsFuture::from(blob).await.map(JsValue::unchecked_into).map_err(|_| ApiError::Offline)
    })
    .await
}

/// The refusal that the server would send: said here where nothing needs to travel for it.
pub fn problem(kind: ProblemKind, finding: Finding) -> ApiError {
    ApiError::Problem(Box::new(Problem { findings: vec![finding], ..Problem::new(kind) }))
}

/// A refusal as an error, whatever came with it.
pub(super) fn refused(status: u16, text: &str) -> ApiError {
    match crate::json::read::<Problem>(text) {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        // A proxy's own page instead of our server's answer.
        Err(_) => ApiError::Unreadable(status),
    }
}

/// The answer that the contract promises; its absence is a server's fault.
pub(super) fn promised<T>(answer: Option<T>) -> Result<T, ApiError> {
    answer.ok_or(ApiError::Unreadable(204))
}
