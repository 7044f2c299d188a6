//! What happens by itself in time: deadlines, delivery by the embedded outbox, tidying, deletion by rule.

use crate::after;
use crate::app::App;
use crate::moves::{self, Move};
use crate::problem::Answer;
use beian::model::{Actor, Event, ProblemKind, Status};
use beian::rules::MOVES;
use std::time::Duration;

const DAY: i64 = 86_400;
/// An upload of which nothing was heard for so long is not continued any more.
const UPLOADS_KEPT: i64 = DAY;

/// Looks once: what is due happens. Several replicas may look at the same time; the version tells who was first.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> Answer<()> {
    let now = app.clock.now();
    for one in MOVES.iter().filter(|one| one.actor == Actor::Clock) {
        let seconds = match one.event {
            Event::SmsFailed => app.config.deadlines.sms,
            _ => app.config.deadlines.idle_days * DAY,
        };
        due(app, one.from, now.plus(-seconds), one.event).await?;
    }
    after::tick(app).await?;
    app.store.deliver(now).await.map_err(crate::problem::Refused::internal)?;
    let messages_before = now.plus(-app.config.outbox.keep_days * DAY);
    app.store.tidy(messages_before, now).await.map_err(crate::problem::Refused::internal)?;
    let swept = app.store.sweep_uploads(now.plus(-UPLOADS_KEPT)).await.map_err(crate::problem::Refused::internal)?;
    crate::papers::forget(app, swept).await;
    crate::retention::run(app).await
}

async fn due(app: &App, status: Status, since_before: beian::model::Timestamp, event: Event) -> Answer<()> {
    let rows = app.store.filings_waiting(status, since_before).await.map_err(crate::problem::Refused::internal)?;
    for row in rows {
        match moves::make(app, row, Move { event, actor: Actor::Clock, note: "", key: None }).await {
            // Somebody acted in this moment: it is no longer due.
            Err(refused) if refused.kind() == ProblemKind::Stale => {}
            other => {
                other?;
            }
        }
    }
    Ok(())
}

/// Looks again and again until the server ends.
pub async fn run(app: App) {
    let mut pause = tokio::time::interval(Duration::from_secs(app.config.deadlines.tick.max(1)));
    loop {
        pause.tick().await;
        // A failure was logged; the next look tries again.
        let _ = tick(&app).await;
    }
}
