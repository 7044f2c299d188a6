//! Signing in and out as applicant: a mobile number and a code.

use crate::accounts::codes;
use crate::accounts::cookie;
use crate::accounts::people::{Applicant, close_replaced, or_nobody};
use crate::accounts::provider_sign_in::Way;
use crate::accounts::seen_from;
use crate::accounts::stored::{NewSession, SessionKind};
use crate::app::App;
use crate::audit::doing;
use crate::http::extract::Json;
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused, language};
use crate::secret;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use beian_locale::problems::Because;
use beian_model::wire::{self, CodeAnswer, CodeRequest, CodeSent};
use beian_model::{Problem, ProblemKind};
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(send_code))
        .routes(routes!(sign_in, current, sign_out))
        .routes(routes!(sign_out_everywhere))
}

/// What the code is for.
const PURPOSE: &str = "sign-in";

/// The settings let people sign in so.
fn only_where_taken(app: &App) -> Answer<()> {
    let off = || Refused::new(ProblemKind::NotNow).because(Because::PhoneCodesOff);
    if app.config.takes_phone_codes() { Ok(()) } else { Err(off()) }
}

/// Sends a code to sign in with.
#[utoipa::path(post, path = "/session/code", tag = "session", request_body = CodeRequest, responses(
    (status = 202, body = CodeSent), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send_code(
    State(app): State<App>,
    peer: Peer,
    Json(request): Json<CodeRequest>,
) -> Answer<(StatusCode, axum::Json<CodeSent>)> {
    only_where_taken(&app)?;
    let mobile = codes::number(&request.mobile)?;
    let bound = codes::of_strangers(&app, &mobile).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(codes::send(&app, peer, PURPOSE, mobile, bound).await?)))
}

/// Signs in with the code; the first time opens the account.
#[utoipa::path(post, path = "/session", tag = "session", request_body = CodeAnswer, responses(
    (status = 200, body = wire::Account), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn sign_in(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Json(answer): Json<CodeAnswer>,
) -> Answer<impl IntoResponse> {
    only_where_taken(&app)?;
    let mobile = codes::number(&answer.mobile)?;
    if let Some(account) = app.store.account_by_mobile(&mobile).await? {
        doing::about("account", account.id);
    }
    codes::take(&app, peer, PURPOSE, &mobile, &answer.code).await?;
    let now = app.clock.now();
    let account = app.store.account_of(&mobile, now).await?;
    let token = secret::token();
    let new = NewSession {
        token_hash: secret::hash(&token),
        kind: SessionKind::Applicant,
        owner: account.id.clone(),
        address: seen_from::network(peer),
        browser: seen_from::browser(&headers),
        by_provider: false,
    };
    app.store.open_session(&new, now).await?;
    close_replaced(&app, &headers, cookie::APPLICANT).await?;
    let set = cookie::set(&headers, cookie::APPLICANT, token, app.config.sessions.absolute);
    let body = wire::Account { mobile: account.shown(), provider: Way::Applicant.called(&app, language(&headers)) };
    Ok((set, axum::Json(body)))
}

/// Who is signed in; nobody is an answer too: empty, or with what the link to the identity provider is called where there is one.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = wire::Account), (status = 204)))]
pub async fn current(
    State(app): State<App>,
    asker: Result<Applicant, Refused>,
    headers: HeaderMap,
) -> Answer<Response> {
    let mobile = or_nobody(asker)?.map(|Applicant(account)| account.shown()).unwrap_or_default();
    let account = wire::Account { mobile, provider: Way::Applicant.called(&app, language(&headers)) };
    let is_empty = account.mobile.is_empty() && account.provider.is_none();
    Ok(if is_empty { StatusCode::NO_CONTENT.into_response() } else { axum::Json(account).into_response() })
}

/// Signs out here.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out(State(app): State<App>, _: Applicant, headers: HeaderMap) -> Answer<impl IntoResponse> {
    if let Some(token) = cookie::value(&headers, cookie::APPLICANT) {
        app.store.close_session(&secret::hash(&token)).await?;
    }
    let clear = cookie::clear(&headers, cookie::APPLICANT);
    Ok((StatusCode::NO_CONTENT, clear))
}

/// Signs out on every device.
#[utoipa::path(delete, path = "/sessions", tag = "session", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out_everywhere(
    State(app): State<App>,
    Applicant(account): Applicant,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    app.store.close_sessions_of(SessionKind::Applicant, &account.id).await?;
    let clear = cookie::clear(&headers, cookie::APPLICANT);
    Ok((StatusCode::NO_CONTENT, clear))
}
