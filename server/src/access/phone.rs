//! The phone of one hand-off: its session can do this verification, or send this attachment, and nothing else.

use crate::access::changes::{self, By, Change};
use crate::access::guard::handed;
use crate::accounts::cookie;
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::VerificationRow;
use axum::extract::FromRequestParts;
use beian_model::{ProblemKind, VerificationState};
use http::HeaderMap;
use http::request::Parts;

/// Names the hand-off that a request is about.
const HAND_OFF: &str = "x-hand-off";

/// The verification of the phone that asks. Ended ones can still be looked at, unless the desktop ended them.
#[derive(Clone)]
pub struct Phone(pub VerificationRow);

impl FromRequestParts<App> for Phone {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Phone, Refused> {
        handed(parts)
    }
}

/// The phone whose session a request carries.
///
/// # Errors
/// `signed-out`; `cancelled` and `secret-expired` where its hand-off has ended.
pub async fn identify(app: &App, headers: &HeaderMap) -> Answer<Phone> {
    let token = cookie::value(headers, cookie::HANDOFF).ok_or(ProblemKind::SignedOut)?;
    let found = app.store.verification_by_session(&secret::hash(&token)).await?;
    let row = found.ok_or(ProblemKind::SignedOut)?;
    // A page of a hand-off that this browser had before: what it does is not meant for this one.
    if headers.get(HAND_OFF).is_some_and(|named| named.as_bytes() != row.id.as_str().as_bytes()) {
        return Err(ProblemKind::SignedOut.into());
    }
    // What is over can be looked at for a while, and then no more.
    if row.state.is_final() && app.clock.now() >= row.expires_at {
        return Err(ProblemKind::SignedOut.into());
    }
    match row.state_at(app.clock.now()) {
        VerificationState::Cancelled => Err(cancelled(app, &row).await),
        VerificationState::Expired => Err(ProblemKind::SecretExpired.into()),
        _ => Ok(Phone(row)),
    }
}

/// Why a hand-off ended that its phone did not end: by the submission, or from the desktop.
pub async fn cancelled(app: &App, row: &VerificationRow) -> Refused {
    match app.store.filing(&row.filing).await {
        Ok(Some(filing)) => changes::require(Change::Content, By::Phone, filing.status)
            .err()
            .unwrap_or_else(|| ProblemKind::Cancelled.into()),
        Ok(None) => ProblemKind::NotFound.into(),
        Err(error) => error.into(),
    }
}
