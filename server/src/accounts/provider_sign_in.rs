//! Sign-in by an identity provider, as far as it is the same for applicants and colleagues: how it begins, how somebody comes back from the
//! provider, and what is said where it leads to no session.

use crate::accounts::cookie;
use crate::accounts::return_path;
use crate::accounts::stored::{BegunSignIn, SessionKind};
use crate::app::App;
use crate::audit::doing;
use crate::http::limits::{self, Limit};
use crate::http::peer::Peer;
use crate::http::plain_page::{self, lang_of};
use crate::http::problem::Answer;
use crate::oidc::claims::Claims;
use crate::oidc::flow::Flow;
use crate::oidc::provider::{Failure, Provider};
use crate::secret;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use beian_locale::problems::Because;
use beian_locale::provider_sign_in::{ProviderSignIn, said};
use beian_locale::{Lang, Word, Words};
use beian_model::ProblemKind;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::html;
use serde::Deserialize;
use utoipa::IntoParams;

/// Seconds for which somebody may be at the provider.
const HOLDS: i64 = 600;
/// Sign-ins that are begun from one address, an office's perhaps, …
const FROM_ADDRESS: u32 = 300;
/// … in so many seconds.
const WITHIN: i64 = 600;
/// Characters of what a browser keeps.
const TOKEN: usize = 43;

/// Whose sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An applicant's.
    Applicant,
    /// A colleague's.
    Staff,
}

/// What may stand behind the address that begins it.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The path of the page to go back to; one that is no page of ours is passed over.
    to: Option<String>,
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
}

/// What a provider hands back (OpenID Connect Core 1.0, 3.1.2.5 and 3.1.2.6; RFC 9207).
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Brought {
    /// What it was given.
    state: Option<String>,
    /// The code that tells who it is, to the server alone.
    code: Option<String>,
    /// Why there is none.
    error: Option<String>,
    /// The provider that answers.
    iss: Option<String>,
}

/// Who came back.
pub(super) struct Identified<'a> {
    pub(super) provider: &'a Provider,
    /// How the provider names them.
    pub(super) subject: String,
    pub(super) claims: Claims,
    /// The path to go back to.
    pub(super) back: String,
    pub(super) lang: Lang,
}

impl Way {
    /// Its provider, where the settings name one.
    pub fn provider(self, app: &App) -> Option<&Provider> {
        match self {
            Way::Applicant => app.providers.applicants.as_ref(),
            Way::Staff => app.providers.staff.as_ref(),
        }
    }

    /// What its link is called, where there is one.
    pub fn called(self, app: &App, lang: Lang) -> Option<String> {
        self.provider(app).map(|provider| said(ProviderSignIn::With, provider.name(lang), lang))
    }

    const fn kind(self) -> SessionKind {
        match self {
            Way::Applicant => SessionKind::Applicant,
            Way::Staff => SessionKind::Staff,
        }
    }

    /// The address that begins it.
    pub const fn begins_at(self) -> &'static str {
        match self {
            Way::Applicant => "/api/v1/session/provider",
            Way::Staff => "/api/v1/staff/session/provider",
        }
    }

    /// The first page of this side.
    pub const fn home(self) -> &'static str {
        match self {
            Way::Applicant => "/",
            Way::Staff => "/desk",
        }
    }

    /// Where people sign in, and what a link to it is called.
    const fn sign_in(self) -> (&'static str, Word) {
        match self {
            Way::Applicant => ("/sign-in", ProviderSignIn::Back),
            Way::Staff => ("/desk", ProviderSignIn::BackToDesk),
        }
    }
}

/// A page of ours led here: another site's page opens no session without its reader's doing (`Sec-Fetch-Site`; an old browser says nothing).
fn is_own_link(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site.as_bytes() == b"same-origin")
}

/// The address that begins it, on the way back to a page.
pub fn link(way: Way, to: &str, lang: Lang) -> String {
    let escaped = to.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    let escaped: String = escaped.collect();
    format!("{}?lang={}&to={escaped}", way.begins_at(), lang.as_str())
}

/// Sends somebody to the provider.
pub(super) async fn begin(app: &App, way: Way, peer: Peer, headers: &HeaderMap, asked: Asked) -> Answer<Response> {
    let (page, _) = way.sign_in();
    let Some(provider) = way.provider(app) else { return Ok(Redirect::to(page).into_response()) };
    let lang = lang_of(asked.lang.as_deref(), headers);
    let back = return_path::of(asked.to.as_deref(), way);
    if !is_own_link(headers) {
        let name = said(ProviderSignIn::With, provider.name(lang), lang);
        let body = html! {
            p { (ProviderSignIn::Asked.text(lang)) }
            p { a.way href=(link(way, &back, lang)) { (name) } }
        };
        return Ok(kept_by_nobody(plain_page::page_in(lang, ProviderSignIn::Title.text(lang), &body)));
    }
    let limit = Limit { most: FROM_ADDRESS, within: WITHIN, because: Some(Because::TriesFromAddress) };
    match limits::count_to(app, &format!("sign-ins begun from {}", peer.client()), limit).await {
        Err(refused) if refused.kind() == ProblemKind::TooMany => {
            let mut answer = page_of(way, lang, &refused.said(lang), StatusCode::TOO_MANY_REQUESTS);
            refused.say_when(answer.headers_mut());
            return Ok(answer);
        }
        counted => counted?,
    }
    // A browser may begin in several windows.
    let known = cookie::found(headers, cookie::PROVIDER).filter(|kept| !kept.is_of_before && kept.value.len() == TOKEN);
    let browser = known.map_or_else(secret::token, |kept| kept.value);
    let (flow, now) = (Flow::begin(&browser), app.clock.now());
    let address = match provider.address(&flow, lang, now).await {
        Ok(address) => address,
        Err(failure) => return Ok(failed(way, provider, lang, failure)),
    };
    let begun = BegunSignIn {
        state_hash: secret::hash(&flow.state),
        browser_hash: secret::hash(&browser),
        kind: way.kind(),
        back,
        lang: lang.as_str().to_owned(),
        expires_at: now.plus(HOLDS),
    };
    app.store.begin_sign_in(&begun, now).await?;
    Ok((cookie::set(headers, cookie::PROVIDER, browser, HOLDS), Redirect::to(&address)).into_response())
}

