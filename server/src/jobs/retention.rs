//! Deletes personal pictures and videos by rule, calls and what colleagues told each other, and files that nothing names any more.

use crate::app::App;
use crate::http::problem::Answer;
use crate::jobs::stored::KeptFor;
use crate::sealing::{folder, keys};
use beian_model::Timestamp;

const DAY: i64 = 86_400;
/// Seconds between two sweeps of the whole store.
const SWEEP_EVERY: i64 = 3600;
/// A file that no row names is left for so long: its row may be on its way, and an unfinished upload may go on for a day.
const UNNAMED_KEPT: i64 = 2 * DAY;
/// Files that are looked up at a time.
const AT_ONCE: usize = 1000;

/// Deletes what was kept long enough.
///
/// Files go before their rows: a crash in between leaves rows whose files are missing, which the next run takes away; never a file
/// that nobody knows of. A file that cannot be deleted keeps its row, and is tried again.
///
/// # Errors
/// When the database or the store cannot be read.
pub async fn run(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let days = &app.config.retention;
    let kept = KeptFor { ended: days.ended_days * DAY, abandoned: days.abandoned_days * DAY };
    let mut deleted = 0;
    for due in app.store.due_captures(kept, now).await? {
        if remove(app, &due.files).await {
            app.store.forget_captures(&due.verification, now).await?;
            deleted += 1;
        }
    }
    let mut told = 0;
    for filing in app.store.due_calls(kept, now).await? {
        app.store.forget_calls(&filing).await?;
        told += 1;
    }
    let swept = sweep(app, now).await?;
    if deleted > 0 {
        tracing::info!(verifications = deleted, "personal pictures and videos were deleted by rule");
    }
    if told > 0 {
        tracing::info!(filings = told, "calls and remarks were deleted by rule");
    }
    if deleted > 0 || told > 0 || swept {
        app.store.scrub().await?;
    }
    Ok(())
}

/// Removes files; false when one of them is still there.
async fn remove(app: &App, files: &[String]) -> bool {
    let removed = app.files.remove_all(files).await;
    if let Err(error) = &removed {
        tracing::error!(%error, "a file could not be deleted; it will be tried again");
    }
    removed.is_ok()
}

/// Removes what was being written on the disk when a process ended; the store does not list it. An S3 store has its own rule for that.
async fn forget_drafts(app: &App, written_until: Timestamp) {
    for folder in [app.config.data.join("uploads"), keys::own_folder(&app.config.data)] {
        let forgotten = tokio::task::spawn_blocking(move || folder::forget_drafts(&folder, written_until)).await;
        match forgotten {
            Ok(Ok(0)) => {}
            Ok(Ok(drafts)) => tracing::info!(drafts, "drafts of files are deleted"),
            Ok(Err(error)) => tracing::error!(%error, "a draft could not be deleted; it will be tried again"),
            Err(error) => tracing::error!(%error, "drafts were not looked for"),
        }
    }
}

/// Forgets attachments that are not part of their filing. Their rows go first: a document that is saved at the same time refers to one or
/// does not, and a file that is left over is swept.
async fn forget_unreferenced(app: &App, now: Timestamp, last: Timestamp) -> Answer<()> {
    let kept = (app.config.retention.unreferenced_days * DAY).max(UNNAMED_KEPT);
    loop {
        let files = app.store.forget_unreferenced(now.plus(-kept), last.plus(-kept), last).await?;
        if files.is_empty() {
            return Ok(());
        }
        tracing::info!(attachments = files.len(), "attachments that are part of no filing are deleted");
        remove(app, &files).await;
    }
}

/// Once an hour: removes old files that no row names, such as those of a request that was cut between file and row.
async fn sweep(app: &App, now: Timestamp) -> Answer<bool> {
    let last = app.swept.last();
    // A clock that was set back since does not put the next sweep off.
    if (0..SWEEP_EVERY).contains(&(now.0 - last.0)) {
        return Ok(false);
    }
    forget_unreferenced(app, now, last).await?;
    let all = app.files.all().await?.into_iter();
    let old: Vec<String> = all.filter(|file| now.0 - file.written.0 >= UNNAMED_KEPT).map(|file| file.name).collect();
    for names in old.chunks(AT_ONCE) {
        let unnamed = app.store.unnamed_files(names).await?;
        if !unnamed.is_empty() {
            tracing::info!(files = unnamed.len(), "files that nothing names are deleted");
            remove(app, &unnamed).await;
        }
    }
    forget_drafts(app, now.plus(-UNNAMED_KEPT)).await;
    app.swept.note(now);
    Ok(true)
}
