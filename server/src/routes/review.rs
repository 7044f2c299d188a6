//! The queue, and one filing with its documents, for staff.

use crate::app::App;
use crate::auth::Colleague;
use crate::earlier;
use crate::problem::{Answer, Refused};
use crate::store::{CaptureRow, FilingRow, Staff, StoreError, newest_of_each, passed_of};
use crate::view;
use axum::Json;
use axum::extract::{Path, Query, State};
use beian::model::wire::{CaptureView, DeletedCaptures, QueueEntry, ReviewView};
use beian::model::{Capture, FilingId, Path as FieldPath, PersonRef, Problem, ProblemKind, Status};
use beian::rules;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Disclosures that are listed with a filing.
const MOST_DISCLOSURES: u32 = 200;

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

/// A picture or the video of a verification that a reviewer may see.
pub struct Shown {
    /// The person's verification.
    pub of: FieldPath,
    /// Whose.
    pub person: PersonRef,
    /// The four digits that the person was asked to say.
    pub code: String,
    /// What the phone sent.
    pub row: CaptureRow,
}

/// What a reviewer may see of the verifications of a filing.
pub struct Captures {
    /// Pictures and videos, person by person.
    pub shown: Vec<Shown>,
    /// Those that were deleted by rule.
    pub deleted: Vec<DeletedCaptures>,
}

/// The pictures and videos of a filing that a reviewer may see: of each person those that passed, or the newest ones.
///
/// # Errors
/// When the database fails.
pub async fn captures_of(app: &App, row: &FilingRow) -> Answer<Captures> {
    let verifications = app.store.verifications(&row.id).await.map_err(Refused::internal)?;
    let mut captures = Captures { shown: Vec::new(), deleted: Vec::new() };
    for newest in newest_of_each(&verifications) {
        // A paper that came by phone stands in the document.
        let Some(person) = newest.of.verified_person() else { continue };
        // The one that passed, not one begun since.
        let holding = earlier::holding(&verifications, &row.document, person);
        let seen = holding.or_else(|| passed_of(&verifications, person)).unwrap_or(newest);
        let rows = app.store.captures(&seen.id).await.map_err(Refused::internal)?.into_iter();
        captures.shown.extend(rows.map(|row| Shown { of: seen.of, person, code: seen.code.clone(), row }));
        if let Some(at) = app.store.captures_forgotten_at(&seen.id).await.map_err(Refused::internal)? {
            captures.deleted.push(DeletedCaptures { verification: seen.id.clone(), person, at });
        }
    }
    captures.shown.sort_by_key(|one| (one.person, one.row.capture));
    Ok(captures)
}

fn capture_view(one: Shown) -> CaptureView {
    let Shown { person, code, row, .. } = one;
    CaptureView {
        code: (row.capture == Capture::Video).then_some(code),
        verification: row.verification,
        person,
        capture: row.capture,
        media_type: row.media_type,
        size: row.size,
        measured: row.measured,
        tenths: row.tenths,
    }
}

/// A filing as a reviewer sees it.
///
/// # Errors
/// When the database fails.
pub async fn answer(app: &App, row: &FilingRow, staff: &Staff) -> Answer<Json<ReviewView>> {
    let verifications = app.store.verifications(&row.id).await.map_err(Refused::internal)?;
    let Captures { shown, deleted } = captures_of(app, row).await?;
    let facts = view::facts(app, row, &verifications).await?;
    let reviewer = match &row.reviewer {
        Some(id) => app.store.staff(id).await.map_err(Refused::internal)?.map(|staff| staff.name),
        None => None,
    };
    Ok(Json(ReviewView {
        view: view::filing(app, row).await?,
        captures: shown.into_iter().map(capture_view).collect(),
        deleted,
        disclosures: app.store.disclosures(&row.id, MOST_DISCLOSURES).await.map_err(Refused::internal)?,
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
