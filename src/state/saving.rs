//! When and how the open filing is saved: at once into the browser, after a pause to the server, one request at a time.

use super::draft_copy;
use super::save_state::SaveState;
use super::session::Session;
use super::withheld::named_by;
use super::{OpenFiling, merging, session, use_session};
use crate::dynamic::effect;
use beian_browser::client::{ApiError, filings, poll};
use beian_browser::waiting::rest;
use beian_model::wire::FilingView;
use beian_model::{Filing, FilingId, ProblemKind};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Pause in typing after which a change is sent, milliseconds.
const PAUSE: u64 = 700;
/// The page is gone meanwhile: whoever waited does not go on, and the browser's copy holds what was not saved.
const GONE: ApiError = ApiError::Offline;
/// So often it is looked whether a save has come to its end, milliseconds.
const LOOK_EACH: u32 = 50;
/// Writes that were overtaken before one gives up for this round.
const MOST_ROUNDS: u8 = 8;

/// The timer of the next try, and how many failed in a row.
#[derive(Clone, Copy)]
pub(super) struct Pending {
    timer: StoredValue<Option<TimeoutHandle>>,
    failures: StoredValue<u32>,
    session: RwSignal<Session>,
}

impl Pending {
    pub(super) fn new() -> Pending {
        Pending { timer: StoredValue::new(None), failures: StoredValue::new(0), session: use_session() }
    }

    fn stop(self) {
        self.timer.try_update_value(|timer| {
            if let Some(handle) = timer.take() {
                handle.clear();
            }
        });
    }

    fn schedule(self, open: OpenFiling, milliseconds: u64) {
        self.stop();
        let handle = set_timeout_with_handle(move || self.send(open), Duration::from_millis(milliseconds));
        // The page is gone: nobody waits for the timer any more.
        let _ = self.timer.try_update_value(|slot| *slot = handle.ok());
    }

    /// Sends now; after a failure that may pass again, each time a little later, and not before the server wants it.
    fn send(self, open: OpenFiling) {
        spawn_local(async move {
            match flush(open).await {
                Ok(()) => drop(self.failures.try_set_value(0)),
                Err(error) => {
                    session::note_error(self.session, &error);
                    if matches!(open.save_state.try_get_untracked(), Some(SaveState::Offline | SaveState::Trouble)) {
                        let failures = self.failures.try_get_value().unwrap_or(0) + 1;
                        self.failures.try_set_value(failures);
                        let pause = u64::from(poll::pause(failures, js_sys::Math::random()));
                        self.schedule(open, pause.max(wanted_pause(&error)));
                    }
                }
            }
        });
    }
}

/// Milliseconds after which the server wants to be asked again, where it says so.
fn wanted_pause(error: &ApiError) -> u64 {
    match error {
        ApiError::Problem(problem) => u64::from(problem.retry_after.unwrap_or(0)) * 1_000,
        ApiError::Offline | ApiError::PartMissing | ApiError::Unreadable(_) => 0,
    }
}

/// Watches the document: every change is kept in the browser at once and sent after a pause.
pub(super) fn start(open: OpenFiling) {
    let pending = open.pending;
    effect(move || {
        let document = open.document.read();
        let server = open.server.read_untracked();
        pending.stop();
        open.forget_agreed(&document);
        if *document == server.filing {
            return open.settled();
        }
        let conflicts = open.conflicts.read_untracked();
        let asked = draft_copy::keep(&server.id, &server.filing, &document, &conflicts);
        spawn_local(async move {
            let took = asked.await;
            if open.kept_here.try_get_untracked() == Some(!took) {
                open.kept_here.try_set(took);
            }
        });
        if !open.save_state.get_untracked().is_failure() {
            open.save_state.set(SaveState::Unsaved);
        }
        pending.schedule(open, PAUSE);
    });
    let waits = move || open.save_state.try_get_untracked().is_some_and(SaveState::is_pending);
    let listeners = [
        // The tab is hidden or closed: what waits for its pause goes now. Shown again: what others saved is fetched.
        window_event_listener(leptos::ev::visibilitychange, move |_| {
            if document().hidden() {
                if open.save_state.try_get_untracked() == Some(SaveState::Unsaved) {
                    pending.send(open);
                }
            } else if waits() && open.save_state.try_get_untracked() != Some(SaveState::Partly) {
                pending.send(open);
            } else {
                spawn_local(async move {
                    open.look_for_newer().await;
                });
            }
        }),
        window_event_listener(leptos::ev::online, move |_| {
            if waits() {
                pending.send(open);
            }
        }),
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if waits() {
                ask_to_stay(&event);
            }
        }),
    ];
    on_cleanup(move || {
        pending.stop();
        listeners.into_iter().for_each(WindowListenerHandle::remove);
        last_save(open);
    });
}

/// The browser asks whether the page is really to be left.
pub(super) fn ask_to_stay(event: &web_sys::BeforeUnloadEvent) {
    if session::is_leaving() {
        return;
    }
    event.prevent_default();
    // Safari asks only where this is set.
    event.set_return_value("unsaved");
}

