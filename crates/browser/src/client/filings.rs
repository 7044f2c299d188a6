//! The applicant's filings.

use super::exchange::{Answer, exchange, json, promised, read};
use super::{ApiError, Headers, Method, call};
use beian_model::wire::{CodeAnswer, CodeRequest, CodeSent, FilingSummary, FilingView, PreviousOrganiser, Reason};
use beian_model::{Filing, FilingId};

fn at(id: &FilingId, rest: &str) -> String {
    format!("/filings/{id}{rest}")
}

/// An answer that is a filing, or none; compiled once for all of them.
fn view(method: Method, path: String, body: Option<String>, headers: Headers) -> Answer<Option<FilingView>> {
    Box::pin(async move { read(exchange(method, &path, body, headers).await?) })
}

/// An answer that is always a filing.
fn one(method: Method, path: String, body: Result<Option<String>, ApiError>, headers: Headers) -> Answer<FilingView> {
    let asked = body.map(|body| view(method, path, body, headers));
    Box::pin(async { promised(asked?.await?) })
}

/// No body.
const NOTHING: Result<Option<String>, ApiError> = Ok(None);

/// Every filing of the account, newest first.
///
/// # Errors
/// `signed-out`.
pub async fn list() -> Result<Vec<FilingSummary>, ApiError> {
    promised(call(Method::Get, "/filings", None::<&()>, Headers::default()).await?)
}

/// Begins a filing; the same `key` sent again gives the same filing.
///
/// # Errors
/// `filing-in-flight` with the filing that blocks.
pub fn create(key: String) -> Answer<FilingView> {
    one(Method::Post, "/filings".to_owned(), NOTHING, Headers { key: Some(key), ..Headers::default() })
}

/// One filing.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub fn get(id: &FilingId) -> Answer<FilingView> {
    one(Method::Get, at(id, ""), NOTHING, Headers::default())
}

/// Waits up to 25 seconds for a version other than `known`; `None` when nothing changed.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub fn wait(id: &FilingId, known: u64) -> Answer<Option<FilingView>> {
    let headers = Headers { if_none_match: Some(known.to_string()), ..Headers::default() };
    view(Method::Get, at(id, "?wait=25"), None, headers)
}

/// The filing if it has a version other than `known`.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub fn newer(id: &FilingId, known: u64) -> Answer<Option<FilingView>> {
    let headers = Headers { if_none_match: Some(known.to_string()), ..Headers::default() };
    view(Method::Get, at(id, ""), None, headers)
}

/// Saves the document over `version`.
///
/// # Errors
/// `stale` when somebody saved in between, `not-now` when the filing can no longer be changed.
pub fn save(id: &FilingId, version: u64, filing: &Filing) -> Answer<FilingView> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    one(Method::Put, at(id, ""), json(filing).map(Some), headers)
}

/// Has the server check what a browser cannot (基础信息校验).
///
/// # Errors
/// `invalid` with findings.
pub fn basic_check(id: &FilingId, version: u64) -> Answer<FilingView> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    one(Method::Post, at(id, "/basic-check"), NOTHING, headers)
}

/// Submits (提交审核); the same `key` sent again submits once.
///
/// # Errors
/// `invalid` with findings, `stale`, `not-now`.
pub fn submit(id: &FilingId, version: u64, key: String) -> Answer<FilingView> {
    let headers = Headers { if_match: Some(version), key: Some(key), ..Headers::default() };
    one(Method::Post, at(id, "/submit"), NOTHING, headers)
}

/// Takes a submitted filing back (撤回修改).
///
/// # Errors
/// `not-now` when it already went to the bureau.
pub fn withdraw(id: &FilingId, note: String) -> Answer<FilingView> {
    one(Method::Post, at(id, "/withdraw"), json(&Reason { note }).map(Some), Headers::default())
}

/// Ends a filing (放弃备案).
///
/// # Errors
/// `not-now` while the ministry or the bureau has it.
pub fn abandon(id: &FilingId, note: String) -> Answer<FilingView> {
    one(Method::Post, at(id, "/abandon"), json(&Reason { note }).map(Some), Headers::default())
}

/// Sends a code to a responsible person's mobile.
///
/// # Errors
/// `invalid` for a number that is none, `too-many` when asked too often.
pub async fn send_phone_code(id: &FilingId, mobile: String) -> Result<CodeSent, ApiError> {
    promised(call(Method::Post, &at(id, "/phone-codes"), Some(&CodeRequest { mobile }), Headers::default()).await?)
}

/// Proves a responsible person's mobile with the code.
///
/// # Errors
/// `wrong-code` with the tries that are left, `code-expired`, `too-many`.
pub fn prove_phone(id: &FilingId, answer: CodeAnswer) -> Answer<FilingView> {
    one(Method::Post, at(id, "/phone-proofs"), json(&answer).map(Some), Headers::default())
}

/// Whose organiser could be taken over from an earlier filing.
///
/// # Errors
/// `not-found`, also for somebody else's filing.
pub async fn previous_organiser(id: &FilingId) -> Result<PreviousOrganiser, ApiError> {
    promised(call(Method::Get, &at(id, "/previous-organiser"), None::<&()>, Headers::default()).await?)
}

/// Takes the organiser of the last filing over, into fields that are still empty.
///
/// # Errors
/// `not-found` when there is none, `stale` when somebody saved in between.
pub fn take_previous_organiser(id: &FilingId, version: u64) -> Answer<FilingView> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    one(Method::Post, at(id, "/previous-organiser"), NOTHING, headers)
}
