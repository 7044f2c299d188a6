//! The filing that a request names in its address, as its applicant may use it: to read, to change, to write over a version.

use crate::access::changes::{self, By, Change};
use crate::accounts::people::Applicant;
use crate::app::App;
use crate::http::extract::IfMatch;
use crate::http::problem::{Answer, Refused};
use crate::storage::{Account, FilingRow, StoreError, Stored};
use axum::extract::{FromRequestParts, RawPathParams};
use beian_locale::problems::Because;
use beian_model::{Actor, FilingId, ProblemKind};
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

/// The applicant's own filing; somebody else's does not exist for them.
///
/// # Errors
/// `not-found`.
pub async fn own(app: &App, account: &Account, id: &str) -> Answer<FilingRow> {
    let row = found(app.store.filing(&FilingId(id.to_owned())).await)?;
    row.filter(|row| row.account == account.id).ok_or_else(|| ProblemKind::NotFound.into())
}

/// The applicant's own filing, to read, or to ask what else may be done with it.
pub struct Own {
    /// Whose it is.
    pub account: Account,
    /// The filing of the address's `{id}`.
    pub filing: FilingRow,
}

/// The same, while what is submitted with it may be changed; `not-now` else.
pub struct Editable {
    /// Whose it is.
    pub account: Account,
    /// The filing.
    pub filing: FilingRow,
}

/// The same, to be written over the version that the applicant knows (`If-Match`); `stale` where somebody wrote in between.
pub struct ToChange {
    /// Whose it is.
    pub account: Account,
    /// The filing.
    pub filing: FilingRow,
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

impl FromRequestParts<App> for Own {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Own, Refused> {
        let Applicant(account) = Applicant::from_request_parts(parts, app).await?;
        let filing = own(app, &account, &named(parts, app).await?).await?;
        Ok(Own { account, filing })
    }
}

impl FromRequestParts<App> for Editable {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Editable, Refused> {
        let Own { account, filing } = Own::from_request_parts(parts, app).await?;
        changes::require(Change::Content, By::Actor(Actor::Applicant), filing.status)?;
        Ok(Editable { account, filing })
    }
}

impl FromRequestParts<App> for ToChange {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<ToChange, Refused> {
        let Applicant(account) = Applicant::from_request_parts(parts, app).await?;
        let id = named(parts, app).await?;
        let IfMatch(version) = IfMatch::from_request_parts(parts, app).await?;
        let filing = own(app, &account, &id).await?;
        if filing.version != version {
            return Err(ProblemKind::Stale.into());
        }
        changes::require(Change::Content, By::Actor(Actor::Applicant), filing.status)?;
        Ok(ToChange { account, filing })
    }
}
