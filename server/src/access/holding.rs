//! That a colleague does something with a filing which they have is noted, so that it stays theirs: what they leave for long goes back to the queue.

use crate::app::App;
use crate::storage::FilingRow;
use std::time::Duration;

/// It is noted when the last note is older than this, so that looking does not write each time.
const AGAIN_AFTER: i64 = 60;
/// Longest that a request waits for the note.
const NOTED_WITHIN: Duration = Duration::from_millis(200);

/// Notes it, where it is theirs. What can be read is shown though nothing can be written: then the note is made later, or not at all.
pub async fn note(app: &App, colleague: &str, filing: &FilingRow) {
    let now = app.clock.now();
    let is_theirs = filing.reviewer.as_deref() == Some(colleague);
    let is_fresh = filing.claimed_at.is_some_and(|at| now.0 - at.0 <= AGAIN_AFTER);
    if !is_theirs || is_fresh {
        return;
    }
    let Some(noting) = app.waits.take([(format!("claim {}", filing.id), 1)]) else { return };
    let (app, id, colleague) = (app.clone(), filing.id.clone(), colleague.to_owned());
    let note = tokio::spawn(async move {
        let _noting = noting;
        if let Err(error) = app.store.touch_claim(&id, &colleague, now).await {
            tracing::warn!(%error, "that a filing is worked on cannot be noted");
        }
    });
    // It goes on by itself where this is not enough.
    let _ = tokio::time::timeout(NOTED_WITHIN, note).await;
}
