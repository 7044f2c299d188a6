//! The second step of a colleague's sign-in: after the password a code of their second factor, by the contract or on a page of the server's.

use crate::accounts::account_page;
use crate::accounts::cookie;
use crate::accounts::people::OwnAccount;
use crate::accounts::second_factor;
use crate::accounts::staff_session::{account, new_session, open};
use crate::accounts::staff_tries::Tries;
use crate::accounts::stored::{SessionKind, Staff};
use crate::app::App;
use crate::audit::doing;
use crate::http::extract::{Json, Query};
use crate::http::peer::Peer;
use crate::http::plain_page::{self, In};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use beian_locale::problems::Because;
use beian_locale::staff_account::AccountPage;
use beian_locale::{Lang, Words};
use beian_model::wire::{SecondFactor, StaffAccount};
use beian_model::{Problem, ProblemKind};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::html;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where its page is.
const PAGE: &str = "/api/v1/staff/second-factor";
/// The same, as the contract has it.
pub const PATH: &str = "/staff/second-factor";
/// Where the desk is.
const DESK: &str = "/desk";
/// Seconds for which a right password is remembered.
const HOLDS: i64 = 300;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(finish)).routes(routes!(show, send))
}

/// A code, typed into the page.
#[derive(Default, Deserialize, ToSchema)]
pub struct Typed {
    /// Six digits of the app, or a recovery code.
    #[serde(default)]
    code: String,
}

/// Begins it for a colleague whose password is right; what the browser keeps for it.
///
/// # Errors
/// `wrong-credentials` where they were disabled, or have another password, since they were looked at.
pub(super) async fn begin(app: &App, peer: Peer, headers: &HeaderMap, staff: &Staff) -> Answer<CookieJar> {
    let (token, new) = new_session(peer, headers, staff, SessionKind::SecondStep);
    if !app.store.open_staff_session(&new, &staff.password_hash, false, app.clock.now()).await? {
        return Err(ProblemKind::WrongCredentials.into());
    }
    Ok(cookie::set(headers, cookie::SECOND_STEP, token, HOLDS))
}

/// Whose second step this browser is in, and the hash of what it keeps for it.
///
/// # Errors
/// `signed-out` where it is in none, or was too long.
async fn pending(app: &App, headers: &HeaderMap) -> Answer<(Staff, String)> {
    let over = || Refused::new(ProblemKind::SignedOut).because(Because::SecondStepOver);
    let token = cookie::value(headers, cookie::SECOND_STEP).ok_or_else(over)?;
    let hash = secret::hash(&token);
    let begun = app.store.session(&hash, SessionKind::SecondStep).await?.ok_or_else(over)?;
    if app.clock.now() > begun.created_at.plus(HOLDS) {
        return Err(over());
    }
    let staff = app.store.staff(&begun.owner).await?.filter(|staff| staff.disabled_at.is_none());
    Ok((staff.ok_or_else(over)?, hash))
}

/// Takes a code, and opens the session.
async fn take(app: &App, peer: Peer, headers: &HeaderMap, typed: &str) -> Answer<(Staff, [CookieJar; 3])> {
    let (staff, begun) = pending(app, headers).await?;
    doing::about("colleague", staff.id.as_str());
    Tries::of(app, peer, headers, &staff.email, Some(&staff)).await?.count_code(app).await?;
    if !second_factor::take(app, &staff, typed).await? {
        return Err(Refused::new(ProblemKind::WrongCode).because(Because::SecondFactorWrong));
    }
    // Once: a password that is remembered opens one session.
    if !app.store.close_session(&begun).await? {
        return Err(Refused::new(ProblemKind::SignedOut).because(Because::SecondStepOver));
    }
    let (session, known) = open(app, peer, headers, &staff, false).await?;
    Ok((staff, [session, known, cookie::clear(headers, cookie::SECOND_STEP)]))
}

/// The second step: a code of the authenticator app, or a recovery code. Each is taken once.
#[utoipa::path(post, path = "/staff/session/code", tag = "staff", request_body = SecondFactor, responses(
    (status = 200, body = StaffAccount), (status = 401, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem)))]
pub async fn finish(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Json(typed): Json<SecondFactor>,
) -> Answer<impl IntoResponse> {
    let (staff, [session, known, clear]) = take(&app, peer, &headers, &typed.code).await?;
    Ok((session, known, clear, axum::Json(account(staff))))
}

/// The page for it: asks for the code; leads to the account who has yet to set a second factor up, and to the desk who is in no such step.
#[utoipa::path(get, path = "/staff/second-factor", tag = "staff", params(In), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303)))]
pub async fn show(
    State(app): State<App>,
    own: Result<OwnAccount, Refused>,
    Query(asked): Query<In>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    match pending(&app, &headers).await {
        Ok(_) => Ok(page(lang, None)),
        Err(refused) if refused.kind() != ProblemKind::SignedOut => Err(refused),
        Err(_) if own.is_ok() => Ok(Redirect::to(&plain_page::in_lang(account_page::PAGE, lang)).into_response()),
        Err(_) => Ok(Redirect::to(DESK).into_response()),
    }
}

/// Takes the code of the page, and leads to the desk; what is wrong is said on the page.
#[utoipa::path(post, path = "/staff/second-factor", tag = "staff", params(In),
    request_body(content = Typed, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send(
    State(app): State<App>,
    peer: Peer,
    Query(asked): Query<In>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Answer<Response> {
    match take(&app, peer, &headers, &typed.code).await {
        Ok((_, [session, known, clear])) => Ok((session, known, clear, Redirect::to(DESK)).into_response()),
        Err(refused) if matches!(refused.kind(), ProblemKind::WrongCode | ProblemKind::TooMany) => {
            doing::note_refused(refused.kind());
            Ok(page(asked.lang(&headers), Some(&refused)))
        }
        Err(refused) => Err(refused),
    }
}

fn page(lang: Lang, refused: Option<&Refused>) -> Response {
    let said = |word: beian_locale::Word| word.text(lang);
    let body = html! {
        p { (said(AccountPage::StepIntro)) }
        form.fields method="post" action=(plain_page::in_lang(PAGE, lang)) novalidate {
            label for="code" { (said(AccountPage::Code)) }
            p id="code-hint" { (said(AccountPage::StepHint)) }
            @if let Some(refused) = refused { p.error id="code-error" role="alert" { (refused.said(lang)) } }
            input id="code" name="code" autocomplete="one-time-code" required autofocus
                aria-invalid=[refused.map(|_| "true")]
                aria-describedby=(if refused.is_some() { "code-error code-hint" } else { "code-hint" });
            p { button { (said(AccountPage::StepSend)) } }
        }
        p { a.alone href=(DESK) { (said(AccountPage::StepBack)) } }
    };
    let mut answer = plain_page::page_in(lang, said(AccountPage::StepTitle), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Some(refused) = refused {
        refused.say_when(answer.headers_mut());
        if refused.kind() == ProblemKind::TooMany {
            *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        }
    }
    answer
}
