//! The page on which an account makes authorisation codes (备案授权码) for others, sees what became of them, and withdraws them. The server
//! writes it, so that it costs no applicant a byte; words: `beian_locale::codes`.

use crate::accounts::people::Applicant;
use crate::accounts::stored::Account;
use crate::app::App;
use crate::config::Resource;
use crate::directory::stored::AuthorisationCode;
use crate::directory::{authorisation_codes, resources};
use crate::http::extract::Query;
use crate::http::limits::{self, HOUR};
use crate::http::plain_page::{self, In, in_lang};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::StoreError;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::codes::Codes;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::wire::{CloudResource, Refusal};
use beian_model::{Path, Problem, ProblemKind, ResourceKind, Timestamp};
use beian_rules::checks::phones::MOBILE_SHAPE;
use beian_rules::{mask_mobile, normalised_mobile, words};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
const PAGE: &str = "/api/v1/authorisation-codes";
/// Codes that an account makes in an hour, and as many that it withdraws.
const MOST: u32 = 60;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, make)).routes(routes!(withdraw))
}

/// A code to make.
#[derive(Default, Deserialize, ToSchema)]
pub struct Making {
    /// Id of the cloud server.
    #[serde(default)]
    server: String,
    /// Mobile number of the account that the code is for.
    #[serde(default)]
    mobile: String,
    /// Key of the form, made with the page: sent twice, a form makes one code.
    #[serde(default)]
    form: String,
}

/// A code to withdraw.
#[derive(Deserialize, ToSchema)]
pub struct Withdrawing {
    /// The code.
    #[serde(default)]
    code: String,
}

/// What is wrong with what was entered, at its field, or with the asking as a whole.
#[derive(Default)]
struct Wrong {
    refused: Option<Refused>,
    server: Option<String>,
    mobile: Option<String>,
    withdrawal: Option<Word>,
}

/// The codes that the account made, and a form for another; to who is signed out, what it is and where to sign in.
#[utoipa::path(get, path = "/authorisation-codes", tag = "directory", params(In), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn show(
    State(app): State<App>,
    applicant: Result<Applicant, Refused>,
    Query(asked): Query<In>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    match applicant {
        Ok(Applicant(account)) => page(&app, &account, lang, &Making::default(), &Wrong::default()).await,
        // Whoever reads about codes on the help page is led here, signed in or not.
        Err(refused) if refused.kind() == ProblemKind::SignedOut => {
            let said = html! {
                p { (Codes::Intro.text(lang)) }
                p { a href="/" { (Codes::SignIn.text(lang)) } }
            };
            Ok(plain_page::page_in(lang, Codes::Title.text(lang), &said))
        }
        Err(refused) => Err(refused),
    }
}

/// Makes a code for another account, and leads back to the page; what is wrong is said on the page, beside what was entered.
#[utoipa::path(post, path = "/authorisation-codes", tag = "directory", params(In),
    request_body(content = Making, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 415, body = Problem), (status = 429, body = Problem)))]
pub async fn make(
    State(app): State<App>,
    applicant: Result<Applicant, Refused>,
    Query(asked): Query<In>,
    headers: HeaderMap,
    form: Result<Form<Making>, FormRejection>,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let (account, making) = match (applicant, form) {
        (Ok(Applicant(account)), Ok(Form(making))) => (account, making),
        (Err(refused), Ok(Form(making))) if refused.kind() == ProblemKind::SignedOut => {
            let kept = [("server", making.server.as_str()), ("mobile", &making.mobile), ("form", &making.form)];
            return Ok(signed_out(lang, PAGE, Codes::Make, &kept));
        }
        (Err(refused), _) => return Err(refused),
        (_, Err(unreadable)) => return Ok(unreadable.into_response()),
    };
    let all = resources::of_account(&app, &account.mobile, None).await?;
    let mobile = normalised_mobile(&making.mobile);
    let new = |mobile: &str| AuthorisationCode {
        code: secret::id(),
        owner: account.id.clone(),
        resource: making.server.clone(),
        mobile: mobile.to_owned(),
        made_at: app.clock.now(),
        form: is_key(&making.form).then(|| making.form.clone()),
        withdrawn_at: None,
        used: None,
    };
    // Before anything else: the code that the first sending made may have taken the last place.
    if let Some(new) = mobile.as_deref().map(new)
        && app.store.authorisation_codes_of(&account.id).await?.iter().any(|one| one.is_of_same_form(&new))
    {
        return Ok(back(lang));
    }
    let server = all.iter().find(|one| makes_codes(one) && one.id == making.server);
    let mut wrong = Wrong {
        server: server.is_none().then(|| Codes::ServerWrong.text(lang).to_owned()),
        mobile: match &mobile {
            None => Some(words::message(&MOBILE_SHAPE.at(Path::Filing), lang)),
            Some(mobile) => (*mobile == account.mobile).then(|| Codes::OwnMobile.text(lang).to_owned()),
        },
        ..Wrong::default()
    };
    if let (Some(server), Some(mobile), None) = (server, mobile, &wrong.mobile) {
        match limits::count(&app, &format!("authorisation codes of {}", account.id), MOST, HOUR).await {
            Ok(()) => {
                let standing = app.store.codes_standing([server.id.as_str()]).await?;
                let standing = standing.first().map_or(0, |(_, count)| *count);
                let most = standing.saturating_add(server.sites_left);
                match app.store.add_authorisation_code(&new(&mobile), most).await {
                    Ok(()) => return Ok(back(lang)),
                    // Another request took the last place.
                    Err(StoreError::Stale) => wrong.server = Some(Codes::ServerWrong.text(lang).to_owned()),
                    Err(error) => return Err(error.into()),
                }
            }
            Err(refused) => wrong.refused = Some(too_many_alone(refused)?),
        }
    }
    page(&app, &account, lang, &making, &wrong).await
}

