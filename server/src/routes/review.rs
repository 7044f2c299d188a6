//! The queue, and one filing with its documents, for staff.

use super::attachments::{private, stored};
use crate::app::App;
use crate::auth::Colleague;
use crate::earlier;
use crate::problem::{Answer, Refused};
use crate::store::{FilingRow, Staff, StoreError, newest_of_each, passed_of};
use crate::view;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use beian::model::wire::{CaptureView, QueueEntry, ReviewView};
use beian::model::{AttachmentId, Capture, FilingId, Problem, ProblemKind, Status, VerificationId};
use beian::rules;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Which filings to list.
#[derive(Deserialize, utoipa::IntoParams)]
pub struct Filter {
    /// Only those in this state.
    #[serde(default)]
    status: Option<Status>,
}

/// States that wait for staff.
const fn waits_for_staff(status: Status) -> bool {
    matches!(
        status,
        Status::FirstReview
            | Status::Resubmitted
            | Status::ToBureau
            | Status::SmsPending
            | Status::SmsFailed
            | Status::BureauReview
    )
}

/// A filing that was submitted once; drafts are nobody's but the applicant's.
///
/// # Errors
/// `not-found`.
pub async fn submitted(app: &App, id: &str) -> Answer<FilingRow> {
    let row = app.store.filing(&FilingId(id.to_owned())).await.map_err(Refused::internal)?;
    row.filter(|row| row.status != Status::Draft).ok_or_else(|| ProblemKind::NotFound.into())
}

/// A filing as a reviewer sees it.
///
/// # Errors
/// When the database fails.
pub async fn answer(app: &App, row: &FilingRow, staff: &Staff) -> Answer<Json<ReviewView>> {
    let verifications = app.store.verifications(&row.id).await.map_err(Refused::internal)?;
    let mut captures = Vec::new();
    for newest in newest_of_each(&verifications) {
        // A paper that came by phone stands in the document.
        let Some(person) = newest.of.verified_person() else { continue };
        // The one that passed, not one begun since.
        let holding = earlier::holding(&verifications, &row.document, person);
        let shown = holding.or_else(|| passed_of(&verifications, person)).unwrap_or(newest);
        for capture in app.store.captures(&shown.id).await.map_err(Refused::internal)? {
            captures.push(CaptureView {
                verification: shown.id.clone(),
                person,
                capture: capture.capture,
                media_type: capture.media_type,
                size: capture.size,
                measured: None,
                tenths: capture.tenths,
                code: (capture.capture == Capture::Video).then(|| shown.code.clone()),
            });
        }
    }
    captures.sort_by_key(|one| (one.person, one.capture));
    let facts = view::facts(app, row, &verifications).await?;
    let reviewer = match &row.reviewer {
        Some(id) => app.store.staff(id).await.map_err(Refused::internal)?.map(|staff| staff.name),
        None => None,
    };
    Ok(Json(ReviewView {
        view: view::filing(app, row).await?,
        captures,
        reviewer,
        mine: row.reviewer.as_deref() == Some(staff.id.as_str()),
        findings: rules::check(&row.document, &facts),
    }))
}

/// Every filing that was submitted once: what waits for staff first, oldest first.
#[utoipa::path(get, path = "/staff/filings", tag = "review", params(Filter), responses((status = 200, body = Vec<QueueEntry>), (status = 401, body = Problem)))]
pub async fn queue(
    State(app): State<App>,
    _: Colleague,
    Query(filter): Query<Filter>,
) -> Answer<Json<Vec<QueueEntry>>> {
    let mut rows = app.store.submitted_filings().await.map_err(Refused::internal)?;
    rows.retain(|row| row.status != Status::Draft && filter.status.is_none_or(|status| status == row.status));
    rows.sort_by_key(|row| (!waits_for_staff(row.status), row.status_since));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for id in rows.iter().filter_map(|row| row.reviewer.clone()) {
        if let Entry::Vacant(place) = names.entry(id) {
            let staff = app.store.staff(place.key()).await.map_err(Refused::internal)?;
            place.insert(staff.map(|staff| staff.name).unwrap_or_default());
        }
    }
    let entry = |row: FilingRow| QueueEntry {
        domains: view::main_domains(&row),
        organiser: row.document.organiser.name.clone(),
        reviewer: row.reviewer.as_ref().and_then(|id| names.get(id).cloned()),
        id: row.id,
        number: row.number,
        status: row.status,
        since: row.status_since,
    };
    Ok(Json(rows.into_iter().map(entry).collect()))
}

/// One filing with its documents.
#[utoipa::path(get, path = "/staff/filings/{id}", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Path(id): Path<String>,
) -> Answer<Json<ReviewView>> {
    let row = submitted(&app, &id).await?;
    answer(&app, &row, &staff).await
}

async fn assign(app: &App, staff: &Staff, id: &str, take: bool) -> Answer<Json<ReviewView>> {
    let row = submitted(app, id).await?;
    match app.store.set_reviewer(&row.id, &staff.id, take).await {
        Ok(()) => {}
        Err(StoreError::Stale) => return Err(ProblemKind::NotNow.into()),
        Err(error) => return Err(Refused::internal(error)),
    }
    answer(app, &submitted(app, id).await?, staff).await
}

/// Takes a filing to review; a colleague's stays theirs.
#[utoipa::path(post, path = "/staff/filings/{id}/claim", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn claim(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Path(id): Path<String>,
) -> Answer<Json<ReviewView>> {
    assign(&app, &staff, &id, true).await
}

/// Gives a filing back to the queue.
#[utoipa::path(post, path = "/staff/filings/{id}/release", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn release(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Path(id): Path<String>,
) -> Answer<Json<ReviewView>> {
    assign(&app, &staff, &id, false).await
}

/// Shows an upload to a reviewer.
#[utoipa::path(get, path = "/staff/filings/{id}/attachments/{attachment}", tag = "review",
    params(("id" = String, Path), ("attachment" = String, Path)), responses(
    (status = 200, body = [u8], content_type = "image/jpeg"), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn attachment(
    State(app): State<App>,
    _: Colleague,
    Path((id, attachment)): Path<(String, String)>,
) -> Answer<Response> {
    let row = submitted(&app, &id).await?;
    stored(&app, &row.id, &AttachmentId(attachment)).await
}

/// Shows a picture or video of a verification to a reviewer.
#[utoipa::path(get, path = "/staff/verifications/{verification}/captures/{capture}", tag = "review",
    params(("verification" = String, Path), ("capture" = Capture, Path)), responses(
    (status = 200, body = [u8], content_type = "image/jpeg"), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn capture(
    State(app): State<App>,
    _: Colleague,
    Path((verification, capture)): Path<(String, String)>,
) -> Answer<Response> {
    let capture: Capture = capture.parse().map_err(|_| ProblemKind::NotFound)?;
    let id = VerificationId(verification);
    let row = app.store.verification(&id).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
    submitted(&app, row.filing.as_str()).await?;
    let captures = app.store.captures(&id).await.map_err(Refused::internal)?;
    let found = captures.into_iter().find(|row| row.capture == capture).ok_or(ProblemKind::NotFound)?;
    let bytes = app.files.get(&found.file).await.map_err(Refused::internal)?;
    Ok(private(bytes, &found.media_type))
}
