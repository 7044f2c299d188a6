//! A filing is begun: empty, or with what was typed in an earlier one.

use crate::accounts::stored::Account;
use crate::app::App;
use crate::filings::copying;
use crate::filings::stored::NewFiling;
use crate::http::limits::{self, HOUR, Limit};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::StoreError;
use beian_locale::problems::Because;
use beian_model::{Filing, FilingId, ProblemKind, SiteId};
use rand::Rng;

/// Filings that an account begins in a day.
const MOST_BEGUN: u32 = 30;

/// Begins it under a key; the filing that the key began where it was sent already.
///
/// # Errors
/// `filing-in-flight` with the one that blocks, `too-many`; of a copy also as [`copying::source`].
pub async fn begin(app: &App, account: &Account, key: &str, copy_of: Option<&FilingId>) -> Answer<FilingId> {
    let from = match copy_of {
        Some(id) => Some(copying::source(app, account, id).await?),
        None => None,
    };
    // A key that comes again begins nothing, and neither does what is refused.
    let is_new = app.store.key(&account.id, key).await?.is_none();
    let begun = format!("filings of {}", account.id);
    if is_new {
        let limit = Limit { most: MOST_BEGUN, within: 24 * HOUR, because: Some(Because::FilingsOfAccount) };
        limits::look(app, &begun, limit).await?;
    }
    let document = match &from {
        Some(from) => copying::typed(&from.document),
        None => Filing::new(SiteId(rand::rng().random())),
    };
    let new = NewFiling { id: FilingId(secret::id()), account: account.id.clone(), document };
    let id = match app.store.create_filing(&new, key, app.clock.now()).await {
        Ok(id) => id,
        Err(StoreError::InFlight) => {
            let other = app.store.in_flight(&account.id).await?;
            return Err(other.map_or_else(|| ProblemKind::NotNow.into(), Refused::in_flight));
        }
        Err(StoreError::Exists) => return Err(ProblemKind::KeyReused.into()),
        Err(error) => return Err(error.into()),
    };
    if is_new {
        limits::note(app, &begun).await?;
        if let Some(from) = &from {
            copying::attachments(app, from, &id).await?;
        }
    }
    Ok(id)
}
