//! When and how the open filing is saved: at once into the browser, after a pause to the server, one request at a time.

use super::draft_copy::{self, DraftCopy};
use super::{OpenFiling, clock, session, use_session};
use crate::client::{ApiError, filings};
use crate::model::{ProblemKind, Timestamp};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Pause in typing after which a change is sent, milliseconds.
const PAUSE: u64 = 700;
/// Pause before another try after a failure, milliseconds.
const RETRY: u64 = 4_000;

/// How far saving has come; what the page says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The server has everything, since then.
    Saved(Timestamp),
    /// Changed, and about to be sent.
    Unsaved,
    /// Being sent.
    Saving,
    /// The server cannot be reached; the browser keeps the change and tries again.
    Offline,
    /// Somebody else saved in between; the person decides.
    Conflict,
    /// The filing can no longer be changed (it was submitted elsewhere).
    Refused,
}

impl SaveState {
    /// The code of the state, for styles and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            SaveState::Saved(_) => "saved",
            SaveState::Unsaved => "unsaved",
            SaveState::Saving => "saving",
            SaveState::Offline => "offline",
            SaveState::Conflict => "conflict",
            SaveState::Refused => "refused",
        }
    }
}

/// Watches the document: every change is kept in the browser at once and sent after a pause.
pub(super) fn start(open: OpenFiling) {
    let known_session = use_session();
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        timer.update_value(|timer| {
            if let Some(handle) = timer.take() {
                handle.clear();
            }
        })
    };
    Effect::new(move |_| {
        let document = open.document.read();
        let server = open.server.read_untracked();
        stop();
        if *document == server.filing || open.save_state.get_untracked() == SaveState::Conflict {
            return;
        }
        draft_copy::keep(&server.id, &DraftCopy { base: server.filing.clone(), typed: document.clone() });
        open.save_state.set(SaveState::Unsaved);
        schedule(open, known_session, timer, PAUSE);
    });
    // The tab is hidden or closed: what waits for its pause goes now.
    let on_hide = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().hidden() && open.save_state.get_untracked() == SaveState::Unsaved {
            spawn_local(async move {
                let _ = flush(open).await;
            });
        }
    });
    on_cleanup(move || {
        stop();
        on_hide.remove();
    });
}

fn schedule(
    open: OpenFiling,
    known_session: RwSignal<session::Session>,
    timer: StoredValue<Option<TimeoutHandle>>,
    pause: u64,
) {
    let handle = set_timeout_with_handle(
        move || {
            spawn_local(async move {
                if let Err(error) = flush(open).await {
                    session::note_error(known_session, &error);
                    if error == ApiError::Offline {
                        schedule(open, known_session, timer, RETRY);
                    }
                }
            });
        },
        Duration::from_millis(pause),
    );
    // The page is gone: nobody waits for the timer any more.
    let _ = timer.try_update_value(|slot| *slot = handle.ok());
}

/// Sends what is unsaved and waits until the server has it; several calls at once become one request after the other.
pub(super) async fn flush(open: OpenFiling) -> Result<(), ApiError> {
    while open.in_flight.try_get_untracked() == Some(true) {
        TimeoutFuture::new(30).await;
    }
    loop {
        // The page may be gone by now; its signals are then disposed, and the browser's copy holds the change.
        let Some(document) = open.document.try_get_untracked() else { return Ok(()) };
        let Some((id, version, base)) =
            open.server.try_with_untracked(|server| (server.id.clone(), server.version, server.filing.clone()))
        else {
            return Ok(());
        };
        if document == base {
            draft_copy::forget(&id);
            open.save_state.try_set(SaveState::Saved(clock::now()));
            return Ok(());
        }
        open.in_flight.try_set(true);
        open.save_state.try_set(SaveState::Saving);
        let answer = filings::save(&id, version, &document).await;
        open.in_flight.try_set(false);
        match answer {
            Ok(view) => {
                if open.server.try_get_untracked().is_none() {
                    draft_copy::forget(&id);
                    return Ok(());
                }
                // What was typed while the request travelled stays and goes with the next round.
                open.refused.set(Vec::new());
                open.server.set(view);
            }
            Err(error) if error.kind() == Some(ProblemKind::Stale) => {
                let current = filings::get(&id).await?;
                if current.filing == base {
                    // Only the server's side moved (a phone was verified): the same change fits the newer version.
                    open.server.try_set(current);
                } else {
                    open.save_state.try_set(SaveState::Conflict);
                    return Err(error);
                }
            }
            Err(error) => {
                open.save_state.try_set(match error.kind() {
                    Some(ProblemKind::NotNow) => SaveState::Refused,
                    _ => SaveState::Offline,
                });
                return Err(error);
            }
        }
    }
}
