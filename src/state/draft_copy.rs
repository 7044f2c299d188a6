//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it.

use super::browser_store;
use crate::model::merge::Conflict;
use crate::model::{Filing, FilingId};
use serde::{Deserialize, Serialize};

/// A change that the server has not confirmed, and what it was based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftCopy {
    /// The document as the server last had it.
    pub base: Filing,
    /// The document as typed.
    pub typed: Filing,
    /// Fields that were changed elsewhere too, not yet decided.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
}

fn key(id: &FilingId) -> String {
    format!("draft {id}")
}

/// Keeps the copy; the future says whether the browser took it: private windows and full disks may not.
pub fn keep(id: &FilingId, copy: &DraftCopy) -> impl Future<Output = bool> + use<> {
    let asked = serde_json::to_string(copy).ok().map(|json| browser_store::put(&key(id), &json));
    async move {
        match asked {
            Some(asked) => asked.await,
            None => false,
        }
    }
}

/// The copy that is kept, if there is one that can be read. Also opens the store for what follows.
pub async fn kept(id: &FilingId) -> Option<DraftCopy> {
    browser_store::open().await;
    serde_json::from_str(&browser_store::get(&key(id)).await?).ok()
}

/// Forgets the copy: the server has it.
pub fn forget(id: &FilingId) {
    browser_store::remove(&key(id));
}
