//! After a person's verification was finished on the phone: what becomes of it.
//!
//! It passes, with what a reviewer should look at; it fails only where it certainly cannot be accepted. Where pictures are read, that
//! is done in the background while the verification is `checking`.

use crate::access::changes::{self, By, Change};
use crate::app::App;
use crate::handoff::handoffs;
use crate::http::problem::Answer;
use crate::notifier::Key;
use crate::storage::VerificationRow;
use crate::uploads::readings;
use crate::verification::assessment::look;
use crate::verification::reuse;
use beian_model::{DocumentType, PersonReading, ProblemKind, ReadingState, ResponsiblePerson, VerificationState};
use beian_rules::VerificationEvent;
use std::time::Duration;

/// After so many seconds a check that was begun is not waited for any more: its server has stopped, or its engine hangs.
const LONGEST_CHECK: i64 = 5 * 60;
/// How long one wait for a reading is.
const WAIT: Duration = Duration::from_secs(25);

/// Finishes a person's verification on the phone: everything is there, and is checked.
///
/// # Errors
/// `cancelled` when the desktop ended it in this moment.
pub async fn finish(app: &App, mut row: VerificationRow) -> Answer<()> {
    row.phone_seen_at = Some(app.clock.now());
    row.expires_at = handoffs::lengthened(app, &row);
    let id = row.id.clone();
    match finished(app, row).await {
        // It came twice at once, and the other one was faster.
        Err(refused) if refused.kind() == ProblemKind::Cancelled => match handoffs::present(app, &id).await?.state {
            VerificationState::Cancelled | VerificationState::Expired => Err(refused),
            _ => Ok(()),
        },
        other => other,
    }
}

/// Takes a person's verification over that the phone has finished with everything sent: it passes or fails at once, or is checked in
/// the background.
///
/// # Errors
/// `cancelled` when the desktop ended it in this moment; when the database fails.
async fn finished(app: &App, mut row: VerificationRow) -> Answer<()> {
    // The reader knows ID cards only.
    if !app.ocr.is_on() || row.document() != DocumentType::ResidentId {
        return decide(app, row, None).await;
    }
    row.state = handoffs::write(app, &row, VerificationEvent::Finish).await?;
    app.notifier.announce(&Key::Filing(row.filing.clone()));
    let app = app.clone();
    tokio::spawn(async move {
        // A failure was logged; the clock decides then.
        let _ = read_and_decide(&app, row).await;
    });
    Ok(())
}

async fn read_and_decide(app: &App, row: VerificationRow) -> Answer<()> {
    let mut reading = PersonReading::empty(ReadingState::Running);
    let end = tokio::time::Instant::now() + Duration::from_secs(LONGEST_CHECK.unsigned_abs());
    while reading.state == ReadingState::Running && tokio::time::Instant::now() < end {
        reading = readings::of_person(app, &row, WAIT).await?;
    }
    decide(app, row, Some(&reading)).await
}

/// Decides what has been checking for too long, because its server was stopped: with what was read, if anything was.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> Answer<()> {
    let before = app.clock.now().plus(-LONGEST_CHECK);
    let mut done = Ok(());
    for row in app.store.checking_since(before).await? {
        match decide_late(app, row).await {
            // Somebody was faster.
            Err(refused) if refused.kind() == ProblemKind::Cancelled => {}
            // One that cannot be decided keeps no other waiting.
            other => done = done.and(other),
        }
    }
    done
}

async fn decide_late(app: &App, row: VerificationRow) -> Answer<()> {
    let reading = app.store.person_reading(&row.id).await?;
    let nothing = PersonReading::empty(ReadingState::Done);
    let reading = app.ocr.is_on().then(|| reading.as_ref().unwrap_or(&nothing));
    decide(app, row, reading).await
}

/// Looks at it against the form as it stands now, and writes what becomes of it.
async fn decide(app: &App, mut row: VerificationRow, reading: Option<&PersonReading>) -> Answer<()> {
    let now = app.clock.now();
    let person = row.of.verified_person().ok_or(ProblemKind::NotFound)?;
    let filing = app.store.filing(&row.filing).await?.ok_or(ProblemKind::NotFound)?;
    if let Err(refused) = changes::require(Change::Content, By::Phone, filing.status) {
        // Nobody waits for it any more.
        handoffs::write(app, &row, VerificationEvent::Revoke).await?;
        return Err(refused);
    }
    // A site that is gone has nobody to compare with.
    let nobody = ResponsiblePerson::default();
    let form = reuse::in_document(&filing.document, person).unwrap_or(&nobody);
    let (reasons, failed) = look(app, &row, person, reading, form).await?;
    row.reasons = reasons;
    // The phone waits for it, however long it took.
    row.expires_at = row.expires_at.max(now.plus(app.config.verification.idle));
    let event = if failed { VerificationEvent::Fail } else { VerificationEvent::Pass };
    // Of one that failed too: what serves again serves the same person.
    row.subject = reuse::subject(form);
    row.passed_at = (!failed).then_some(now);
    handoffs::write(app, &row, event).await?;
    app.notifier.announce(&Key::Filing(row.filing.clone()));
    if failed {
        handoffs::count_bad_end(app, &row.filing).await?;
    }
    Ok(())
}
