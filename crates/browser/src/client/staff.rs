//! The staff's calls: sign-in, the queue, and what a reviewer does with one filing.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call, call_without_answer};
use beian_model::wire::{
    AssignAnswer, AssignRequest, CallRequest, ColleagueList, Credentials, IcpNumbers, LibraryReason, MarkText,
    NoticeRequest, NoticeText, QueueNext, QueuePage, Reason, ReasonLibrary, ReturnRequest, ReviewView, ShowRequest,
    ShownLink, StaffAccount,
};
use beian_model::{Event, FilingId, Path};

/// Signs in.
///
/// # Errors
/// `wrong-credentials`, `too-many`.
pub async fn sign_in(credentials: &Credentials) -> Result<StaffAccount, ApiError> {
    promised(call(Method::Post, "/staff/session", Some(credentials), Headers::default()).await?)
}

/// Who is signed in, if anybody is.
///
/// # Errors
/// [`ApiError`], as described there; some servers say `signed-out` when nobody is.
pub async fn current() -> Result<Option<StaffAccount>, ApiError> {
    call(Method::Get, "/staff/session", None::<&()>, Headers::default()).await
}

/// Signs out.
///
/// # Errors
/// [`ApiError::Offline`].
pub async fn sign_out() -> Result<(), ApiError> {
    call_without_answer(Method::Delete, "/staff/session", Headers::default()).await
}

/// A page of the queue as a query asks for it (`tab=mine&province=gd`), after a place of it.
///
/// # Errors
/// `signed-out`; `unreadable` where the query is none.
pub async fn queue(query: &str, after: &str) -> Result<QueuePage, ApiError> {
    let path = format!("/staff/filings?{query}&after={after}");
    promised(call(Method::Get, &path, None::<&()>, Headers::default()).await?)
}

/// Waits up to 25 seconds for another first page than the one of this tag; `None` when nothing changed.
///
/// # Errors
/// `signed-out`.
pub async fn queue_change(query: &str, tag: &str) -> Result<Option<QueuePage>, ApiError> {
    let headers = Headers { if_none_match: Some(tag.to_owned()), ..Headers::default() };
    call(Method::Get, &format!("/staff/filings?{query}&wait=25"), None::<&()>, headers).await
}

/// Takes the oldest filing that waits and nobody has, of those that the query's filters leave.
///
/// # Errors
/// `signed-out`.
pub async fn next(query: &str) -> Result<QueueNext, ApiError> {
    promised(call(Method::Post, &format!("/staff/queue/next?{query}"), None::<&()>, Headers::default()).await?)
}

/// Takes filings, or gives them to a colleague, each for itself.
///
/// # Errors
/// `signed-out`.
pub async fn assign(request: &AssignRequest) -> Result<AssignAnswer, ApiError> {
    promised(call(Method::Post, "/staff/queue/assign", Some(request), Headers::default()).await?)
}

/// Those to whom a filing can be handed over.
///
/// # Errors
/// `signed-out`.
pub async fn colleagues() -> Result<ColleagueList, ApiError> {
    promised(call(Method::Get, "/staff/colleagues", None::<&()>, Headers::default()).await?)
}

/// One filing.
///
/// # Errors
/// `not-found`.
pub async fn get(id: &FilingId) -> Result<ReviewView, ApiError> {
    promised(call(Method::Get, &format!("/staff/filings/{id}"), None::<&()>, Headers::default()).await?)
}

/// Takes a filing to review, or gives it back.
///
/// # Errors
/// `not-now` when a colleague has it.
pub async fn claim(id: &FilingId, take: bool) -> Result<ReviewView, ApiError> {
    let verb = if take { "claim" } else { "release" };
    promised(call(Method::Post, &format!("/staff/filings/{id}/{verb}"), None::<&()>, Headers::default()).await?)
}

/// Asks for a link under which this session can see a document for a short time.
///
/// # Errors
/// `not-found` when it is gone, or is none of this filing.
pub async fn show(id: &FilingId, document: &ShowRequest) -> Result<ShownLink, ApiError> {
    promised(call(Method::Post, &format!("/staff/filings/{id}/shown"), Some(document), Headers::default()).await?)
}

/// Saves what a reviewer writes on a field, or of the whole where no field is named; an empty text takes it back.
///
/// # Errors
/// `not-now` when they have the filing no longer, or it is decided.
pub async fn write(id: &FilingId, on: Option<Path>, text: String) -> Result<(), ApiError> {
    let Some(path) = on else {
        let note = format!("/staff/filings/{id}/note");
        return call(Method::Put, &note, Some(&MarkText { text }), Headers::default()).await.map(|_: Option<()>| ());
    };
    let mark = format!("/staff/filings/{id}/marks/{}", js_sys::encode_uri_component(&path.to_string()));
    if text.is_empty() {
        return call_without_answer(Method::Delete, &mark, Headers::default()).await;
    }
    call(Method::Put, &mark, Some(&MarkText { text }), Headers::default()).await.map(|_: Option<()>| ())
}