/// The person goes to another page of the application: what waits for its pause is sent by nobody else.
fn last_save(open: OpenFiling) {
    let waits = open.save_state.try_get_untracked().is_some_and(|state| state == SaveState::Unsaved);
    let document = open.try_to_send();
    let is_whole = open.document.try_get_untracked() == document;
    let known = open.server.try_with_untracked(|server| (server.id.clone(), server.version));
    if let (true, Some(document), Some((id, version))) = (waits, document, known) {
        spawn_local(async move {
            // Refused or lost: the browser's copy holds it until the filing is opened again; so it does where a field was left out.
            if filings::save(&id, version, &document).await.is_ok() && is_whole {
                draft_copy::forget(&id);
            }
        });
    }
}

/// What the server has now, to be merged with what is here.
async fn current_to_merge(id: &FilingId) -> Result<FilingView, ApiError> {
    let current = filings::get(id).await?;
    merging::ready().await?;
    Ok(current)
}

/// Sends what is unsaved and waits until the server has it; several calls at once become one request after the other. Who waits
/// for another's request hears of its failure, and does not wait for a second one.
pub(super) async fn flush(open: OpenFiling) -> Result<(), ApiError> {
    if open.in_flight.try_get_untracked() == Some(true) {
        while open.in_flight.try_get_untracked() == Some(true) {
            rest(30).await;
        }
        if open.save_state.try_get_untracked().is_some_and(SaveState::is_failure)
            && let Some(Some(error)) = open.save_error.try_get_untracked()
        {
            return Err(error);
        }
    }
    let mut last = ApiError::Offline;
    for _ in 0..MOST_ROUNDS {
        let Some(document) = open.try_to_send() else { return Err(GONE) };
        let Some((id, version, base)) =
            open.server.try_with_untracked(|server| (server.id.clone(), server.version, server.filing.clone()))
        else {
            return Err(GONE);
        };
        if document == base {
            open.save_error.try_set(None);
            open.settled();
            return Ok(());
        }
        open.in_flight.try_set(true);
        open.save_state.try_set(SaveState::Saving);
        let answer = filings::save(&id, version, &document).await;
        let answer = match answer {
            // Somebody saved in between: theirs and ours become one, and go with the next round.
            Err(error) if error.kind() == Some(ProblemKind::Stale) => {
                last = error;
                current_to_merge(&id).await.map(|current| (current, base))
            }
            other => other.map(|view| (view, document.clone())),
        };
        open.in_flight.try_set(false);
        match answer {
            Ok((view, base)) => {
                if open.server.try_with_untracked(|_| ()).is_none() {
                    return Err(GONE);
                }
                // What was typed while the request travelled stays and goes with the next round.
                open.take_over(view, &base);
            }
            // What it is about stays here, and the rest goes with the next round.
            Err(error) if open.withhold(&error, &document) => last = error,
            Err(error) => {
                open.fail(&error);
                return Err(error);
            }
        }
    }
    open.fail(&last);
    Err(last)
}

impl OpenFiling {
    /// Saves now, not only after the pause; the line beside the heading says how it went.
    pub fn save_now(self) {
        spawn_local(async move {
            let _ = self.flush().await;
        });
    }

    /// Takes over what was saved elsewhere while this tab was hidden, or nobody was signed in. Says whether the filing is this account's;
    /// nothing where nobody can tell.
    async fn look_for_newer(self) -> Option<bool> {
        let (id, version) = self.known_version()?;
        match filings::newer(&id, version).await {
            Ok(newer) => {
                newer.into_iter().for_each(|view| self.acknowledge_newer(view));
                Some(true)
            }
            Err(error) => (error.kind() == Some(ProblemKind::NotFound)).then_some(false),
        }
    }

    /// Somebody signed in again: what waited for that goes now, unless the filing is another account's, which is said.
    pub async fn go_on_after_sign_in(self) -> bool {
        let mut failures = 0;
        let is_ours = loop {
            if let Some(is_ours) = self.look_for_newer().await {
                break is_ours;
            }
            if self.known_version().is_none() {
                return true;
            }
            failures += 1;
            rest(poll::pause(failures, js_sys::Math::random())).await;
        };
        if is_ours && self.save_state.try_get_untracked() == Some(SaveState::SignedOut) {
            self.pending.send(self);
        }
        is_ours
    }

    /// Saves what is unsaved, and waits no longer than so many milliseconds for it; what takes longer goes on. Says whether all is saved.
    pub(super) async fn save_within(self, milliseconds: u32) -> bool {
        let waits = move || self.save_state.try_get_untracked().is_some_and(SaveState::is_pending);
        if !waits() {
            return true;
        }
        self.pending.send(self);
        for _ in 0..milliseconds / LOOK_EACH {
            rest(LOOK_EACH).await;
            if self.in_flight.try_get_untracked() != Some(true) {
                break;
            }
        }
        !waits()
    }

    /// The save failed.
    fn fail(self, error: &ApiError) {
        self.save_error.try_set(Some(error.clone()));
        self.save_state.try_set(SaveState::after(error));
    }

    /// Leaves out from now on what the server refused the document for. Says whether it was about single fields.
    fn withhold(self, error: &ApiError, sent: &Filing) -> bool {
        let said = match error {
            ApiError::Problem(problem) => &problem.findings[..],
            ApiError::Offline | ApiError::PartMissing | ApiError::Unreadable(_) => &[],
        };
        let named = self.server.try_with_untracked(|server| {
            self.with_findings(|findings| named_by(error.status(), said, findings, sent, &server.filing))
        });
        let named = named.unwrap_or_default();
        let is_new = !named.is_empty();
        if is_new {
            self.refused_values.try_update(|refused| refused.extend(named));
        }
        is_new
    }
}
