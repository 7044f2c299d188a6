//! The pages before the desk and before the applicants' sign-in page: who is not signed in chooses between the identity provider and our own
//! way. They are the server's, so that the programs in the browser have none of it.

use crate::accounts::people::{Applicant, OwnAccount};
use crate::accounts::provider_sign_in::{Way, link};
use crate::app::App;
use crate::http::plain_page;
use crate::http::problem::language;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_locale::provider_sign_in::ProviderSignIn;
use beian_locale::{Word, Words};
use http::header::{ACCEPT, CACHE_CONTROL};
use http::request::Parts;
use http::{HeaderValue, Method, Uri};
use maud::html;

/// Our own way: what stands behind the address of a page that shows it, what it is called, and the title of the page before.
const fn own(way: Way) -> (&'static str, Word, Word) {
    match way {
        Way::Applicant => ("code", ProviderSignIn::ByCode, ProviderSignIn::Title),
        Way::Staff => ("password", ProviderSignIn::ByPassword, ProviderSignIn::Desk),
    }
}

/// Whose sign-in a browser goes to.
fn way_of(request: &Request) -> Option<Way> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let accepts =
        request.headers().get(ACCEPT).is_none_or(|all| all.to_str().is_ok_and(|all| all.contains("text/html")));
    match path {
        _ if !(reads && accepts) => None,
        "/sign-in" => Some(Way::Applicant),
        path if path == "/desk" || path.starts_with("/desk/") => Some(Way::Staff),
        _ => None,
    }
}

/// Our own way is asked for, where there is one.
fn asks_for_own(app: &App, way: Way, uri: &Uri) -> bool {
    let (asked, ..) = own(way);
    has_own(app, way) && uri.query().is_some_and(|query| query.split('&').any(|one| one == asked))
}

fn has_own(app: &App, way: Way) -> bool {
    way == Way::Staff || app.config.takes_phone_codes()
}

async fn is_signed_in(app: &App, way: Way, parts: &mut Parts) -> bool {
    match way {
        Way::Applicant => Applicant::from_request_parts(parts, app).await.is_ok(),
        Way::Staff => OwnAccount::from_request_parts(parts, app).await.is_ok(),
    }
}

/// Stands before the pages: one that is not to be seen before somebody is signed in gives place to the choice.
pub async fn before_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(way) = way_of(&request) else { return next.run(request).await };
    if way.provider(&app).is_none() || asks_for_own(&app, way, request.uri()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    if is_signed_in(&app, way, &mut parts).await {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let lang = language(&parts.headers);
    let here = match way {
        Way::Applicant => way.home(),
        Way::Staff => parts.uri.path_and_query().map_or(way.home(), |path| path.as_str()),
    };
    let (asked, called, title) = own(way);
    let body = html! {
        @if let Some(link_called) = way.called(&app, lang) {
            p { a.way href=(link(way, here, lang)) { (link_called) } }
        }
        @if has_own(&app, way) {
            p { a.way href=(format!("{}?{asked}", parts.uri.path())) { (called.text(lang)) } }
        }
    };
    let mut answer = plain_page::page_in(lang, title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer.into_response()
}