/// What an applicant would read of a decision.
///
/// # Errors
/// `invalid` where a text is too long.
pub async fn preview(id: &FilingId, notice: &NoticeRequest) -> Result<String, ApiError> {
    let path = format!("/staff/filings/{id}/preview");
    let answer: NoticeText = promised(call(Method::Post, &path, Some(notice), Headers::default()).await?)?;
    Ok(answer.text)
}

/// Notes a call about a filing.
///
/// # Errors
/// `invalid` where the number is none.
pub async fn note_call(id: &FilingId, noted: &CallRequest) -> Result<ReviewView, ApiError> {
    let path = format!("/staff/filings/{id}/calls");
    promised(call(Method::Post, &path, Some(noted), Headers::default()).await?)
}

/// Tells colleagues something of a filing.
///
/// # Errors
/// `invalid` where it is empty or too long.
pub async fn remark(id: &FilingId, text: String) -> Result<ReviewView, ApiError> {
    let path = format!("/staff/filings/{id}/remarks");
    promised(call(Method::Post, &path, Some(&MarkText { text }), Headers::default()).await?)
}

/// The library of reasons, the most used first.
///
/// # Errors
/// `signed-out`.
pub async fn reasons() -> Result<Vec<LibraryReason>, ApiError> {
    let library: ReasonLibrary = promised(call(Method::Get, "/staff/reasons", None::<&()>, Headers::default()).await?)?;
    Ok(library.reasons)
}

/// Takes a decision back that does not hold yet, over the version that the reviewer saw.
///
/// # Errors
/// `stale`, `not-now` when it holds by now.
pub async fn undo(id: &FilingId, version: u64) -> Result<ReviewView, ApiError> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    promised(call(Method::Delete, &format!("/staff/filings/{id}/decision"), None::<&()>, headers).await?)
}

/// Takes the own first approval of two back.
///
/// # Errors
/// [`ApiError`].
pub async fn undo_first(id: &FilingId, version: u64) -> Result<ReviewView, ApiError> {
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    let path = format!("/staff/filings/{id}/first-approval");
    promised(call(Method::Delete, &path, None::<&()>, headers).await?)
}

/// What a reviewer decides or records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approves it for the bureau (审核通过).
    Approve(Reason),
    /// Returns it with reasons on fields (退回修改).
    Return(ReturnRequest),
    /// Rejects it as a whole (初审驳回).
    Reject(ReturnRequest),
    /// Records that the package went to the bureau (提交管局).
    HandToBureau,
    /// Records that every phone was verified with the ministry (短信核验完成).
    SmsVerified,
    /// Records that the SMS verification failed (短信核验失败).
    SmsFailed,
    /// Records the bureau's numbers (管局通过).
    BureauApprove(IcpNumbers),
    /// Records the bureau's rejection (管局驳回).
    BureauReject(ReturnRequest),
}

impl Decision {
    /// The event that it makes happen.
    pub const fn event(&self) -> Event {
        match self {
            Decision::Approve(_) => Event::Approve,
            Decision::Return(_) => Event::Return,
            Decision::Reject(_) => Event::Reject,
            Decision::HandToBureau => Event::HandToBureau,
            Decision::SmsVerified => Event::SmsVerified,
            Decision::SmsFailed => Event::SmsFailed,
            Decision::BureauApprove(_) => Event::BureauApprove,
            Decision::BureauReject(_) => Event::BureauReject,
        }
    }
}

/// Sends a decision over the version that the reviewer saw.
///
/// # Errors
/// `stale`, `not-now`, `invalid` with findings.
pub async fn decide(id: &FilingId, version: u64, decision: &Decision) -> Result<ReviewView, ApiError> {
    let verb = decision.event().as_str().replace('_', "-");
    let path = format!("/staff/filings/{id}/{verb}");
    let headers = Headers { if_match: Some(version), ..Headers::default() };
    promised(match decision {
        Decision::Approve(reason) => call(Method::Post, &path, Some(reason), headers).await?,
        Decision::Return(request) | Decision::Reject(request) | Decision::BureauReject(request) => {
            call(Method::Post, &path, Some(request), headers).await?
        }
        Decision::BureauApprove(numbers) => call(Method::Post, &path, Some(numbers), headers).await?,
        Decision::HandToBureau | Decision::SmsVerified | Decision::SmsFailed => {
            call(Method::Post, &path, None::<&()>, headers).await?
        }
    })
}
