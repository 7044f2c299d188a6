//! The applicant's filings.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call};
use beian_model::wire::{CodeAnswer, CodeRequest, CodeSent, FilingSummary, FilingView, PreviousOrganiser, Reason};
use beian_model::{Filing, FilingId};

fn at(id: &FilingId, rest: &str) -> String {
    format!("/filings/{id}{rest}")
}

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
pub async fn create(key: String) -> Result<FilingView, ApiError> {
    let headers = Headers { key: Some(key), ..Headers::default() };
    promised(call(Method::Post, "/filings", None::<&()>, headers).await?)
}

/// One filing.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub async fn get(id: &FilingId) -> Result<FilingView, ApiError> {
    promised(call(Method::Get, &at(id, ""), None::<&()>, Headers::default()).await?)
}

/// Waits up to 25 seconds for a version other than `known`; `None` when nothing changed.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub async fn wait(id: &FilingId, known: u64) -> Result<Option<FilingView>, ApiError> {
    let headers = Headers { if_none_match: Some(known.to_string()), ..Headers::default() };
    call(Method::Get, &at(id, "?wait=25"), None::<&()>, headers).await
}

/// The filing if it has a version other than `known`.
///
/// # Errors
/// `not-found`, also for somebody else's.
pub async fn newer(id: &FilingId, known: u64) -> Result<Option<FilingView>, ApiError> {
    let headers = Headers { if_none_match: Some(known.to_string()), ..Headers::default() };
    call(Method::Get, &at(id, ""), None::<&()>, headers).await
}

/// Saves the document over `version`.
///
/// # Errors
/// `stale` when somebody saved in between, `not-now` when the filing can no longer be changed.
pub async fn save(id: &FilingId, version: u64, filing: &Filing) -> Result<FilingView, ApiError> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    promised(call(Method::Put, &at(id, ""), Some(filing), headers).await?)
}

/// Has the server check what a browser cannot (基础信息校验).
///
/// # Errors
/// `invalid` with findings.
pub async fn basic_check(id: &FilingId, version: u64) -> Result<FilingView, ApiError> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    promised(call(Method::Post, &at(id, "/basic-check"), None::<&()>, headers).await?)
}

/// Submits (提交审核); the same `key` sent again submits once.
///
/// # Errors
/// `invalid` with findings, `stale`, `not-now`.
pub async fn submit(id: &FilingId, version: u64, key: String) -> Result<FilingView, ApiError> {
    let headers = Headers { if_match: Some(version), key: Some(key), ..Headers::default() };
    promised(call(Method::Post, &at(id, "/submit"), None::<&()>, headers).await?)
}

/// Takes a submitted filing back (撤销备案).
///
/// # Errors
/// `not-now` when it already went to the bureau.
pub async fn withdraw(id: &FilingId, note: String) -> Result<FilingView, ApiError> {
    promised(call(Method::Post, &at(id, "/withdraw"), Some(&Reason { note }), Headers::default()).await?)
}

/// Ends a filing (放弃备案).
///
/// # Errors
/// `not-now` while the ministry or the bureau has it.
pub async fn abandon(id: &FilingId, note: String) -> Result<FilingView, ApiError> {
    promised(call(Method::Post, &at(id, "/abandon"), Some(&Reason { note }), Headers::default()).await?)
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
pub async fn prove_phone(id: &FilingId, answer: CodeAnswer) -> Result<FilingView, ApiError> {
    promised(call(Method::Post, &at(id, "/phone-proofs"), Some(&answer), Headers::default()).await?)
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
pub async fn take_previous_organiser(id: &FilingId, version: u64) -> Result<FilingView, ApiError> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    promised(call(Method::Post, &at(id, "/previous-organiser"), None::<&()>, headers).await?)
}
