//! Applicants sign in by an identity provider.

use crate::accounts::cookie;
use crate::accounts::people::close_replaced;
use crate::accounts::provider_claims;
use crate::accounts::provider_sign_in::{Asked, Brought, Way, begin, come_back, signed_in, why};
use crate::accounts::seen_from;
use crate::accounts::stored::{NewSession, SessionKind};
use crate::app::App;
use crate::http::extract::Query;
use crate::http::peer::Peer;
use crate::http::problem::Answer;
use crate::secret;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::provider_sign_in::ProviderSignIn;
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(finish))
}

/// Leads to the identity provider. Who does not come from a page of this server is asked first; where there is none, leads to the sign-in page.
#[utoipa::path(get, path = "/session/provider", tag = "session", params(Asked), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303),
    (status = 401, content_type = "text/html; charset=utf-8", body = String),
    (status = 429, content_type = "text/html; charset=utf-8", body = String),
    (status = 503, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn start(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Answer<Response> {
    begin(&app, Way::Applicant, peer, &headers, asked).await
}

/// Comes back from the identity provider: opens a session, the first time an account too, and leads to the page that the sign-in was begun on.
#[utoipa::path(get, path = "/session/provider/callback", tag = "session", params(Brought), responses(
    (status = 303), (status = 400, content_type = "text/html; charset=utf-8", body = String),
    (status = 401, content_type = "text/html; charset=utf-8", body = String),
    (status = 403, content_type = "text/html; charset=utf-8", body = String),
    (status = 503, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn finish(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Query(brought): Query<Brought>,
) -> Answer<Response> {
    let who = match come_back(&app, Way::Applicant, &headers, brought).await? {
        Ok(who) => who,
        Err(page) => return Ok(page),
    };
    let Some(settings) = &app.config.oidc else { return Ok(Redirect::to(&who.back).into_response()) };
    let Ok(person) = provider_claims::applicant(settings, who.provider.issuer(), &who.subject, &who.claims) else {
        return Ok(why(Way::Applicant, who.provider, who.lang, ProviderSignIn::Missing, StatusCode::FORBIDDEN));
    };
    let now = app.clock.now();
    let account = app.store.account_of_identity(&person, now).await?;
    let token = secret::token();
    let new = NewSession {
        token_hash: secret::hash(&token),
        kind: SessionKind::Applicant,
        owner: account.id,
        address: seen_from::network(peer),
        browser: seen_from::browser(&headers),
        by_provider: true,
    };
    app.store.open_session(&new, now).await?;
    close_replaced(&app, &headers, cookie::APPLICANT).await?;
    let session = cookie::set(&headers, cookie::APPLICANT, token, app.config.sessions.absolute);
    Ok(signed_in(&headers, session, &who.back))
}
