//! What each server does for the audit log by itself: it writes the counts of refusals whose minute is over, and says every hour, and when it
//! ends, how far the log goes. Whoever keeps the server's own log elsewhere can tell by that whether the end of the audit log was cut off.

use crate::app::App;
use crate::http::problem::Answer;
use crate::storage::Stored;

/// Seconds between two lines that say how far the log goes.
const EVERY: i64 = 3600;

/// Writes what is due.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &App) -> Answer<()> {
    let now = app.clock.now();
    app.store.note(app.refusals.due(now)).await?;
    if app.told.is_due(now, EVERY) {
        tell(app).await?;
    }
    Ok(())
}

/// Writes what is left, as the last of all.
pub async fn end(app: &App) {
    if let Err(error) = app.store.note(app.refusals.rest()).await {
        tracing::error!(%error, "the last refusals cannot be noted in the audit log");
    }
    if let Err(error) = tell(app).await {
        tracing::error!(%error, "how far the audit log goes cannot be read");
    }
}

async fn tell(app: &App) -> Stored<()> {
    let head = app.store.audit_head().await?;
    tracing::info!(number = head.number, hash = head.hash, "the audit log goes so far");
    Ok(())
}
