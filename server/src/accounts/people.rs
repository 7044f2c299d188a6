//! Applicant and colleague: who a session cookie belongs to, and when a session is over.

use crate::accounts::cookie;
use crate::accounts::stored::{Account, Session, SessionKind, Staff, Staying};
use crate::app::App;
use crate::config::SecondFactor;
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Wait;
use crate::notifier::places::Place;
use crate::secret;
use axum::extract::FromRequestParts;
use beian_locale::problems::Because;
use beian_model::ProblemKind;
use http::HeaderMap;
use http::request::Parts;
use std::time::Duration;

/// The signed-in applicant.
#[derive(Clone)]
pub struct Applicant(pub Account);

/// The signed-in colleague.
#[derive(Clone)]
pub struct Colleague(pub Staff);

/// A colleague at their own account: signed in, with or without the second factor that the settings may ask for.
#[derive(Clone)]
pub struct OwnAccount {
    /// The colleague.
    pub staff: Staff,
    /// Their session.
    pub session: Session,
    /// The hash of what their browser keeps, by which it is known.
    pub device: Option<String>,
}

impl OwnAccount {
    /// What stays where the colleague's other sessions and browsers end.
    pub fn staying(&self) -> Staying<'_> {
        Staying { session: &self.session.token_hash, device: self.device.as_deref() }
    }
}

/// A session is noted as used when the last note is older than this, so that reading does not write each time.
const TOUCH_AFTER: i64 = 60;
/// Longest that a request waits for that note.
const NOTED_WITHIN: Duration = Duration::from_millis(200);

/// Ends the session that a browser had when it signs in again: nobody can sign out of one whose cookie is gone.
///
/// # Errors
/// When the database fails.
pub async fn close_replaced(app: &App, headers: &HeaderMap, name: &str) -> Result<(), Refused> {
    if let Some(token) = cookie::value(headers, name) {
        app.store.close_session(&secret::hash(&token)).await?;
    }
    Ok(())
}

/// A session has lasted too long, or too long without a request.
pub fn is_over(app: &App, session: &Session) -> bool {
    let (now, limits) = (app.clock.now(), &app.config.sessions);
    now.0 - session.seen_at.0 > limits.idle || now.0 - session.created_at.0 > limits.absolute
}

/// Notes that a session was used. What can be read is shown though nothing can be written, as on a full disk, and though others write for
/// long: then the note is made when they are done, once for each session.
async fn note_use(app: &App, hash: String) {
    let Some(noting) = app.waits.take([(format!("used {hash}"), 1)]) else { return };
    let noted = app.clone();
    let note = tokio::spawn(async move {
        let _noting = noting;
        if let Err(error) = noted.store.touch_session(&hash, noted.clock.now()).await {
            tracing::warn!(%error, "that a session was used cannot be noted");
        }
    });
    // It goes on by itself where this is not enough.
    let _ = tokio::time::timeout(NOTED_WITHIN, note).await;
}

async fn session_of(app: &App, headers: &HeaderMap, kind: SessionKind, name: &str) -> Result<Session, Refused> {
    let signed_out = || Refused::new(ProblemKind::SignedOut);
    let cookie = cookie::found(headers, name).ok_or_else(signed_out)?;
    let hash = secret::hash(&cookie.value);
    let session = app.store.session(&hash, kind).await?.ok_or_else(signed_out)?;
    let now = app.clock.now();
    if is_over(app, &session) {
        app.store.close_session(&hash).await?;
        return Err(signed_out());
    }
    // A session that was opened since cookies have other names has noted from where, and its cookie has such a name: by the old one it came
    // from another host of the domain, which would sign somebody in as whom it likes.
    if cookie.is_of_before && !session.address.is_empty() {
        return Err(signed_out());
    }
    if now.0 - session.seen_at.0 > TOUCH_AFTER {
        note_use(app, hash).await;
    }
    Ok(session)
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
        // Whom the operation needs was found before its handler.
        if let Some(known) = parts.extensions.remove() {
            return Ok(known);
        }
        let session = session_of(app, &parts.headers, SessionKind::Applicant, cookie::APPLICANT).await?;
        let account = app.store.account(&session.owner).await?;
        account.map(Applicant).ok_or_else(|| ProblemKind::SignedOut.into())
    }
}

impl FromRequestParts<App> for OwnAccount {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        if let Some(known) = parts.extensions.remove() {
            return Ok(known);
        }
        let session = session_of(app, &parts.headers, SessionKind::Staff, cookie::STAFF).await?;
        // A session that was opened in the moment in which its colleague was disabled opens nothing.
        let staff = app.store.staff(&session.owner).await?.filter(|staff| staff.disabled_at.is_none());
        let staff = staff.ok_or(ProblemKind::SignedOut)?;
        let device = cookie::value(&parts.headers, cookie::DEVICE).map(|token| secret::hash(&token));
        Ok(OwnAccount { staff, session, device })
    }
}

impl FromRequestParts<App> for Colleague {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        if let Some(known) = parts.extensions.remove() {
            return Ok(known);
        }
        let OwnAccount { staff, session, .. } = OwnAccount::from_request_parts(parts, app).await?;
        if must_enrol(app, &staff, session.by_provider).await? {
            return Err(Refused::new(ProblemKind::SignedOut).because(Because::SecondFactorFirst));
        }
        Ok(Colleague(staff))
    }
}

/// The settings ask for a second factor, and the colleague has none yet. Who came by an identity provider needs none of ours: how sure a
/// sign-in is there is the provider's matter.
///
/// # Errors
/// When the database fails.
pub async fn must_enrol(app: &App, staff: &Staff, by_provider: bool) -> Answer<bool> {
    let asked = app.config.staff.totp == SecondFactor::Required && !by_provider;
    Ok(asked && app.store.confirmed_totp(&staff.id).await?.is_none())
}
