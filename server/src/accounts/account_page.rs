//! A colleague's own account (我的账号): password, second factor and sessions, on a page that the server writes, so that the desk carries none of
//! it. What it shows stands in `account_parts`; words: `beian_locale::staff_account`.

use crate::accounts::account_parts::{self, Part, Shown};
use crate::accounts::people::{OwnAccount, must_enrol};
use crate::accounts::second_factor;
use crate::accounts::sessions;
use crate::accounts::staff_password::{change, require};
use crate::accounts::stored::SessionKind;
use crate::app::App;
use crate::http::extract::Query;
use crate::http::plain_page::{self, lang_of};
use crate::http::problem::{Answer, Refused};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::staff_account::AccountPage;
use beian_locale::{Lang, Word, Words};
use beian_model::wire::PasswordChange;
use beian_model::{Problem, ProblemKind};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::html;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
pub const PAGE: &str = "/api/v1/staff/account";

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, send))
}

/// In which language, and what was done before.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct At {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
    /// What was done, to be said: `password`, `off` or `end`.
    done: Option<String>,
}

/// What a form of the page asks for.
#[derive(Default, Deserialize, ToSchema)]
pub struct Asked {
    /// `password`, `totp` (a new secret), `confirm`, `off`, or `end` (a session).
    #[serde(default)]
    action: String,
    /// The present password: for `password` and `off`.
    #[serde(default)]
    old: String,
    /// The new one.
    #[serde(default)]
    new: String,
    /// The new one again.
    #[serde(default)]
    again: String,
    /// A code of the secret that is shown, for `confirm`.
    #[serde(default)]
    code: String,
    /// Id of the session, for `end`.
    #[serde(default)]
    session: String,
}

/// The account of the colleague who asks; to who is signed out, where to sign in.
#[utoipa::path(get, path = "/staff/account", tag = "staff", params(At), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn show(
    State(app): State<App>,
    own: Result<OwnAccount, Refused>,
    Query(at): Query<At>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    match own {
        Ok(own) => {
            let done = at.done.as_deref().and_then(AccountPage::done);
            page(&app, &own, lang, Shown { done, ..Shown::default() }).await
        }
        Err(refused) if refused.kind() == ProblemKind::SignedOut => Ok(signed_out(lang)),
        Err(refused) => Err(refused),
    }
}

/// Does what a form of the page asks for, and leads back to it; what is wrong is said there, beside the field.
#[utoipa::path(post, path = "/staff/account", tag = "staff", params(At),
    request_body(content = Asked, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 415, body = Problem), (status = 429, body = Problem)))]
pub async fn send(
    State(app): State<App>,
    own: OwnAccount,
    Query(at): Query<At>,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let wrong = |part: Part, said: Word| Shown { wrong: Some((part, said.text(lang).to_owned())), ..Shown::default() };
    let shown = match asked.action.as_str() {
        "password" if asked.new != asked.again => wrong(Part::New, AccountPage::PasswordsDiffer),
        "password" => match change(&app, &own, PasswordChange { old: asked.old, new: asked.new }).await {
            Ok(()) => return Ok(back(lang, "password")),
            Err(refused) => refusal(refused, Part::Old, lang)?,
        },
        "totp" => {
            second_factor::begin(&app, &own.staff).await?;
            return Ok(back(lang, "totp"));
        }
        "confirm" => match second_factor::confirm(&app, &own.staff, &asked.code, own.staying()).await? {
            Some(codes) => Shown { codes, done: Some(AccountPage::StepIsOn), ..Shown::default() },
            None => wrong(Part::Code, AccountPage::StepWrong),
        },
        "off" => match require(&app, &own.staff, asked.old).await {
            Ok(()) => {
                app.store.end_totp(&own.staff.id).await?;
                return Ok(back(lang, "off"));
            }
            Err(refused) => refusal(refused, Part::Off, lang)?,
        },
        "end" => {
            app.store.close_session_named(SessionKind::Staff, &own.staff.id, &asked.session).await?;
            return Ok(back(lang, "end"));
        }
        _ => return Err(Refused::misread("action")),
    };
    page(&app, &own, lang, shown).await
}

/// What is wrong with a password, at its field; anything else is no matter of the page.
fn refusal(refused: Refused, old: Part, lang: Lang) -> Answer<Shown> {
    let part = match refused.kind() {
        ProblemKind::WrongCredentials | ProblemKind::TooMany => old,
        ProblemKind::Invalid => Part::New,
        _ => return Err(refused),
    };
    Ok(Shown { wrong: Some((part, refused.said(lang))), refused: Some(refused), ..Shown::default() })
}

fn back(lang: Lang, done: &str) -> Response {
    Redirect::to(&format!("{}&done={done}", plain_page::in_lang(PAGE, lang))).into_response()
}

fn signed_out(lang: Lang) -> Response {
    let said = html! {
        p { (AccountPage::SignedOut.text(lang)) }
        p { a href="/desk" { (AccountPage::SignIn.text(lang)) } }
    };
    plain_page::page_in(lang, AccountPage::Title.text(lang), &said)
}

async fn page(app: &App, own: &OwnAccount, lang: Lang, shown: Shown) -> Answer<Response> {
    let totp = app.store.totp(&own.staff.id).await?;
    let secret = match &totp {
        Some(row) if !row.confirmed => Some(second_factor::shown(app, &own.staff, row)?),
        _ => None,
    };
    let body = account_parts::body(&account_parts::Account {
        staff: &own.staff,
        must_enrol: must_enrol(app, &own.staff, own.session.by_provider).await?,
        has_totp: totp.is_some_and(|row| row.confirmed),
        codes_left: app.store.recovery_codes_left(&own.staff.id).await?,
        secret,
        sessions: sessions::of(app, SessionKind::Staff, &own.staff.id, &own.session.token_hash).await?,
        shown: &shown,
        lang,
    });
    let mut answer = plain_page::page_in(lang, AccountPage::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Some(refused) = shown.refused.filter(|refused| refused.kind() == ProblemKind::TooMany) {
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        refused.say_when(answer.headers_mut());
    }
    Ok(answer)
}