/// Withdraws an unused code, and leads back to the page.
#[utoipa::path(post, path = "/authorisation-codes/withdraw", tag = "directory", params(In),
    request_body(content = Withdrawing, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 415, body = Problem), (status = 429, body = Problem)))]
pub async fn withdraw(
    State(app): State<App>,
    applicant: Result<Applicant, Refused>,
    Query(asked): Query<In>,
    headers: HeaderMap,
    form: Result<Form<Withdrawing>, FormRejection>,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let (account, code) = match (applicant, form) {
        (Ok(Applicant(account)), Ok(Form(form))) => (account, form.code),
        (Err(refused), Ok(Form(form))) if refused.kind() == ProblemKind::SignedOut => {
            return Ok(signed_out(lang, &format!("{PAGE}/withdraw"), Codes::Withdraw, &[("code", &form.code)]));
        }
        (Err(refused), _) => return Err(refused),
        (_, Err(unreadable)) => return Ok(unreadable.into_response()),
    };
    let mut wrong = Wrong::default();
    match limits::count(&app, &format!("codes withdrawn by {}", account.id), MOST, HOUR).await {
        Ok(()) => match app.store.withdraw_authorisation_code(&account.id, &code, app.clock.now()).await {
            Ok(()) => return Ok(back(lang)),
            Err(StoreError::Stale) => wrong.withdrawal = Some(Codes::NotWithdrawn),
            Err(error) => return Err(error.into()),
        },
        Err(refused) => wrong.refused = Some(too_many_alone(refused)?),
    }
    page(&app, &account, lang, &Making::default(), &wrong).await
}

/// To who is signed out meanwhile: where to sign in, and what was sent, to be sent again.
fn signed_out(lang: Lang, to: &str, button: Word, kept: &[(&str, &str)]) -> Response {
    let said = html! {
        p.error role="alert" { (Codes::SignedOut.text(lang)) }
        p { a href="/" target="_blank" rel="noopener" { (Codes::SignInThere.text(lang)) } }
        form method="post" action=(in_lang(to, lang)) {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            button { (button.text(lang)) }
        }
    };
    let mut answer = plain_page::page_in(lang, Codes::Title.text(lang), &said);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    *answer.status_mut() = StatusCode::UNAUTHORIZED;
    answer
}

/// The page says that it was too often; anything else is no matter of the page.
fn too_many_alone(refused: Refused) -> Answer<Refused> {
    if refused.kind() == ProblemKind::TooMany { Ok(refused) } else { Err(refused) }
}

