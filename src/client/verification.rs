//! The desktop's side of a hand-off to a phone, for a verification or a paper.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call, call_without_answer};
use crate::model::wire::{VerificationCreated, VerificationRequest, VerificationView};
use crate::model::{FilingId, Path, VerificationId};

/// Makes a new code for a person's verification or the slot of a paper; an earlier unfinished one for the same field ends.
///
/// # Errors
/// `too-many` over the limit of the filing.
pub async fn create(id: &FilingId, of: Path) -> Result<VerificationCreated, ApiError> {
    let path = format!("/filings/{id}/verifications");
    promised(call(Method::Post, &path, Some(&VerificationRequest { of, remote: false }), Headers::default()).await?)
}

/// Asks how it stands, waiting up to 25 seconds for something other than `known`; `None` when nothing changed.
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn wait(
    id: &FilingId,
    verification: &VerificationId,
    known: Option<&VerificationView>,
) -> Result<Option<VerificationView>, ApiError> {
    let query = if known.is_some() { "?wait=25" } else { "" };
    let headers = Headers { if_none_match: known.map(tag), ..Headers::default() };
    call(Method::Get, &format!("/filings/{id}/verifications/{verification}{query}"), None::<&()>, headers).await
}

/// The `ETag` of a view: its state, the words' presence and when the phone was heard of.
pub fn tag(view: &VerificationView) -> String {
    format!("{}-{}", view.state, view.phone_seen_at.map_or(0, |at| at.0))
}

/// Ends it from the desktop: "that is not my phone".
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn cancel(id: &FilingId, verification: &VerificationId) -> Result<(), ApiError> {
    let path = format!("/filings/{id}/verifications/{verification}");
    call_without_answer(Method::Delete, &path, Headers::default()).await
}
