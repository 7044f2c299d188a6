//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it.

use crate::model::{Filing, FilingId};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

/// A change that the server has not confirmed, and what it was based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftCopy {
    /// The document as the server last had it.
    pub base: Filing,
    /// The document as typed.
    pub typed: Filing,
}

fn key(id: &FilingId) -> String {
    format!("beian.draft.{id}")
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps the copy. Says whether the browser took it: private windows and full disks may not.
pub fn keep(id: &FilingId, copy: &DraftCopy) -> bool {
    let Ok(json) = serde_json::to_string(copy) else { return false };
    storage().is_some_and(|storage| storage.set_item(&key(id), &json).is_ok())
}

/// The copy that is kept, if there is one that can be read.
pub fn kept(id: &FilingId) -> Option<DraftCopy> {
    let json = storage()?.get_item(&key(id)).ok()??;
    serde_json::from_str(&json).ok()
}

/// Forgets the copy: the server has it.
pub fn forget(id: &FilingId) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(id));
    }
}
