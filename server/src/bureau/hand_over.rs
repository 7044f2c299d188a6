//! How a package comes to the bureau, and what follows from its answer: each filing that was taken is recorded as handed over.

use crate::app::App;
use crate::bureau::over_http::OverHttp;
use crate::bureau::stored::{Outcome, Package, PackageState};
use crate::filings::transitions::{self, Move};
use crate::http::problem::Answer;
use crate::storage::{FilingRow, StoreError};
use beian_model::{Actor, Event, ProblemKind, Status};

/// What the bureau says of a filing as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The filing's receipt number.
    pub number: String,
    /// It was taken.
    pub accepted: bool,
    /// Why not, in the bureau's words.
    pub reason: String,
}

/// Why a package did not come to the bureau.
#[derive(Debug, thiserror::Error)]
pub enum BureauError {
    /// It may come another time: no connection, no answer in time, none yet.
    #[error("{0}")]
    Later(String),
    /// It will not: the bureau's system, or the settings, do not take it.
    #[error("{0}")]
    Never(String),
}

/// A way to hand packages over to the bureau (通信管理局).
#[async_trait::async_trait]
pub trait Bureau: Send + Sync {
    /// Hands a package over; gives what was said of its filings. Sent again, a package is the same one.
    async fn hand_over(&self, app: &App, package: &Package) -> Result<Vec<Verdict>, BureauError>;
}

/// A colleague carries the archive themselves, and says so: every filing was taken.
pub struct ByHand;

#[async_trait::async_trait]
impl Bureau for ByHand {
    async fn hand_over(&self, app: &App, package: &Package) -> Result<Vec<Verdict>, BureauError> {
        let mut taken = Vec::new();
        for one in package.open() {
            let number = app.store.number_of(&one.filing).await;
            let number = number.map_err(|error| BureauError::Later(error.to_string()))?;
            taken.push(Verdict { number, accepted: true, reason: String::new() });
        }
        Ok(taken)
    }
}

/// The bureau's own system, where the settings have one.
pub fn by_itself(app: &App) -> Option<Box<dyn Bureau>> {
    let settings = &app.config.bureau;
    if settings.url.is_empty() { None } else { Some(Box::new(OverHttp::new(settings.clone()))) }
}

/// Records what was said of a package's filings; those that have changed since they were chosen are left as they are. Done twice, it is done
/// once.
///
/// # Errors
/// When the database fails; what was recorded stays so.
pub async fn settle(app: &App, package: &Package, verdicts: &[Verdict]) -> Answer<()> {
    for one in package.open() {
        let row = match app.store.filing(&one.filing).await {
            Ok(row) => row,
            Err(StoreError::Value(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let (outcome, said) = match row {
            None => (Outcome::Changed, String::new()),
            Some(row) => match verdicts.iter().find(|verdict| verdict.number == row.number) {
                Some(verdict) if verdict.accepted => (taken(app, row, one.version).await?, String::new()),
                Some(verdict) => (Outcome::Refused, verdict.reason.clone()),
                // Nothing was said of it: it was not in the archive, since it had changed, or is asked about again.
                None if row.version != one.version => (Outcome::Changed, String::new()),
                None => continue,
            },
        };
        app.store.set_outcome(&package.id, &one.filing, outcome, &said).await?;
    }
    let now = app.store.package(&package.id).await?;
    if now.is_some_and(|now| now.open().next().is_none()) {
        let at = (package.tries, app.clock.now());
        match app.store.set_package(package, PackageState::HandedOver, at, "").await {
            // Another did the same at the time.
            Ok(()) | Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Records that a filing was handed over at a version.
async fn taken(app: &App, row: FilingRow, version: u64) -> Answer<Outcome> {
    // Recorded, and then the server ended before the package knew of it.
    if row.status == Status::SmsPending && row.version == version + 1 {
        return Ok(Outcome::HandedOver);
    }
    if row.version != version {
        return Ok(Outcome::Changed);
    }
    let step = Move { event: Event::HandToBureau, actor: Actor::Reviewer, note: "", key: None };
    match transitions::make(app, row, step).await {
        Ok(_) => Ok(Outcome::HandedOver),
        Err(refused) if matches!(refused.kind(), ProblemKind::Stale | ProblemKind::NotNow) => Ok(Outcome::Changed),
        Err(refused) => Err(refused),
    }
}
