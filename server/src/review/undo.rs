//! A decision that can still be undone (待生效的决定): shown with its filing, and taken back by who decided or a senior.

use crate::access::asker::{Asker, HeldBy};
use crate::access::decide::Verdict;
use crate::access::own::{AtDesk, present};
use crate::access::table::Action;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::filings::pending;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::review::case::answer;
use crate::storage::FilingRow;
use axum::Json;
use axum::extract::State;
use beian_locale::problems::Because;
use beian_model::wire::{PendingDecision, ReviewView};
use beian_model::{Problem, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(undo))
}

/// Whether a colleague may do something with a filing as it is now.
pub fn may(action: Action, row: &FilingRow, staff: &Staff) -> bool {
    let held = match &row.reviewer {
        None => HeldBy::Nobody,
        Some(reviewer) if *reviewer == staff.id => HeldBy::Them,
        Some(_) => HeldBy::Another,
    };
    action.decide(Asker::Colleague { role: staff.role, held }, Some(row.status)) == Verdict::Allowed
}

/// The decision on a filing that does not hold yet, as colleagues see it.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, row: &FilingRow, staff: &Staff) -> Answer<Option<PendingDecision>> {
    let Some(decision) = app.store.pending_decision(&row.id).await? else { return Ok(None) };
    let may_undo = may(Action::UndoDecision, row, staff);
    let by = app.store.staff(&decision.staff).await?.map(|staff| staff.name).unwrap_or_default();
    Ok(Some(PendingDecision { event: decision.event, by, until: decision.until, may_undo }))
}

/// Takes a decision back before its time is over: what was written on fields stands as it did before.
#[utoipa::path(delete, path = "/staff/filings/{id}/decision", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
pub async fn undo(State(app): State<App>, AtDesk { staff, filing }: AtDesk) -> Answer<Json<ReviewView>> {
    if app.store.undo_decision(&filing.id, app.clock.now()).await? {
        app.notifier.announce(&Key::Filing(filing.id.clone()));
    } else {
        pending::settle(&app, &filing.id).await?;
    }
    let now = present(&app, &filing.id).await?;
    if now.status != filing.status {
        return Err(Refused::new(ProblemKind::NotNow).because(Because::TooLateToUndo));
    }
    answer(&app, &now, &staff).await
}
