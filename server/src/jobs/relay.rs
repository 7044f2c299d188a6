//! Changes travel between the servers of one database: what changed here is told to the others, and what they tell wakes who waits here.
//!
//! A server also tells that it is there, which it hears itself: one that hears nothing for a while has lost its connection, though
//! nobody said so. After any loss everybody who waits looks once, for something may have been missed.

use crate::app::App;
use crate::storage::{Listener, Stored};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How often a server says that it is there.
const BEAT: Duration = Duration::from_secs(10);
/// So long a connection on which nothing is heard is believed in.
const SILENCE: Duration = Duration::from_secs(30);
/// The rest after a first failure; each further one doubles it …
const FIRST_REST: Duration = Duration::from_millis(100);
/// … up to this.
const LONGEST_REST: Duration = Duration::from_secs(5);

/// Begins, where others may share the database.
pub fn start(app: &App) {
    if app.store.is_shared() {
        // Before the first request: what it changes is told.
        app.notifier.outgoing().open();
        tokio::spawn(tell(app.clone()));
        tokio::spawn(hear(app.clone()));
    }
}

/// Tells now what was not told yet.
///
/// # Errors
/// When the database fails; then it is still to be told.
pub async fn flush(app: &App) -> Stored<()> {
    let outgoing = app.notifier.outgoing();
    let _turn = outgoing.turn().await;
    let keys = outgoing.take();
    if !app.store.is_shared() {
        return Ok(());
    }
    let told = app.store.tell(&app.replica, &keys).await;
    if told.is_err() {
        outgoing.put_back(keys);
    }
    told
}

/// The rests between tries.
struct Rest(Duration);

impl Rest {
    async fn take(&mut self) {
        sleep(self.0).await;
        self.0 = (self.0 * 2).min(LONGEST_REST);
    }

    fn is_over(&mut self) {
        self.0 = FIRST_REST;
    }
}

async fn tell(app: App) {
    let mut rest = Rest(FIRST_REST);
    loop {
        let _ = timeout(BEAT, app.notifier.outgoing().some()).await;
        match flush(&app).await {
            Ok(()) => rest.is_over(),
            Err(error) => {
                tracing::warn!(%error, "other servers cannot be told of changes; it is tried again");
                rest.take().await;
            }
        }
    }
}

async fn hear(app: App) {
    let mut rest = Rest(FIRST_REST);
    loop {
        match app.store.listen().await {
            Ok(Some(mut listener)) => {
                app.notifier.announce_all();
                match heard(&app, &mut listener, &mut rest).await {
                    Some(error) => tracing::warn!(error, "other servers are not heard any more; it is tried again"),
                    None => return,
                }
            }
            Ok(None) => return,
            Err(error) => tracing::warn!(%error, "other servers cannot be heard; it is tried again"),
        }
        rest.take().await;
    }
}

/// Wakes who waits for what is told, until the connection is lost; says how. Nothing once nobody waits any more.
async fn heard(app: &App, listener: &mut Listener, rest: &mut Rest) -> Option<String> {
    loop {
        let next = tokio::select! {
            next = timeout(SILENCE, listener.next()) => next,
            () = app.notifier.ended() => return None,
        };
        match next {
            Ok(Ok(told)) => {
                rest.is_over();
                if told.by != app.replica {
                    told.keys.iter().for_each(|key| app.notifier.announce_printed(key));
                }
            }
            Ok(Err(error)) => return Some(error.to_string()),
            Err(_) => return Some("nothing was heard, not even this server itself".to_owned()),
        }
    }
}
