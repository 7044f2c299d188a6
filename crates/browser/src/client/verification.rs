//! The desktop's side of a hand-off to a phone, for a verification or an attachment.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call, call_without_answer};
use beian_model::wire::{
    FilingView, LinkRequest, VerificationCreated, VerificationRequest, VerificationReuse, VerificationView,
};
use beian_model::{FilingId, VerificationId};

/// Makes a new code for a person's verification or the slot of an attachment; an earlier unfinished one for the same field ends.
///
/// # Errors
/// `too-many` over a limit.
pub async fn create(id: &FilingId, request: &VerificationRequest) -> Result<VerificationCreated, ApiError> {
    promised(call(Method::Post, &format!("/filings/{id}/verifications"), Some(request), Headers::default()).await?)
}

/// Asks how it stands, waiting up to 25 seconds for another than the known revision; `None` when nothing changed.
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn wait(
    id: &FilingId,
    verification: &VerificationId,
    known: Option<u64>,
) -> Result<Option<VerificationView>, ApiError> {
    let query = if known.is_some() { "?wait=25" } else { "" };
    let headers = Headers { if_none_match: known.map(|revision| revision.to_string()), ..Headers::default() };
    call(Method::Get, &format!("/filings/{id}/verifications/{verification}{query}"), None::<&()>, headers).await
}

/// Sends the link of a waiting verification to the person.
///
/// # Errors
/// `invalid` for a number or address that is none, `too-many`, `not-now` when a phone has it already.
pub async fn send_link(
    id: &FilingId,
    verification: &VerificationId,
    request: &LinkRequest,
) -> Result<VerificationView, ApiError> {
    let path = format!("/filings/{id}/verifications/{verification}/link");
    promised(call(Method::Post, &path, Some(request), Headers::default()).await?)
}

/// Takes an earlier verification of the account over.
///
/// # Errors
/// `not-found` when it does not serve the field any more.
pub async fn reuse(id: &FilingId, request: &VerificationReuse) -> Result<FilingView, ApiError> {
    promised(call(Method::Post, &format!("/filings/{id}/verified-before"), Some(request), Headers::default()).await?)
}

/// Ends it from the desktop: "that is not my phone".
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn cancel(id: &FilingId, verification: &VerificationId) -> Result<(), ApiError> {
    let path = format!("/filings/{id}/verifications/{verification}");
    call_without_answer(Method::Delete, &path, Headers::default()).await
}
