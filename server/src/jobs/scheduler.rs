//! What happens by itself in time: deadlines, delivery by the embedded outbox, tidying, deletion by rule.

use crate::app::App;
use crate::filings::transitions::{self, Move};
use crate::handoff::deciding;
use crate::http::problem::Answer;
use crate::jobs::{retention, trusted_clock};
use crate::storage::StoreError;
use crate::uploads::attachments;
use beian_model::{Actor, Event, ProblemKind, Status, Timestamp};
use beian_rules::MOVES;
use std::time::Duration;

const DAY: i64 = 86_400;
/// An upload of which nothing was heard for so long is not continued any more.
const UPLOADS_KEPT: i64 = DAY;

/// Looks once: what is due happens. Several replicas may look at the same time; the version tells who was first. The
/// others are done though one fails.
///
/// # Errors
/// The first failure, when all were tried.
pub async fn tick(app: &App) -> Answer<()> {
    let checked = deciding::tick(app).await;
    let delivered = deliver(app).await;
    // What lapses and what is deleted does not come back: not by a clock that may be wrong.
    let lasting = match trusted_clock::is_trusted(app).await {
        Ok(true) => {
            let (ended, tidied) = (deadlines(app).await, tidy(app).await);
            ended.and(tidied).and(retention::run(app).await)
        }
        Ok(false) => Ok(()),
        Err(refused) => Err(refused),
    };
    checked.and(delivered).and(lasting)
}

async fn deliver(app: &App) -> Answer<()> {
    app.store.deliver(app.clock.now()).await?;
    Ok(())
}

async fn deadlines(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let mut done = Ok(());
    for one in MOVES.iter().filter(|one| one.actor == Actor::Clock) {
        let seconds = match one.event {
            Event::SmsFailed => app.config.deadlines.sms,
            _ => app.config.deadlines.idle_days * DAY,
        };
        done = done.and(due(app, one.from, now.plus(-seconds), one.event).await);
    }
    done
}

async fn due(app: &App, status: Status, since_before: Timestamp, event: Event) -> Answer<()> {
    let mut done = Ok(());
    for id in app.store.filings_waiting(status, since_before).await? {
        let row = match app.store.filing(&id).await {
            Ok(row) => row.filter(|row| row.status == status && row.status_since <= since_before),
            // It was logged, and staff see it: it waits for them.
            Err(StoreError::Value(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let Some(row) = row else { continue };
        match transitions::make(app, row, Move { event, actor: Actor::Clock, note: "", key: None }).await {
            // Somebody acted in this moment: it is no longer due.
            Err(refused) if refused.kind() == ProblemKind::Stale => {}
            made => done = done.and(made.map(|_| ())),
        }
    }
    done
}

/// Forgets old messages, tries, codes and sessions, and uploads that nobody continues.
async fn tidy(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let messages_before = now.plus(-app.config.outbox.keep_days * DAY);
    app.store.tidy(messages_before, now).await?;
    attachments::forget(app, app.store.sweep_uploads(now.plus(-UPLOADS_KEPT)).await?).await;
    Ok(())
}

/// Looks again and again until the server ends.
pub async fn run(app: App) {
    let mut pause = tokio::time::interval(Duration::from_secs(app.config.deadlines.tick.max(1)));
    loop {
        pause.tick().await;
        let app = app.clone();
        // A failure was logged; the next look tries again. In a task of its own, so that not even a panic ends the clockwork.
        let _ = tokio::spawn(async move { tick(&app).await }).await;
    }
}
