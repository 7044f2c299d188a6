//! Signing in and out as a colleague: e-mail and password, and a second step for those who have a second factor.

use crate::accounts::cookie;
use crate::accounts::people::{Colleague, OwnAccount, close_replaced, must_enrol, or_nobody};
use crate::accounts::second_step;
use crate::accounts::seen_from;
use crate::accounts::staff_tries::{Tries, know_browser};
use crate::accounts::stored::{NewSession, SessionKind, Staff};
use crate::app::App;
use crate::audit::doing;
use crate::http::extract::Json;
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use beian_model::wire::{Credentials, StaffAccount};
use beian_model::{Problem, ProblemKind};
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in, current, sign_out)).routes(routes!(sign_out_everywhere))
}

/// A colleague as they are told who they are.
pub fn account(staff: Staff) -> StaffAccount {
    StaffAccount { email: staff.email, name: staff.name, role: Some(staff.role), second_factor: None }
}

/// Signs in. With 202 the password is right, and nobody is signed in before the second step: its cookie lasts some minutes, and
/// `second_factor` is the page for it.
#[utoipa::path(post, path = "/staff/session", tag = "staff", request_body = Credentials, responses(
    (status = 200, body = StaffAccount), (status = 202, body = StaffAccount), (status = 401, body = Problem),
    (status = 429, body = Problem)))]
pub async fn sign_in(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Json(credentials): Json<Credentials>,
) -> Answer<Response> {
    let email = credentials.email.trim().to_lowercase();
    let staff = app.store.staff_by_email(&email).await?;
    if let Some(staff) = &staff {
        doing::about("colleague", staff.id.as_str());
    }
    Tries::of(&app, peer, &headers, &email, staff.as_ref()).await?.count_password(&app).await?;
    let stored = staff.as_ref().map(|staff| staff.password_hash.clone());
    // Argon2 works for tens of milliseconds: not on the threads that answer.
    let right = tokio::task::spawn_blocking(move || secret::verify_password(&credentials.password, stored.as_deref()));
    let right = right.await.map_err(Refused::internal)?;
    // Who may not sign in is told no more than who has a wrong password.
    let staff = staff.filter(|staff| right && staff.disabled_at.is_none()).ok_or(ProblemKind::WrongCredentials)?;
    if app.store.confirmed_totp(&staff.id).await?.is_some() {
        let begun = second_step::begin(&app, peer, &headers, &staff).await?;
        let body = StaffAccount { second_factor: Some(second_step::PATH.to_owned()), ..account(staff) };
        return Ok((StatusCode::ACCEPTED, begun, axum::Json(body)).into_response());
    }
    let cookies = open(&app, peer, &headers, &staff, true).await?;
    if must_enrol(&app, &staff, false).await? {
        // The session can do nothing but set one up.
        let body = StaffAccount { second_factor: Some(second_step::PATH.to_owned()), ..account(staff) };
        return Ok((StatusCode::ACCEPTED, cookies, axum::Json(body)).into_response());
    }
    Ok((cookies, axum::Json(account(staff))).into_response())
}

/// A session of a colleague, or the second step to one, of this browser.
pub(super) fn new_session(peer: Peer, headers: &HeaderMap, staff: &Staff, kind: SessionKind) -> (String, NewSession) {
    let token = secret::token();
    let new = NewSession {
        token_hash: secret::hash(&token),
        kind,
        owner: staff.id.clone(),
        address: seen_from::network(peer),
        browser: seen_from::browser(headers),
        by_provider: false,
    };
    (token, new)
}

/// Opens the session of a colleague who has shown all that is asked for, in place of the one that the browser had; the browser is known from
/// now on.
///
/// # Errors
/// `wrong-credentials` where they were disabled, have another password, or have a second factor that was not asked for, since they were
/// looked at.
pub(super) async fn open(
    app: &App,
    peer: Peer,
    headers: &HeaderMap,
    staff: &Staff,
    by_password_alone: bool,
) -> Answer<(CookieJar, CookieJar)> {
    let (token, new) = new_session(peer, headers, staff, SessionKind::Staff);
    if !app.store.open_staff_session(&new, &staff.password_hash, by_password_alone, app.clock.now()).await? {
        return Err(ProblemKind::WrongCredentials.into());
    }
    close_replaced(app, headers, cookie::STAFF).await?;
    let known = know_browser(app, headers, staff).await?;
    Ok((cookie::set(headers, cookie::STAFF, token, app.config.sessions.absolute), known))
}

/// Who is signed in; nobody is an answer too.
#[utoipa::path(get, path = "/staff/session", tag = "staff", responses((status = 200, body = StaffAccount), (status = 204)))]
pub async fn current(asker: Result<Colleague, Refused>) -> Answer<Response> {
    Ok(match or_nobody(asker)? {
        Some(Colleague(staff)) => axum::Json(account(staff)).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Signs out here.
#[utoipa::path(delete, path = "/staff/session", tag = "staff", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out(State(app): State<App>, own: OwnAccount, headers: HeaderMap) -> Answer<impl IntoResponse> {
    app.store.close_session(&own.session.token_hash).await?;
    let clear = cookie::clear(&headers, cookie::STAFF);
    Ok((StatusCode::NO_CONTENT, clear))
}

/// Signs out on every device.
#[utoipa::path(delete, path = "/staff/sessions", tag = "staff", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out_everywhere(
    State(app): State<App>,
    own: OwnAccount,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    app.store.close_sessions_of(SessionKind::Staff, &own.staff.id).await?;
    let clear = cookie::clear(&headers, cookie::STAFF);
    Ok((StatusCode::NO_CONTENT, clear))
}
