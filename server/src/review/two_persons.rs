//! Two colleagues approve where the settings ask for it (双人复核): the first approval is kept, and the filing waits for another colleague.

use crate::access::own::{AtDesk, present};
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::config::TwoPersons;
use crate::filings::transitions::written;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::review::case::answer;
use crate::storage::{FilingRow, StoreError};
use axum::Json;
use axum::extract::State;
use beian_locale::problems::Because;
use beian_model::wire::{FirstApproval, ReviewView};
use beian_model::{FilingId, Path, Problem, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(undo_first))
}

/// The first approval of a filing, as a colleague sees it.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, id: &FilingId, staff: &Staff) -> Answer<Option<FirstApproval>> {
    let Some((by, note, at)) = app.store.first_approval(id).await? else { return Ok(None) };
    let mine = by == staff.id;
    let by = app.store.staff(&by).await?.map(|staff| staff.name).unwrap_or_default();
    Ok(Some(FirstApproval { by, at, note, mine }))
}

/// Keeps an approval as the first of two; false where it is the second, or one is enough.
///
/// # Errors
/// `not-now` to who approved it first, `stale` when somebody wrote in between.
pub async fn is_first(app: &App, row: &FilingRow, staff: &Staff, note: &str) -> Answer<bool> {
    if app.config.review.two_persons == TwoPersons::Off {
        return Ok(false);
    }
    match app.store.first_approval(&row.id).await? {
        Some((by, ..)) if by == staff.id => Err(Refused::new(ProblemKind::NotNow).because(Because::AnotherApproves)),
        Some(_) => Ok(false),
        // What was decided a moment ago stands or is undone first.
        None if app.store.pending_decision(&row.id).await?.is_some() => {
            Err(Refused::new(ProblemKind::NotNow).because(Because::DecisionPending))
        }
        None => {
            let note = written(note, Path::Filing)?;
            match app.store.keep_first_approval(row, &staff.id, &note, app.clock.now()).await {
                Ok(()) => {}
                Err(StoreError::Stale | StoreError::Exists) => return Err(ProblemKind::Stale.into()),
                Err(error) => return Err(error.into()),
            }
            app.notifier.announce(&Key::Filing(row.id.clone()));
            Ok(true)
        }
    }
}

/// Takes the own first approval back, as long as no colleague has approved after it: the filing waits for two again. Nothing happens where
/// there is none of the one who asks.
#[utoipa::path(delete, path = "/staff/filings/{id}/first-approval", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
pub async fn undo_first(State(app): State<App>, AtDesk { staff, filing }: AtDesk) -> Answer<Json<ReviewView>> {
    if app.store.undo_first_approval(&filing, &staff.id, app.clock.now()).await? {
        app.notifier.announce(&Key::Filing(filing.id.clone()));
    }
    answer(&app, &present(&app, &filing.id).await?, &staff).await
}