/// A key as the page makes them.
fn is_key(form: &str) -> bool {
    form.len() == secret::id().len() && form.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn back(lang: Lang) -> Response {
    Redirect::to(&in_lang(PAGE, lang)).into_response()
}

/// Only a cloud server makes codes, while it can carry one more site.
fn makes_codes(one: &CloudResource) -> bool {
    one.kind == ResourceKind::Cvm && one.refused.is_none()
}

async fn page(app: &App, account: &Account, lang: Lang, making: &Making, wrong: &Wrong) -> Answer<Response> {
    let all = resources::of_account(app, &account.mobile, None).await?;
    let eligible = resources::eligible(app, &account.mobile).await?;
    let codes = app.store.authorisation_codes_of(&account.id).await?;
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let body = html! {
        @if let Some(refused) = &wrong.refused { p.error role="alert" { (refused.said(lang)) " " (app.config.contact) } }
        p { a.alone href=(in_lang(PAGE, other)) hreflang=(other.as_str()) lang=(other.as_str()) { (Codes::Language.text(lang)) } }
        @for word in [Codes::Intro, Codes::One, Codes::Ends, Codes::Given] { p { (word.text(lang)) } }
        h2.section { (Codes::Make.text(lang)) }
        @if all.iter().any(makes_codes) || wrong.server.is_some() { (form(&all, lang, making, wrong)) } @else { p { (Codes::NoServer.text(lang)) } }
        h2.section { (Codes::Mine.text(lang)) }
        @if let Some(word) = wrong.withdrawal { p.error role="alert" { (word.text(lang)) } }
        @for code in &codes { (article(code, &eligible, lang)) }
        @if codes.is_empty() { p { (Codes::None.text(lang)) } }
        h2.section { (Codes::Resources.text(lang)) }
        @if all.is_empty() { p { (Codes::NoResources.text(lang)) } } @else {
            ul { @for one in &all { li data-resource=(one.id) { (one.kind.text(lang)) " · " (one.name) " · " (state_of(one, lang)) } } }
        }
        h2.section { (Codes::Conditions.text(lang)) }
        (conditions(lang))
    };
    let mut answer = plain_page::page_in(lang, Codes::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Some(refused) = &wrong.refused {
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        refused.say_when(answer.headers_mut());
    }
    Ok(answer)
}

/// How many sites it still carries, or why none.
fn state_of(one: &CloudResource, lang: Lang) -> String {
    match one.refused {
        Some(reason) => reason.text(lang).to_owned(),
        None => filled(Codes::SitesLeft, lang, "left", &one.sites_left.to_string()),
    }
}

fn form(all: &[CloudResource], lang: Lang, making: &Making, wrong: &Wrong) -> Markup {
    let invalid = |wrong: &Option<String>| wrong.as_ref().map(|_| "true");
    html! {
        form.fields method="post" action=(in_lang(PAGE, lang)) novalidate {
            // What was not made is sent again under its own key.
            input type="hidden" name="form" value=(if is_key(&making.form) { making.form.clone() } else { secret::id() });
            label for="server" { (Codes::Server.text(lang)) }
            @if let Some(words) = &wrong.server { p.error id="server-error" { (words) } }
            select id="server" name="server" required aria-invalid=[invalid(&wrong.server)] aria-describedby=[wrong.server.as_ref().map(|_| "server-error")] {
                option value="" { (Codes::Choose.text(lang)) }
                @for one in all.iter().filter(|one| one.kind == ResourceKind::Cvm) {
                    option value=(one.id) disabled[!makes_codes(one)] selected[makes_codes(one) && one.id == making.server] {
                        (one.name) " · " (one.address) " · " (state_of(one, lang))
                    }
                }
            }
            label for="mobile" { (Codes::Mobile.text(lang)) }
            p id="mobile-hint" { (Codes::MobileHint.text(lang)) }
            @if let Some(words) = &wrong.mobile { p.error id="mobile-error" { (words) } }
            input id="mobile" name="mobile" type="tel" inputmode="tel" autocomplete="off" required value=(making.mobile)
                aria-invalid=[invalid(&wrong.mobile)] aria-describedby=(if wrong.mobile.is_some() { "mobile-error mobile-hint" } else { "mobile-hint" });
            p { button { (Codes::Make.text(lang)) } }
        }
    }
}

fn article(code: &AuthorisationCode, eligible: &[(Resource, Option<Refusal>)], lang: Lang) -> Markup {
    let server = eligible.iter().find(|(one, _)| one.kind == ResourceKind::Cvm && one.id == code.resource);
    let server = server.map_or(code.resource.as_str(), |(one, _)| one.name.as_str());
    let (name, state) = match (&code.used, code.withdrawn_at) {
        (Some(used), _) => {
            let since = day(used.since);
            let words =
                fill(Codes::Used.text(lang), |place| Some(if place == "number" { &used.number } else { &since }));
            ("used", words)
        }
        (None, Some(at)) => ("withdrawn", filled(Codes::Withdrawn, lang, "day", &day(at))),
        (None, None) if !authorisation_codes::qualifies(eligible, &code.resource) => {
            ("expired", Codes::Expired.text(lang).to_owned())
        }
        (None, None) => ("unused", Codes::Unused.text(lang).to_owned()),
    };
    html! {
        article.codes data-state=(name) {
            p { code { (code.code) } }
            p { strong { (state) } }
            p {
                (filled(Codes::For, lang, "mobile", &mask_mobile(&code.mobile))) " · "
                (filled(Codes::On, lang, "server", server)) " · "
                (filled(Codes::Made, lang, "day", &day(code.made_at)))
            }
            @if name == "unused" || name == "expired" {
                form method="post" action=(in_lang(&format!("{PAGE}/withdraw"), lang)) {
                    input type="hidden" name="code" value=(code.code);
                    button aria-label=(filled(Codes::WithdrawOne, lang, "code", &code.code)) { (Codes::Withdraw.text(lang)) }
                }
            }
        }
    }
}

/// All six kinds, what each must be and how many sites it carries.
fn conditions(lang: Lang) -> Markup {
    html! {
        table {
            thead {
                tr { @for word in [Codes::Kind, Codes::Condition, Codes::Sites] { th scope="col" { (word.text(lang)) } } }
            }
            tbody {
                @for kind in ResourceKind::ALL {
                    tr {
                        th scope="row" { @if *kind == ResourceKind::AuthorisationCode { (Codes::Title.text(lang)) } @else { (kind.text(lang)) } }
                        td { (Codes::condition(*kind).text(lang)) }
                        td { (Resource::new(*kind, "", "", "").slots()) }
                    }
                }
            }
        }
    }
}

fn day(at: Timestamp) -> String {
    at.date_in_china().to_string()
}

/// A word with its one place filled.
fn filled(word: Word, lang: Lang, place: &str, value: &str) -> String {
    fill(word.text(lang), |name| (name == place).then_some(value))
}
