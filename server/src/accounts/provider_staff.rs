//! Colleagues sign in by an identity provider, which says each time what they are there for.

use crate::accounts::cookie;
use crate::accounts::people::close_replaced;
use crate::accounts::provider_claims::{self, Unsuitable};
use crate::accounts::provider_sign_in::{Asked, Brought, Way, begin, come_back, signed_in, why};
use crate::accounts::staff_session::new_session;
use crate::accounts::stored::SessionKind;
use crate::app::App;
use crate::http::extract::Query;
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
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

/// Leads to the identity provider of colleagues. Who does not come from a page of this server is asked first; where there is none, leads to the
/// desk.
#[utoipa::path(get, path = "/staff/session/provider", tag = "staff", params(Asked), responses(
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
    begin(&app, Way::Staff, peer, &headers, asked).await
}

/// Comes back from the identity provider: opens a session with the role that it says now, the first time for a new colleague, and leads to the
/// desk. A second factor of this server is not asked for.
#[utoipa::path(get, path = "/staff/session/provider/callback", tag = "staff", params(Brought), responses(
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
    let who = match come_back(&app, Way::Staff, &headers, brought).await? {
        Ok(who) => who,
        Err(page) => return Ok(page),
    };
    let Some(settings) = &app.config.staff.oidc else { return Ok(Redirect::to(&who.back).into_response()) };
    let refused = |word| Ok(why(Way::Staff, who.provider, who.lang, word, StatusCode::FORBIDDEN));
    let issuer = who.provider.issuer();
    let known = app.store.staff_by_identity(issuer, &who.subject).await?;
    let mut person = match provider_claims::colleague(settings, issuer, &who.subject, &who.claims) {
        Ok(person) => person,
        Err(unsuitable) => {
            if let (Unsuitable::NoRole, Some(known)) = (unsuitable, &known) {
                // Who has lost their role is signed in nowhere.
                app.store.close_sessions_of(SessionKind::Staff, &known.id).await?;
            }
            return refused(match unsuitable {
                Unsuitable::Missing => ProviderSignIn::Missing,
                Unsuitable::NoRole => ProviderSignIn::NoRole,
            });
        }
    };
    if known.is_none() {
        // A new colleague has a password that nobody knows.
        let made = tokio::task::spawn_blocking(|| secret::hash_password(&secret::token())).await;
        let made = made.map_err(Refused::internal)?;
        person.password_hash = made.map_err(|error| Refused::internal(error.to_string()))?;
    }
    let now = app.clock.now();
    let Some(staff) = app.store.staff_of_identity(&person, now).await? else {
        return refused(ProviderSignIn::EmailTaken);
    };
    let (token, mut new) = new_session(peer, &headers, &staff, SessionKind::Staff);
    new.by_provider = true;
    // What was asked for beside the password was the provider's to ask.
    if !app.store.open_staff_session(&new, &staff.password_hash, false, now).await? {
        return refused(ProviderSignIn::Disabled);
    }
    close_replaced(&app, &headers, cookie::STAFF).await?;
    let session = cookie::set(&headers, cookie::STAFF, token, app.config.sessions.absolute);
    Ok(signed_in(&headers, session, &who.back))
}
