//! What the reviewer wrote is saved on the server: after a pause of typing, as its box is left, and again where that failed, until it is there.

use super::staff;
use super::written::Place;
use beian::state::{ApiError, Request};
use beian_browser::client::staff as calls;
use beian_browser::waiting::{first_of, rest, woken};
use beian_model::FilingId;
use leptos::ev::beforeunload;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, BTreeSet};

/// A pause of typing after which it is saved, milliseconds.
const PAUSE: u32 = 600;
/// So long after a failure it is sent again, milliseconds; at once when the network is back.
const AGAIN_AFTER: u32 = 5_000;
/// How often what waits for a save looks whether it is over, milliseconds.
const LOOK: u32 = 30;

/// What is not saved yet.
#[derive(Clone, Copy)]
pub struct Saving {
    filing: StoredValue<FilingId>,
    texts: RwSignal<BTreeMap<Place, String>>,
    unsaved: StoredValue<BTreeSet<Place>>,
    refused: RwSignal<BTreeMap<Place, ApiError>>,
    /// Hears of a session that ended; one save at a time, so that none overtakes another.
    request: Request,
    /// Counts what was typed: a pause ends with the next letter.
    turn: StoredValue<u32>,
}

/// It may be taken the next time.
fn may_be_taken(error: &ApiError) -> bool {
    matches!(error.status(), 0 | 401 | 408 | 429 | 500..)
}

impl Saving {
    /// Saves the texts of a filing until the page goes; what is not saved by then is sent as it goes.
    pub fn of(filing: FilingId, texts: RwSignal<BTreeMap<Place, String>>) -> Saving {
        let saving = Saving {
            filing: StoredValue::new(filing),
            texts,
            unsaved: StoredValue::new(BTreeSet::new()),
            refused: RwSignal::new(BTreeMap::new()),
            request: staff::request(),
            turn: StoredValue::new(0),
        };
        let leaves = window_event_listener(beforeunload, move |event| {
            if saving.unsaved.with_value(|unsaved| !unsaved.is_empty()) {
                saving.save_now();
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            leaves.remove();
            saving.send_all();
        });
        saving
    }

    /// Where something stands that is not saved.
    pub fn unsaved(self) -> BTreeSet<Place> {
        self.unsaved.get_value()
    }

    /// Why what stands there could not be saved, tracked.
    pub fn refused(self, place: Place) -> Option<ApiError> {
        self.refused.read().get(&place).cloned()
    }

    /// Nothing here is to be saved any more.
    pub fn forget(self) {
        self.unsaved.update_value(BTreeSet::clear);
        self.refused.update(BTreeMap::clear);
    }

    /// Something was typed: it is saved after a pause.
    pub fn save_soon(self, place: Place) {
        self.unsaved.update_value(|unsaved| {
            unsaved.insert(place);
        });
        self.after(PAUSE);
    }

    /// Saves what is not saved yet.
    pub fn save_now(self) {
        self.turn.update_value(|turn| *turn += 1);
        if self.unsaved.with_value(|unsaved| !unsaved.is_empty()) {
            self.request.send(self.round());
        }
    }

    /// Ready when everything is saved that can be.
    pub async fn saved(self) {
        loop {
            while self.request.is_busy() {
                rest(LOOK).await;
            }
            let waits = self.unsaved.try_with_value(|unsaved| !unsaved.is_empty()) == Some(true);
            let is_refused = self.refused.try_with_untracked(|refused| !refused.is_empty()) == Some(true);
            if !waits || is_refused {
                return;
            }
            self.save_now();
        }
    }

    /// Saves once so many milliseconds are over, or the network is back; not where something is typed or sent before.
    fn after(self, milliseconds: u32) {
        let Some(()) = self.turn.try_update_value(|turn| *turn += 1) else { return };
        let turn = self.turn.try_get_value();
        spawn_local(async move {
            if milliseconds == PAUSE {
                rest(milliseconds).await;
            } else {
                first_of(woken(), rest(milliseconds)).await;
            }
            if turn.is_some() && self.turn.try_get_value() == turn {
                if self.request.is_busy() {
                    self.after(PAUSE);
                } else {
                    self.save_now();
                }
            }
        });
    }

    /// Sends everything once; what was typed meanwhile is sent as well.
    async fn round(self) -> Result<(), ApiError> {
        let mut outcome = Ok(());
        let mut tried = BTreeSet::new();
        let mut again = false;
        loop {
            let next = self.unsaved.try_with_value(|unsaved| unsaved.difference(&tried).next().copied()).flatten();
            let (Some(place), Some(filing)) = (next, self.filing.try_get_value()) else { break };
            let Some(text) = self.texts.try_with_untracked(|texts| texts.get(&place).cloned()) else { break };
            let sent = text.clone().unwrap_or_default().trim().to_owned();
            match calls::write(&filing, place, sent).await {
                Ok(()) => {
                    self.refused.try_update(|refused| refused.remove(&place));
                    let is_same = self.texts.try_with_untracked(|texts| texts.get(&place).cloned() == text);
                    if is_same == Some(true) {
                        self.unsaved.try_update_value(|unsaved| unsaved.remove(&place));
                    }
                }
                Err(error) => {
                    tried.insert(place);
                    again |= may_be_taken(&error);
                    // What was decided meanwhile is not to be saved any more.
                    if self.unsaved.try_with_value(|unsaved| unsaved.contains(&place)) == Some(true) {
                        self.refused.try_update(|refused| refused.insert(place, error.clone()));
                        outcome = Err(error);
                    }
                }
            }
        }
        if again {
            self.after(AGAIN_AFTER);
        }
        outcome
    }

    /// Sends everything as the page goes, without waiting for an answer.
    fn send_all(self) {
        let filing = self.filing.get_value();
        for place in self.unsaved.get_value() {
            let text = self.texts.with_untracked(|texts| texts.get(&place).cloned()).unwrap_or_default();
            let filing = filing.clone();
            spawn_local(async move {
                // Nobody is there to be told.
                let _ = calls::write(&filing, place, text.trim().to_owned()).await;
            });
        }
    }
}
