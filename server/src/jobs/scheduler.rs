//! What happens by itself in time: deadlines, delivery of messages, tidying, deletion by rule.

use crate::app::App;
use crate::audit::{Doing, doing};
use crate::bureau::sending;
use crate::filings::transitions::{self, Move};
use crate::filings::{pending, risks};
use crate::handoff::deciding;
use crate::http::problem::Answer;
use crate::jobs::{audit_log, calls_again, escalation, leases, reminders, retention, trusted_clock};
use crate::messages::delivering;
use crate::notifier::Key;
use crate::storage::StoreError;
use crate::uploads::attachments;
use beian_model::{Actor, Event, ProblemKind, Status, Timestamp};
use beian_rules::MOVES;
use std::sync::Arc;
use std::time::Duration;

const DAY: i64 = 86_400;
/// An upload of which nothing was heard for so long is not continued any more.
const UPLOADS_KEPT: i64 = DAY;
/// Messages are looked for so often at the least.
const POST: Duration = Duration::from_secs(2);

/// A job: what one server does at a time.
#[derive(Clone, Copy)]
enum Job {
    /// Checks that were begun and not ended.
    Checks,
    /// Decisions that can no longer be undone.
    Decisions,
    /// Delivery of messages.
    Messages,
    /// What colleagues took and do nothing with.
    Claims,
    /// Packages for the bureau's own system.
    Bureau,
    /// Filings of which it is not known whether the rules find a risk in them.
    Risks,
    /// What lapses and what is deleted, which does not come back.
    Lasting,
}

impl Job {
    const ALL: [Job; 7] =
        [Job::Checks, Job::Decisions, Job::Messages, Job::Claims, Job::Risks, Job::Lasting, Job::Bureau];

    fn name(self) -> &'static str {
        match self {
            Job::Checks => "checks",
            Job::Decisions => "decisions",
            Job::Messages => "messages",
            Job::Claims => "claims",
            Job::Bureau => "bureau",
            Job::Risks => "risks",
            Job::Lasting => "lasting",
        }
    }

    async fn run(self, app: &App) -> Answer<()> {
        let work = async {
            match self {
                Job::Checks => deciding::tick(app).await,
                Job::Decisions => pending::settle_due(app).await,
                Job::Messages => delivering::look(app).await,
                Job::Claims => claims(app).await,
                Job::Bureau => sending::look(app).await,
                Job::Risks => risks::look(app).await,
                Job::Lasting => lasting(app).await,
            }
        };
        doing::within(Arc::new(Doing::system(self.name())), work).await
    }
}

/// Looks once: what is due happens, whoever else does the same at the time: the version tells who was first. The others are done
/// though one fails.
///
/// # Errors
/// The first failure, when all were tried.
pub async fn tick(app: &App) -> Answer<()> {
    let mut done = Ok(());
    for job in Job::ALL {
        done = done.and(job.run(app).await);
    }
    done
}

/// The same for the jobs that no other server has.
///
/// # Errors
/// As [`tick`].
pub async fn look(app: &App) -> Answer<()> {
    // Of each server its own.
    let mut done = audit_log::look(app).await;
    // The bureau, mail servers and gateways may keep who asks them waiting: they are asked beside these.
    for job in Job::ALL.into_iter().filter(|job| !matches!(job, Job::Bureau | Job::Messages)) {
        let run = move |taken: bool| async move {
            if taken && matches!(job, Job::Lasting) {
                // Another has looked meanwhile.
                app.last_look.forget();
            }
            job.run(app).await
        };
        done = done.and(leases::alone(app, job.name(), run).await);
    }
    done
}

/// What lapses, what is deleted and what was sent does not come back: not by a clock that may be wrong.
async fn lasting(app: &App) -> Answer<()> {
    if !trusted_clock::is_trusted(app).await? {
        return Ok(());
    }
    // Who is too late is told that, and no longer reminded.
    let ended = deadlines(app).await;
    let (reminded, tidied) = (reminders::run(app).await, tidy(app).await);
    let (escalated, called) = (escalation::run(app).await, calls_again::run(app).await);
    ended.and(reminded).and(escalated).and(called).and(tidied).and(retention::run(app).await)
}

/// Gives what a colleague took and does nothing with back to the queue, where others see it.
async fn claims(app: &App) -> Answer<()> {
    let since_before = app.clock.now().plus(-app.config.staff.claims_idle);
    for idle in app.store.idle_claims(since_before).await? {
        if app.store.release_idle(&idle, since_before).await? {
            app.notifier.announce(&Key::Queue);
        }
    }
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

/// Does a job that asks others, if no other server does it; given up where this server ends: they are asked again then.
async fn beside(app: App, job: Job) -> Answer<()> {
    tokio::select! {
        done = leases::alone(&app, job.name(), |_| job.run(&app)) => done,
        () = app.notifier.ended() => Ok(()),
    }
}

/// Looks again and again until the server ends; then its jobs are free for others.
pub async fn run(app: App) {
    let tick = Duration::from_secs(app.config.deadlines.tick.max(1));
    let bureau = tokio::spawn(each(tick, app.clone(), |app| beside(app, Job::Bureau)));
    // Somebody waits for a code.
    let messages = tokio::spawn(each(tick.min(POST), app.clone(), |app| beside(app, Job::Messages)));
    each(tick, app.clone(), |app| async move { look(&app).await }).await;
    let _ = (bureau.await, messages.await);
    if let Err(error) = app.store.leave_leases(&app.replica).await {
        tracing::warn!(%error, "the jobs are free for others once their leases have run out");
    }
}

/// Does something at each look, until the server ends.
async fn each<F>(tick: Duration, app: App, look: impl Fn(App) -> F)
where
    F: Future<Output = Answer<()>> + Send + 'static,
{
    let mut pause = tokio::time::interval(tick);
    loop {
        tokio::select! {
            _ = pause.tick() => {}
            () = app.notifier.ended() => break,
        }
        // A failure was logged; the next look tries again. In a task of its own, so that not even a panic ends the clockwork.
        let _ = tokio::spawn(look(app.clone())).await;
    }
}
