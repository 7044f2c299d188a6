//! One filing with its documents, for staff: seen, taken, given back.

use crate::access::own::{AtDesk, found, present};
use crate::access::table::Action;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::filings::stored::Submission;
use crate::filings::{pending, sms_reports, view};
use crate::http::problem::Answer;
use crate::review::assigning::give;
use crate::review::calls::follow_up;
use crate::review::stored::Written;
use crate::review::{background, two_persons, undo};
use crate::storage::{CaptureRow, FilingRow};
use axum::Json;
use axum::extract::State;
use beian_model::wire::{CaptureView, DeletedCaptures, ReviewView};
use beian_model::{Capture, Path as FieldPath, PersonRef, Problem, ProblemKind};
use beian_rules::words::with_sentences;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(claim)).routes(routes!(release))
}

/// Disclosures that are listed with a filing.
const MOST_DISCLOSURES: u32 = 200;

/// What was submitted of a filing last.
///
/// # Errors
/// `not-found`.
pub async fn submission(app: &App, row: &FilingRow) -> Answer<Submission> {
    found(app.store.submission(&row.id).await)?.ok_or_else(|| ProblemKind::NotFound.into())
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

/// The pictures and videos of a filing that a reviewer may see: those that its last submission rests on.
///
/// # Errors
/// When the database fails.
pub async fn captures_of(app: &App, row: &FilingRow, submission: &Submission) -> Answer<Captures> {
    let verifications = app.store.verifications(&row.id).await?;
    let mut captures = Captures { shown: Vec::new(), deleted: Vec::new() };
    for seen in verifications.iter().filter(|one| submission.verifications.contains(&one.id)) {
        let Some(person) = seen.of.verified_person() else { continue };
        let rows = app.store.captures(&seen.id).await?.into_iter();
        captures.shown.extend(rows.map(|row| Shown { of: seen.of, person, code: seen.code.clone(), row }));
        if let Some(at) = app.store.captures_forgotten_at(&seen.id).await? {
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

/// A filing as a reviewer sees it: as it was submitted last, though its applicant may be correcting it.
///
/// # Errors
/// When the database fails.
pub async fn answer(app: &App, row: &FilingRow, staff: &Staff) -> Answer<Json<ReviewView>> {
    let submission = submission(app, row).await?;
    let Captures { shown, deleted } = captures_of(app, row, &submission).await?;
    let background = background::of(app, row, &submission, &deleted).await?;
    let row = &FilingRow { document: submission.document, ..row.clone() };
    let verifications = app.store.verifications(&row.id).await?;
    let mut facts = view::facts(app, row, &verifications).await?;
    // What was accepted with the submission stands in its entry; a newer text concerns the next one.
    facts.agreements = Vec::new();
    let reviewer = match &row.reviewer {
        Some(id) => app.store.staff(id).await?.map(|staff| staff.name),
        None => None,
    };
    let Written { marks, note } = app.store.written(&row.id).await?;
    let calls = app.store.calls(&row.id).await?;
    let mut remarks = app.store.remarks(&row.id).await?;
    if let Some(report) = app.store.sms_report(&row.id).await? {
        let newer = remarks.partition_point(|one| one.at > report.at);
        remarks.insert(newer, sms_reports::as_remark(&report));
    }
    Ok(Json(ReviewView {
        follow_up: follow_up(&calls, row.status_since),
        calls,
        remarks,
        marks,
        note,
        first_approval: two_persons::view(app, &row.id, staff).await?,
        pending: undo::view(app, row, staff).await?,
        view: view::filing(app, row).await?,
        captures: shown.into_iter().map(capture_view).collect(),
        deleted,
        disclosures: app.store.disclosures(&row.id, MOST_DISCLOSURES).await?,
        reviewer,
        mine: row.reviewer.as_deref() == Some(staff.id.as_str()),
        may_take: undo::may(Action::ClaimCase, row, staff),
        findings: with_sentences(beian_rules::check(&row.document, &facts)),
        background,
    }))
}

/// One filing with its documents.
#[utoipa::path(get, path = "/staff/filings/{id}", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(State(app): State<App>, AtDesk { staff, filing }: AtDesk) -> Answer<Json<ReviewView>> {
    let decision = app.store.pending_decision(&filing.id).await?;
    if decision.is_some_and(|decision| decision.until <= app.clock.now()) {
        pending::settle(&app, &filing.id).await?;
        return answer(&app, &present(&app, &filing.id).await?, &staff).await;
    }
    answer(&app, &filing, &staff).await
}

/// Gives it to this colleague, or back to the queue.
async fn assign(app: &App, AtDesk { staff, filing }: AtDesk, take: bool) -> Answer<Json<ReviewView>> {
    give(app, &staff, &filing, take.then_some(staff.id.as_str())).await?;
    answer(app, &present(app, &filing.id).await?, &staff).await
}

/// Takes a filing to review; a colleague's stays theirs, but for a senior.
#[utoipa::path(post, path = "/staff/filings/{id}/claim", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn claim(State(app): State<App>, asked: AtDesk) -> Answer<Json<ReviewView>> {
    assign(&app, asked, true).await
}

/// Gives a filing back to the queue; a senior, a colleague's too.
#[utoipa::path(post, path = "/staff/filings/{id}/release", tag = "review", params(("id" = String, Path)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn release(State(app): State<App>, asked: AtDesk) -> Answer<Json<ReviewView>> {
    assign(&app, asked, false).await
}
