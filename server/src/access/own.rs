//! The filing that a request names in its address, as the guard found it: its applicant's own, or what is at the desk.

use crate::access::guard::handed;
use crate::accounts::stored::{Account, Staff};
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::storage::{FilingRow, StoreError, Stored};
use axum::extract::{FromRequestParts, RawPathParams};
use beian_locale::problems::Because;
use beian_model::{FilingId, ProblemKind};
use http::request::Parts;

/// What the store gave; where a row of it cannot be read, who asks is told that it is this filing alone.
///
/// # Errors
/// When the database fails, or the row cannot be read.
pub fn found<T>(given: Stored<T>) -> Answer<T> {
    given.map_err(|error| {
        let unreadable = matches!(error, StoreError::Value(_));
        let refused = Refused::internal(error);
        if unreadable { refused.because(Because::FilingUnreadable) } else { refused }
    })
}

/// A filing that is there.
///
/// # Errors
/// `not-found`.
pub async fn present(app: &App, id: &FilingId) -> Answer<FilingRow> {
    found(app.store.filing(id).await)?.ok_or_else(|| ProblemKind::NotFound.into())
}

/// The `{id}` of the address.
///
/// # Errors
/// `unreadable` where it is no text, `not-found` where the address has none.
pub async fn named(parts: &mut Parts, app: &App) -> Result<String, Refused> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| ProblemKind::Unreadable)?;
    let id = params.iter().find(|(name, _)| *name == "id").map(|(_, id)| id.to_owned());
    id.ok_or_else(|| ProblemKind::NotFound.into())
}

/// The applicant's own filing, as the operation may use it: in a state, and over a version, that allow it.
#[derive(Clone)]
pub struct Own {
    /// Whose it is.
    pub account: Account,
    /// The filing of the address's `{id}`.
    pub filing: FilingRow,
}

/// A filing that was submitted, before a colleague who may do this with it.
#[derive(Clone)]
pub struct AtDesk {
    /// Who asks.
    pub staff: Staff,
    /// The filing of the address's `{id}`.
    pub filing: FilingRow,
}

impl FromRequestParts<App> for Own {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Own, Refused> {
        handed(parts)
    }
}

impl FromRequestParts<App> for AtDesk {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<AtDesk, Refused> {
        handed(parts)
    }
}
