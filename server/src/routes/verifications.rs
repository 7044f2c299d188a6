//! The desktop's side of a hand-off to a phone, for a verification (真实性核验) or a paper (备案材料): make a code, watch the phone,
//! end it.

use super::filings::{Wait, own};
use crate::app::App;
use crate::auth::Applicant;
use crate::limits;
use crate::problem::{Answer, Json, Refused, if_none_match};
use crate::secret;
use crate::store::{StoreError, VerificationRow};
use crate::view;
use axum::extract::{Path, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use beian::model::wire::{VerificationCreated, VerificationRequest, VerificationView};
use beian::model::{FilingId, PersonRef, Problem, ProblemKind, VerificationId, VerificationState};
use http::header::ETAG;
use http::{HeaderMap, StatusCode};

/// What long polls of a verification wait for.
pub fn key(id: &VerificationId) -> String {
    format!("verification {id}")
}

/// Makes a code; unfinished ones for the same field end.
#[utoipa::path(post, path = "/filings/{id}/verifications", tag = "verification", params(("id" = String, Path)), request_body = VerificationRequest, responses(
    (status = 201, body = VerificationCreated), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path(id): Path<String>,
    Json(request): Json<VerificationRequest>,
) -> Answer<(StatusCode, axum::Json<VerificationCreated>)> {
    let row = own(&app, &account, &id).await?;
    if !row.status.is_editable() {
        return Err(ProblemKind::NotNow.into());
    }
    let (exists, what) = match request.of.verified_person() {
        Some(PersonRef::Organiser) => (true, "verifications"),
        Some(PersonRef::Site(site)) => (row.document.site(site).is_some(), "verifications"),
        None => (row.document.attachment(request.of).is_some(), "papers by phone"),
    };
    if !exists {
        return Err(ProblemKind::NotFound.into());
    }
    limits::count(&app, &format!("{what} of {}", row.id), app.config.verification.per_filing, 3600).await?;
    let now = app.clock.now();
    let secret = secret::token();
    let new = VerificationRow {
        id: VerificationId(secret::id()),
        filing: row.id.clone(),
        of: request.of,
        state: VerificationState::Waiting,
        secret_hash: secret::hash(&secret),
        session_hash: None,
        words: secret::words(),
        code: secret::four_digits(),
        reasons: Vec::new(),
        created_at: now,
        claimed_at: None,
        phone_seen_at: None,
        expires_at: now.plus(app.config.verification.claim_within),
        subject: None,
        passed_at: None,
        same_as: None,
    };
    for ended in app.store.create_verification(&new).await.map_err(Refused::internal)? {
        app.hub.announce(&key(&ended));
    }
    let verification = view::verification(&new, now);
    Ok((StatusCode::CREATED, axum::Json(VerificationCreated { verification, secret })))
}

/// The verification of this filing.
async fn of_filing(app: &App, filing: &FilingId, id: &str) -> Answer<VerificationRow> {
    let row = app.store.verification(&VerificationId(id.to_owned())).await.map_err(Refused::internal)?;
    row.filter(|row| row.filing == *filing).ok_or_else(|| ProblemKind::NotFound.into())
}

fn tag(view: &VerificationView) -> String {
    format!("{}-{}", view.state, view.phone_seen_at.map_or(0, |at| at.0))
}

/// How it stands; waits for a change when asked to.
#[utoipa::path(get, path = "/filings/{id}/verifications/{verification}", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path), Wait), responses(
    (status = 200, body = VerificationView), (status = 304), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, verification)): Path<(String, String)>,
    Query(wait): Query<Wait>,
    headers: HeaderMap,
) -> Answer<Response> {
    let filing = own(&app, &account, &id).await?;
    let mut watch = app.hub.watch(&key(&VerificationId(verification.clone())), wait.time());
    let known = if_none_match(&headers);
    loop {
        let row = of_filing(&app, &filing.id, &verification).await?;
        let body = view::verification(&row, app.clock.now());
        let tag = tag(&body);
        if known.as_deref() != Some(tag.as_str()) {
            return Ok((AppendHeaders([(ETAG, format!("\"{tag}\""))]), axum::Json(body)).into_response());
        }
        if !watch.changed().await {
            return Ok(StatusCode::NOT_MODIFIED.into_response());
        }
    }
}

/// Ends it from the desktop: "that is not my phone". What has ended already stays as it is.
#[utoipa::path(delete, path = "/filings/{id}/verifications/{verification}", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn cancel(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, verification)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let filing = own(&app, &account, &id).await?;
    let mut row = of_filing(&app, &filing.id, &verification).await?;
    row.state = VerificationState::Cancelled;
    match app.store.update_verification(&row, app.clock.now()).await {
        Ok(()) => app.hub.announce(&key(&row.id)),
        Err(StoreError::Stale) => {}
        Err(error) => return Err(Refused::internal(error)),
    }
    Ok(StatusCode::NO_CONTENT)
}
