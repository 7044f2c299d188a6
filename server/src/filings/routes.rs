//! The applicant's filings: list, begin, read (and wait for a change), save.

use crate::access::own::{Own, found, present};
use crate::accounts::people::{Applicant, place_to_wait};
use crate::app::App;
use crate::filings::{beginning, transitions, turn, view};
use crate::http::extract::{IdempotencyKey, Json, MaybeJson, if_none_match};
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Wait;
use crate::notifier::Key;
use crate::storage::{FilingRow, StoreError};
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Response};
use beian_locale::problems::Because;
use beian_model::attachment::MOST_PAGES;
use beian_model::attachments::is_video;
use beian_model::wire::{BeginRequest, FilingSummary, FilingView};
use beian_model::{Filing, FilingId, Paper, Path as FieldPath, Problem, ProblemKind, params};
use beian_rules::VerificationEvent;
use beian_rules::checks::uploads::{FILE_PAGES, FILE_UNREADABLE};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(get, save))
}

/// The view of a filing with its version as `ETag`.
///
/// # Errors
/// When the database fails.
pub async fn answer(app: &App, row: &FilingRow) -> Answer<Response> {
    let body = view::filing(app, row).await?;
    Ok((AppendHeaders([(ETAG, format!("\"{}\"", row.version))]), axum::Json(body)).into_response())
}

/// The same of a filing that was just written to otherwise than by its row.
///
/// # Errors
/// When the database fails.
pub async fn answer_anew(app: &App, id: &FilingId) -> Answer<Response> {
    answer(app, &present(app, id).await?).await
}

/// Every filing of the account, newest first.
#[utoipa::path(get, path = "/filings", tag = "filings", responses((status = 200, body = Vec<FilingSummary>), (status = 401, body = Problem)))]
pub async fn list(State(app): State<App>, Applicant(account): Applicant) -> Answer<axum::Json<Vec<FilingSummary>>> {
    let rows = app.store.filings_of(&account.id).await?;
    let states: Vec<_> = rows.iter().flatten().map(|row| row.status).collect();
    let days = turn::calendar(&app, &states).await?;
    Ok(axum::Json(rows.iter().filter_map(|row| view::summary(&app, row, &days)).collect()))
}

/// Begins a filing: empty, or with what was typed in one that lapsed or was given up. The same key begins it once, whatever is asked for.
#[utoipa::path(post, path = "/filings", tag = "filings", params(("Idempotency-Key" = String, Header)), request_body = Option<BeginRequest>, responses(
    (status = 201, body = FilingView), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 428, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    Applicant(account): Applicant,
    IdempotencyKey(key): IdempotencyKey,
    MaybeJson(asked): MaybeJson<BeginRequest>,
) -> Answer<Response> {
    let id = beginning::begin(&app, &account, &key, asked.copy_of.as_ref()).await?;
    let row = present(&app, &id).await?;
    let mut made = answer(&app, &row).await?;
    *made.status_mut() = StatusCode::CREATED;
    if let Ok(location) = format!("/api/v1/filings/{id}").parse() {
        made.headers_mut().insert(LOCATION, location);
    }
    Ok(made)
}

/// One filing; waits for a change when asked to.
#[utoipa::path(get, path = "/filings/{id}", tag = "filings", params(("id" = String, Path), Wait), responses(
    (status = 200, body = FilingView), (status = 304), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 429, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Own { account, filing: row }: Own,
    wait: Wait,
    headers: HeaderMap,
) -> Answer<Response> {
    let place = place_to_wait(&app, &headers, &account, &wait)?;
    let known = if_none_match(&headers);
    let is_known = |version: u64| known.as_deref() == Some(version.to_string().as_str());
    if !is_known(row.version) {
        return answer(&app, &row).await;
    }
    let watch = app.notifier.watch(Key::Filing(row.id.clone()), wait.time());
    // Once more, now that no change goes unnoticed.
    if found(app.store.version(&row.id).await)?.is_some_and(is_known) {
        return Ok(wait.unchanged(watch, place));
    }
    answer(&app, &present(&app, &row.id).await?).await
}

/// Saves the document. What is wrong in it is kept as typed: the rules speak at submission.
#[utoipa::path(put, path = "/filings/{id}", tag = "filings", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = Filing, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn save(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Json(document): Json<Filing>,
) -> Answer<Response> {
    let document =
        document.migrated().map_err(|_| Refused::new(ProblemKind::Unreadable).because(Because::NewerForm))?;
    well_formed(&document)?;
    for (path, attachment) in document.attachments() {
        let known = app.store.attachment(&row.id, &attachment.id).await?;
        if known.as_ref() != Some(attachment) {
            // Somebody else's upload, or one whose description was changed on the way.
            let finding = FILE_UNREADABLE.at(path);
            return Err(Refused::invalid(vec![finding]));
        }
    }
    let before = row.document.clone();
    let row = transitions::write(&app, row, document, None).await?;
    end_moved(&app, &before, &row).await?;
    answer(&app, &row).await
}

/// Each paper stands there once, and no field has more pages than it may, or one of them twice.
fn well_formed(document: &Filing) -> Answer<()> {
    let twice = |papers: &[Paper]| (1..papers.len()).any(|n| papers[..n].iter().any(|one| one.kind == papers[n].kind));
    if twice(&document.papers) || document.sites.iter().any(|site| twice(&site.papers)) {
        return Err(Refused::misread("papers"));
    }
    for path in document.fields() {
        let pages = document.pages(path).unwrap_or_default();
        let most = if is_video(path) { 1 } else { MOST_PAGES };
        if pages.len() > most {
            return Err(Refused::invalid(vec![FILE_PAGES.at(path).with(params::MAX, most)]));
        }
        let again = (1..pages.len()).any(|n| pages[..n].iter().any(|one| one.id == pages[n].id));
        let of_another_kind = pages.iter().any(|page| page.media_type.starts_with("video/") != is_video(path));
        if again || of_another_kind {
            return Err(Refused::invalid(vec![FILE_UNREADABLE.at(path)]));
        }
    }
    Ok(())
}

/// Ends the hand-offs for an approval's attachment whose approval is gone or stands at another place now: their phone would send
/// it to another one's slot.
async fn end_moved(app: &App, before: &Filing, row: &FilingRow) -> Answer<()> {
    let kind = |filing: &Filing, site, n: u8| {
        filing.site(site).and_then(|site| site.pre_approvals.get(usize::from(n))).map(|one| one.kind)
    };
    for one in app.store.verifications(&row.id).await? {
        let FieldPath::PreApproval(site, n, _) = one.of else { continue };
        if one.state.is_final() || kind(before, site, n) == kind(&row.document, site, n) {
            continue;
        }
        match app.store.update_verification(&one, VerificationEvent::Revoke, app.clock.now()).await {
            Ok(_) => app.notifier.announce(&Key::Verification(one.id.clone())),
            // It ended by itself.
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
