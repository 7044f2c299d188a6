//! The page on which an account says in which language it is written to, and whether it is reminded of what it left unfinished. The server writes
//! it, so that it costs no applicant a byte; words: `beian_locale::message_settings`.

use crate::accounts::people::Applicant;
use crate::accounts::stored::Account;
use crate::app::App;
use crate::http::extract::Query;
use crate::http::plain_page::{self, In, in_lang};
use crate::http::problem::{Answer, Refused};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::message_settings::MessageSettings;
use beian_locale::{Lang, Words};
use beian_model::{Problem, ProblemKind};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
pub const PAGE: &str = "/api/v1/message-settings";

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, change))
}

/// How the account is to be written to.
#[derive(Deserialize, ToSchema)]
pub struct Settings {
    /// Language of the messages: `zh-CN` or `en`.
    #[serde(default)]
    language: String,
    /// `on` where it is to be reminded; left out where it is not, as forms do.
    #[serde(default)]
    reminders: String,
}

/// What was done before the page was asked for.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Done {
    /// `1` after a change.
    saved: Option<String>,
}

/// How the account is written to, and a form to change it; to who is signed out, where to sign in.
#[utoipa::path(get, path = "/message-settings", tag = "session", params(In, Done), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn show(
    applicant: Result<Applicant, Refused>,
    Query(asked): Query<In>,
    Query(done): Query<Done>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    match applicant {
        Ok(Applicant(account)) => Ok(page(&account, lang, done.saved.is_some())),
        // A message leads here, signed in or not.
        Err(refused) if refused.kind() == ProblemKind::SignedOut => {
            let said = html! {
                p { (MessageSettings::Intro.text(lang)) }
                p { a.way href="/" { (MessageSettings::SignIn.text(lang)) } }
            };
            Ok(plain_page::page_in(lang, MessageSettings::Title.text(lang), &said))
        }
        Err(refused) => Err(refused),
    }
}

/// Changes it, and leads back to the page.
#[utoipa::path(post, path = "/message-settings", tag = "session", params(In),
    request_body(content = Settings, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 303), (status = 401, body = Problem), (status = 415, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    applicant: Result<Applicant, Refused>,
    Query(asked): Query<In>,
    headers: HeaderMap,
    form: Result<Form<Settings>, FormRejection>,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let (account, settings) = match (applicant, form) {
        (Ok(Applicant(account)), Ok(Form(settings))) => (account, settings),
        (Err(refused), Ok(Form(settings))) if refused.kind() == ProblemKind::SignedOut => {
            return Ok(signed_out(lang, &settings));
        }
        (Err(refused), _) => return Err(refused),
        (_, Err(unreadable)) => return Ok(unreadable.into_response()),
    };
    // A language that there is not leaves the present one.
    let written_in = settings.language.parse().unwrap_or(account.lang);
    app.store.set_messages(&account.id, written_in, settings.reminders == "on").await?;
    Ok(Redirect::to(&format!("{}&saved=1", in_lang(PAGE, lang))).into_response())
}

fn page(account: &Account, lang: Lang, saved: bool) -> Response {
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let body = html! {
        p { a.alone href=(in_lang(PAGE, other)) hreflang=(other.as_str()) lang=(other.as_str()) { (MessageSettings::Language.text(lang)) } }
        @if saved { p role="status" { strong { (MessageSettings::Saved.text(lang)) } } }
        p { (MessageSettings::Intro.text(lang)) }
        form.fields method="post" action=(in_lang(PAGE, lang)) {
            label for="language" { (MessageSettings::SentIn.text(lang)) }
            select id="language" name="language" {
                @for one in Lang::ALL {
                    option value=(one.as_str()) lang=(one.as_str()) selected[*one == account.lang] { (own_name(*one)) }
                }
            }
            p {
                label { input type="checkbox" name="reminders" value="on" checked[account.reminders] aria-describedby="reminders-hint"; " " (MessageSettings::Reminders.text(lang)) }
            }
            p id="reminders-hint" { (MessageSettings::RemindersHint.text(lang)) }
            p { button { (MessageSettings::Save.text(lang)) } }
        }
    };
    private(plain_page::page_in(lang, MessageSettings::Title.text(lang), &body))
}

const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "中文",
        Lang::English => "English",
    }
}

/// To who is signed out meanwhile: where to sign in, and what was chosen, to be sent again.
fn signed_out(lang: Lang, settings: &Settings) -> Response {
    let said: Markup = html! {
        p.error role="alert" { (MessageSettings::SignedOut.text(lang)) }
        p { a href="/" target="_blank" rel="noopener" { (MessageSettings::SignInThere.text(lang)) } }
        form method="post" action=(in_lang(PAGE, lang)) {
            input type="hidden" name="language" value=(settings.language);
            input type="hidden" name="reminders" value=(settings.reminders);
            button { (MessageSettings::Save.text(lang)) }
        }
    };
    let mut answer = private(plain_page::page_in(lang, MessageSettings::Title.text(lang), &said));
    *answer.status_mut() = StatusCode::UNAUTHORIZED;
    answer
}

fn private(mut answer: Response) -> Response {
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}
