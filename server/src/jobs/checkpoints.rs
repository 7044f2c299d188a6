//! What was written is moved from SQLite's write-ahead log into its file beside the requests. Else the one who writes as the log has grown
//! does it, and all others who write wait until the disk has it.

use crate::app::App;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often.
const EVERY: Duration = Duration::from_secs(1);

/// Begins, where the database is a file of this server's, and goes on until the server ends.
pub fn start(app: &App) {
    if !app.store.is_shared() {
        tokio::spawn(run(app.clone()));
    }
}

async fn run(app: App) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut fails = false;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = app.notifier.ended() => return,
        }
        let moved = app.store.checkpoint().await;
        // Said once: who writes does it, too, when the log has grown large.
        if let (Err(error), false) = (&moved, fails) {
            tracing::warn!(%error, "the write-ahead log cannot be moved into the database; it is tried again");
        }
        fails = moved.is_err();
    }
}
