//! Who of the colleagues gets a filing: the next one taken, one handed over, many at once; and who there is.

use crate::access::asker::{Asker, HeldBy};
use crate::access::own::{AtDesk, present};
use crate::access::table::Action;
use crate::accounts::people::Colleague;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::http::extract::{Json, Query};
use crate::http::problem::{Answer, Refused, language};
use crate::notifier::Key;
use crate::review::case::answer;
use crate::review::queue::Filter;
use crate::storage::{FilingRow, StoreError};
use axum::extract::State;
use beian_model::wire::{
    AssignAnswer, AssignRequest, Assigned, ColleagueList, ColleagueView, HandOver, QueueNext, ReviewView,
};
use beian_model::{FilingId, Problem, ProblemKind};
use http::HeaderMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(next))
        .routes(routes!(assign))
        .routes(routes!(hand_over))
        .routes(routes!(colleagues))
}

/// Filings that are assigned at once.
const MOST_AT_ONCE: usize = 100;

/// Gives a filing to a colleague, or back to the queue, unless somebody else took it since it was looked at.
///
/// # Errors
/// `not-now`.
pub async fn give(app: &App, by: &Staff, filing: &FilingRow, to: Option<&str>) -> Answer<()> {
    let from = filing.reviewer.as_deref();
    match app.store.set_reviewer(&filing.id, from, to, &by.id, app.clock.now()).await {
        Ok(()) => {
            app.notifier.announce(&Key::Queue);
            Ok(())
        }
        Err(StoreError::Stale) => Err(ProblemKind::NotNow.into()),
        Err(error) => Err(error.into()),
    }
}

/// A colleague who can take something.
async fn taker(app: &App, id: &str) -> Answer<Staff> {
    let staff = app.store.staff(id).await?.filter(|staff| staff.disabled_at.is_none());
    staff.ok_or_else(|| Refused::misread("to"))
}

/// Takes the oldest filing that waits for staff and that nobody has, of those that the filters leave. Who asks at the same moment gets
/// another one. Tab, order, search and place are those of a list, and of no matter here.
#[utoipa::path(post, path = "/staff/queue/next", tag = "review", params(Filter), responses(
    (status = 200, body = QueueNext), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn next(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Query(filter): Query<Filter>,
) -> Answer<axum::Json<QueueNext>> {
    let now = app.clock.now();
    let mut ask = filter.ask(&app.store.working_days().await?, now, &staff.id)?;
    ask.claimed = None;
    let filing = app.store.take_next(&ask, &staff.id, now).await?;
    if filing.is_some() {
        app.notifier.announce(&Key::Queue);
    }
    Ok(axum::Json(QueueNext { filing }))
}

/// Hands a filing over to a colleague; a senior, whoever has it.
#[utoipa::path(post, path = "/staff/filings/{id}/hand-over", tag = "review", params(("id" = String, Path)), request_body = HandOver, responses(
    (status = 200, body = ReviewView), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem)))]
pub async fn hand_over(
    State(app): State<App>,
    AtDesk { staff, filing }: AtDesk,
    Json(HandOver { to }): Json<HandOver>,
) -> Answer<axum::Json<ReviewView>> {
    let to = taker(&app, &to).await?;
    give(&app, &staff, &filing, Some(&to.id)).await?;
    answer(&app, &present(&app, &filing.id).await?, &staff).await
}

/// Takes several filings, or gives them to a colleague: each as if it were asked for alone, so that what is refused of one keeps no other.
#[utoipa::path(post, path = "/staff/queue/assign", tag = "review", request_body = AssignRequest, responses(
    (status = 200, body = AssignAnswer), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn assign(
    State(app): State<App>,
    Colleague(staff): Colleague,
    headers: HeaderMap,
    Json(request): Json<AssignRequest>,
) -> Answer<axum::Json<AssignAnswer>> {
    if !(1..=MOST_AT_ONCE).contains(&request.filings.len()) {
        return Err(Refused::out_of_range("filings", 1, MOST_AT_ONCE as u64));
    }
    let to = match &request.to {
        Some(to) => taker(&app, to).await?,
        None => staff.clone(),
    };
    let mut results = Vec::new();
    for filing in request.filings {
        let refused = assign_one(&app, &staff, &filing, &to).await.err();
        let refused = refused.map(|refused| refused.said(language(&headers)));
        results.push(Assigned { filing, refused });
    }
    Ok(axum::Json(AssignAnswer { results }))
}

async fn assign_one(app: &App, staff: &Staff, id: &FilingId, to: &Staff) -> Answer<()> {
    let was_submitted = app.store.was_submitted(id).await?;
    let filing = if was_submitted { Some(present(app, id).await?) } else { None };
    let held = HeldBy::of(filing.as_ref().and_then(|filing| filing.reviewer.as_deref()), &staff.id);
    let action = if to.id == staff.id { Action::ClaimCase } else { Action::HandOverCase };
    let status = filing.as_ref().map(|filing| filing.status);
    action.require(Asker::Colleague { role: staff.role, held }, status)?;
    let filing = filing.ok_or(ProblemKind::NotFound)?;
    give(app, staff, &filing, Some(&to.id)).await
}

/// Those to whom a filing can be handed over.
#[utoipa::path(get, path = "/staff/colleagues", tag = "review", responses((status = 200, body = ColleagueList), (status = 401, body = Problem)))]
pub async fn colleagues(State(app): State<App>, Colleague(staff): Colleague) -> Answer<axum::Json<ColleagueList>> {
    let all = app.store.colleagues().await?;
    let view = |one: Staff| ColleagueView { me: one.id == staff.id, id: one.id, name: one.name };
    Ok(axum::Json(ColleagueList { colleagues: all.into_iter().map(view).collect() }))
}
