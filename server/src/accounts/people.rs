//! Applicant and colleague: who a session cookie belongs to.

use crate::accounts::cookie;
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Wait;
use crate::notifier::places::Place;
use crate::secret;
use crate::storage::{Account, SessionKind, Staff};
use axum::extract::FromRequestParts;
use beian_model::ProblemKind;
use http::HeaderMap;
use http::request::Parts;

/// The signed-in applicant.
pub struct Applicant(pub Account);

/// The signed-in colleague.
pub struct Colleague(pub Staff);

/// A session is noted as used when the last note is older than this, so that reading does not write each time.
const TOUCH_AFTER: i64 = 60;

/// Ends the session that a browser had when it signs in again: nobody can sign out of one whose cookie is gone.
///
/// # Errors
/// When the database fails.
pub async fn close_replaced(app: &App, headers: &HeaderMap, name: &str) -> Result<(), Refused> {
    let Some(token) = cookie::value(headers, name) else { return Ok(()) };
    Ok(app.store.close_session(&secret::hash(&token)).await?)
}

async fn owner(app: &App, parts: &Parts, kind: SessionKind, name: &str) -> Result<String, Refused> {
    let signed_out = || Refused::new(ProblemKind::SignedOut);
    let token = cookie::value(&parts.headers, name).ok_or_else(signed_out)?;
    let hash = secret::hash(&token);
    let session = app.store.session(&hash, kind).await?.ok_or_else(signed_out)?;
    let now = app.clock.now();
    let limits = &app.config.sessions;
    if now.0 - session.seen_at.0 > limits.idle || now.0 - session.created_at.0 > limits.absolute {
        app.store.close_session(&hash).await?;
        return Err(signed_out());
    }
    if now.0 - session.seen_at.0 > TOUCH_AFTER {
        // What can be read is shown though nothing can be written, as on a full disk.
        if let Err(error) = app.store.touch_session(&hash, now).await {
            tracing::warn!(%error, "that a session was used cannot be noted");
        }
    }
    Ok(session.owner)
}

/// A place for an applicant's page that waits, among those of its session and account.
///
/// # Errors
/// `too-many`.
pub fn place_to_wait(app: &App, headers: &HeaderMap, account: &Account, wait: &Wait) -> Answer<Option<Place>> {
    let session = cookie::value(headers, cookie::APPLICANT).map(|token| secret::hash(&token));
    wait.place(app, &session.unwrap_or_default(), Some(&account.id))
}

/// Who asks, where nobody may ask too.
pub fn or_nobody<P>(asker: Result<P, Refused>) -> Answer<Option<P>> {
    match asker {
        Ok(asker) => Ok(Some(asker)),
        Err(refused) if refused.kind() == ProblemKind::SignedOut => Ok(None),
        Err(refused) => Err(refused),
    }
}

impl FromRequestParts<App> for Applicant {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let owner = owner(app, parts, SessionKind::Applicant, cookie::APPLICANT).await?;
        let account = app.store.account(&owner).await?;
        account.map(Applicant).ok_or_else(|| ProblemKind::SignedOut.into())
    }
}

impl FromRequestParts<App> for Colleague {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let owner = owner(app, parts, SessionKind::Staff, cookie::STAFF).await?;
        let staff = app.store.staff(&owner).await?;
        staff.map(Colleague).ok_or_else(|| ProblemKind::SignedOut.into())
    }
}
