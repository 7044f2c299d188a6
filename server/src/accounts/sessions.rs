//! Sessions listed and ended one by one, of applicants and of colleagues.

use crate::accounts::cookie;
use crate::accounts::people::{Applicant, OwnAccount, is_over};
use crate::accounts::stored::SessionKind;
use crate::app::App;
use crate::http::problem::Answer;
use crate::secret;
use axum::Json;
use axum::extract::{Path, State};
use beian_model::Problem;
use beian_model::wire::{SessionList, SessionView};
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(end))
        .routes(routes!(list_of_staff))
        .routes(routes!(end_of_staff))
}

/// The sessions of an owner that have not ended; `own` is the hash of the one that asks.
///
/// # Errors
/// When the database fails.
pub async fn of(app: &App, kind: SessionKind, owner: &str, own: &str) -> Answer<Vec<SessionView>> {
    let all = app.store.sessions_of(kind, owner).await?.into_iter();
    let open = all.filter(|session| !is_over(app, session)).map(|session| SessionView {
        current: secret::is_same(&session.token_hash, own),
        id: session.id,
        opened: session.created_at,
        seen: session.seen_at,
        address: session.address,
        browser: session.browser,
    });
    Ok(open.collect())
}

/// The applicant's sessions, on whichever devices.
#[utoipa::path(get, path = "/sessions", tag = "session", responses(
    (status = 200, body = SessionList), (status = 401, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    Applicant(account): Applicant,
    headers: HeaderMap,
) -> Answer<Json<SessionList>> {
    let own = cookie::value(&headers, cookie::APPLICANT).map(|token| secret::hash(&token)).unwrap_or_default();
    let sessions = of(&app, SessionKind::Applicant, &account.id, &own).await?;
    Ok(Json(SessionList { sessions }))
}

/// Ends one of the applicant's sessions; one that is over, or is none of theirs, is left as it is.
#[utoipa::path(delete, path = "/sessions/{session}", tag = "session", params(("session" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem)))]
pub async fn end(State(app): State<App>, Applicant(account): Applicant, Path(id): Path<String>) -> Answer<StatusCode> {
    app.store.close_session_named(SessionKind::Applicant, &account.id, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The colleague's sessions, on whichever devices.
#[utoipa::path(get, path = "/staff/sessions", tag = "staff", responses(
    (status = 200, body = SessionList), (status = 401, body = Problem)))]
pub async fn list_of_staff(State(app): State<App>, own: OwnAccount) -> Answer<Json<SessionList>> {
    let sessions = of(&app, SessionKind::Staff, &own.staff.id, &own.session.token_hash).await?;
    Ok(Json(SessionList { sessions }))
}

/// Ends one of the colleague's sessions; one that is over, or is none of theirs, is left as it is.
#[utoipa::path(delete, path = "/staff/sessions/{session}", tag = "staff", params(("session" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem)))]
pub async fn end_of_staff(State(app): State<App>, own: OwnAccount, Path(id): Path<String>) -> Answer<StatusCode> {
    app.store.close_session_named(SessionKind::Staff, &own.staff.id, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
