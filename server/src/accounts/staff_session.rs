//! Signing in and out as a colleague: e-mail and password.

use crate::accounts::cookie;
use crate::accounts::people::{Colleague, close_replaced, or_nobody};
use crate::app::App;
use crate::http::extract::Json;
use crate::http::limits::{self, Limit};
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::SessionKind;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use beian_locale::problems::Because;
use beian_model::wire::{Credentials, StaffAccount};
use beian_model::{Problem, ProblemKind};
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in, current, sign_out)).routes(routes!(sign_out_everywhere))
}

/// Tries from one address, and for one e-mail address …
const MOST_TRIES: u32 = 20;
/// … in so many seconds.
const TRIES_WITHIN: i64 = 900;

/// Signs in.
#[utoipa::path(post, path = "/staff/session", tag = "staff", request_body = Credentials, responses(
    (status = 200, body = StaffAccount), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn sign_in(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Json(credentials): Json<Credentials>,
) -> Answer<impl IntoResponse> {
    let email = credentials.email.trim().to_lowercase();
    // Counted before anything is compared: of many at the same time no more are heard.
    let limit = |because| Limit { most: MOST_TRIES, within: TRIES_WITHIN, because: Some(because) };
    let from = limit(Because::TriesFromAddress);
    limits::count_to(&app, &format!("staff from {}", peer.client()), from).await?;
    limits::count_to(&app, &format!("staff {}", secret::hash(&email)), limit(Because::TriesOfEmail)).await?;
    let staff = app.store.staff_by_email(&email).await?;
    let stored = staff.as_ref().map(|staff| staff.password_hash.clone());
    // Argon2 works for tens of milliseconds: not on the threads that answer.
    let right = tokio::task::spawn_blocking(move || secret::verify_password(&credentials.password, stored.as_deref()));
    let right = right.await.map_err(Refused::internal)?;
    let staff = staff.filter(|_| right).ok_or(ProblemKind::WrongCredentials)?;
    let token = secret::token();
    let opened = app.store.open_session(&secret::hash(&token), SessionKind::Staff, &staff.id, app.clock.now()).await;
    opened?;
    close_replaced(&app, &headers, cookie::STAFF).await?;
    let set = cookie::set(&headers, cookie::STAFF, token, app.config.sessions.absolute);
    let body = StaffAccount { email: staff.email, name: staff.name };
    Ok((set, axum::Json(body)))
}

/// Who is signed in; nobody is an answer too.
#[utoipa::path(get, path = "/staff/session", tag = "staff", responses((status = 200, body = StaffAccount), (status = 204)))]
pub async fn current(asker: Result<Colleague, Refused>) -> Answer<Response> {
    Ok(match or_nobody(asker)? {
        Some(Colleague(staff)) => axum::Json(StaffAccount { email: staff.email, name: staff.name }).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Signs out here.
#[utoipa::path(delete, path = "/staff/session", tag = "staff", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out(State(app): State<App>, _: Colleague, headers: HeaderMap) -> Answer<impl IntoResponse> {
    if let Some(token) = cookie::value(&headers, cookie::STAFF) {
        app.store.close_session(&secret::hash(&token)).await?;
    }
    let clear = cookie::clear(&headers, cookie::STAFF);
    Ok((StatusCode::NO_CONTENT, clear))
}

/// Signs out on every device.
#[utoipa::path(delete, path = "/staff/sessions", tag = "staff", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out_everywhere(
    State(app): State<App>,
    Colleague(staff): Colleague,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    app.store.close_sessions_of(SessionKind::Staff, &staff.id).await?;
    let clear = cookie::clear(&headers, cookie::STAFF);
    Ok((StatusCode::NO_CONTENT, clear))
}
