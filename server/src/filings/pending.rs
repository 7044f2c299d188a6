//! Decisions that can be undone for a while (待生效的决定): kept as rows, so that they outlast a server; made to hold once their time is over.

use crate::access::own::found;
use crate::app::App;
use crate::audit::{Doing, Who, doing};
use crate::filings::stored::PendingRow;
use crate::filings::transitions::{self, Move};
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::{FilingRow, StoreError};
use beian_locale::problems::Because;
use beian_model::{Actor, Event, FilingId, ProblemKind};
use std::sync::Arc;

/// For how long a decision can be undone, in seconds, whatever the settings say.
const UNDONE_WITHIN: (i64, i64) = (0, 600);
/// Decisions that a look makes hold at the most; the next look goes on.
const AT_ONCE: u64 = 500;

/// For how long a decision can be undone; nothing where it holds at once.
pub fn undone_within(app: &App, event: Event) -> Option<i64> {
    let seconds = app.config.review.undo_seconds.clamp(UNDONE_WITHIN.0, UNDONE_WITHIN.1);
    let is_decision = matches!(event, Event::Approve | Event::Return | Event::Reject);
    (is_decision && seconds > 0).then_some(seconds)
}

/// Keeps a decision over the version at which the filing was read.
///
/// # Errors
/// `stale` when somebody wrote in between, `not-now` when another can still be undone.
pub async fn keep(app: &App, row: &FilingRow, decision: &PendingRow) -> Answer<()> {
    match app.store.keep_decision(row, decision, app.clock.now()).await {
        Ok(()) => {}
        Err(StoreError::Stale) => return Err(ProblemKind::Stale.into()),
        Err(StoreError::Exists) => return Err(Refused::new(ProblemKind::NotNow).because(Because::DecisionPending)),
        Err(error) => return Err(error.into()),
    }
    app.notifier.announce(&Key::Filing(row.id.clone()));
    Ok(())
}

/// Makes a decision hold whose time to be undone is over; nothing happens where there is none.
///
/// # Errors
/// When the database fails, or what it holds of the filing cannot be read.
pub async fn settle(app: &App, id: &FilingId) -> Answer<()> {
    let Some(mut row) = found(app.store.filing(id).await)? else { return Ok(()) };
    // Read after the filing: who undoes it makes the filing's version grow, and this is refused.
    let Some(decision) = app.store.pending_decision(id).await? else { return Ok(()) };
    if app.clock.now() < decision.until {
        return Ok(());
    }
    row.reasons = decision.reasons;
    let author = Doing::new(Who::colleague(&decision.staff), String::new(), String::new());
    let this = Move { event: decision.event, actor: Actor::Reviewer, note: &decision.note, key: None };
    match doing::within(Arc::new(author), transitions::make(app, row, this)).await {
        // Another server was first, or the applicant took the filing back.
        Err(refused) if refused.kind() == ProblemKind::Stale => Ok(()),
        made => made.map(|_| ()),
    }
}

/// Makes every decision hold that can no longer be undone; the others do though one fails.
///
/// # Errors
/// The first failure, when all were tried.
pub async fn settle_due(app: &App) -> Answer<()> {
    let mut done = Ok(());
    for id in app.store.decisions_due(app.clock.now(), AT_ONCE).await? {
        done = done.and(settle(app, &id).await);
    }
    done
}