/// Who came back from the provider, in the browser that began; or the page that says why nobody did.
pub(super) async fn come_back<'a>(
    app: &'a App,
    way: Way,
    headers: &HeaderMap,
    brought: Brought,
) -> Answer<Result<Identified<'a>, Response>> {
    let (page, _) = way.sign_in();
    let Some(provider) = way.provider(app) else { return Ok(Err(Redirect::to(page).into_response())) };
    let lang = lang_of(None, headers);
    let over = || Ok(Err(why(way, provider, lang, ProviderSignIn::Over, StatusCode::BAD_REQUEST)));
    let (Some(state), Some(browser)) = (&brought.state, cookie::value(headers, cookie::PROVIDER)) else {
        return over();
    };
    let (hashes, now) = ((secret::hash(state), secret::hash(&browser)), app.clock.now());
    let taken = app.store.take_sign_in(&hashes.0, &hashes.1, way.kind(), now).await?;
    let Some((back, lang)) = taken else { return over() };
    let lang = lang_of(Some(&lang), headers);
    if brought.iss.is_some_and(|iss| iss != provider.issuer()) {
        return Ok(Err(failed(way, provider, lang, Failure::Refused("another provider answers".to_owned()))));
    }
    let code = match (brought.code, brought.error.as_deref()) {
        (Some(code), None) => code,
        (_, Some("access_denied")) => {
            return Ok(Err(why(way, provider, lang, ProviderSignIn::Cancelled, StatusCode::UNAUTHORIZED)));
        }
        (_, Some("server_error" | "temporarily_unavailable")) => {
            return Ok(Err(failed(way, provider, lang, Failure::Down("it says so itself".to_owned()))));
        }
        _ => return Ok(Err(failed(way, provider, lang, Failure::Refused("it brings no code".to_owned())))),
    };
    Ok(match provider.identify(&code, &Flow::of(&browser, state), now).await {
        Ok((subject, claims)) => Ok(Identified { provider, subject, claims, back, lang }),
        Err(failure) => Err(failed(way, provider, lang, failure)),
    })
}

/// Leads back to the page, with the cookie of a session.
pub(super) fn signed_in(headers: &HeaderMap, session: CookieJar, back: &str) -> Response {
    (session, cookie::clear(headers, cookie::PROVIDER), Redirect::to(back)).into_response()
}

/// The page that says why a provider identified nobody; more of it stands in the log.
fn failed(way: Way, provider: &Provider, lang: Lang, failure: Failure) -> Response {
    tracing::warn!(issuer = provider.issuer(), %failure, "a sign-in by the identity provider failed");
    let (word, status) = match failure {
        Failure::Down(_) => (ProviderSignIn::Down, StatusCode::SERVICE_UNAVAILABLE),
        Failure::Refused(_) => (ProviderSignIn::Refused, StatusCode::UNAUTHORIZED),
        Failure::TooWeak => (ProviderSignIn::TooWeak, StatusCode::FORBIDDEN),
    };
    why(way, provider, lang, word, status)
}

/// The page that says why nobody is signed in.
pub(super) fn why(way: Way, provider: &Provider, lang: Lang, word: Word, status: StatusCode) -> Response {
    // The answer is a page like any other.
    let is_refused = status.is_client_error() && word != ProviderSignIn::Cancelled;
    if is_refused {
        doing::note_refused(ProblemKind::WrongCredentials);
    }
    page_of(way, lang, &said(word, provider.name(lang), lang), status)
}

fn page_of(way: Way, lang: Lang, sentence: &str, status: StatusCode) -> Response {
    let (page, called) = way.sign_in();
    let body = html! {
        p role="alert" { (sentence) }
        p { a.way href=(link(way, way.home(), lang)) { (ProviderSignIn::Again.text(lang)) } }
        p { a.way href=(page) { (called.text(lang)) } }
    };
    let mut answer = plain_page::page_in(lang, ProviderSignIn::Failed.text(lang), &body);
    *answer.status_mut() = status;
    kept_by_nobody(answer)
}

fn kept_by_nobody(mut answer: Response) -> Response {
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_the_page_to_go_back_to_as_one_parameter() {
        let link = link(Way::Applicant, "/filings/a?field=b&then=c", Lang::English);
        assert_eq!(link, "/api/v1/session/provider?lang=en&to=/filings/a%3Ffield%3Db%26then%3Dc");
    }

    #[test]
    fn only_a_page_of_ours_begins_a_sign_in_by_itself() {
        for (site, is) in [
            (None, true),
            (Some("same-origin"), true),
            (Some("same-site"), false),
            (Some("cross-site"), false),
            (Some("none"), false),
        ] {
            let mut headers = HeaderMap::new();
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            assert_eq!(is_own_link(&headers), is, "{site:?}");
        }
    }
}
