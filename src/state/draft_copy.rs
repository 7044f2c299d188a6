//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it. Each tab
//! has its own; what a closed tab left is taken up by the next that opens the filing.

use super::tab;
use crate::browser::store;
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

fn prefix(id: &FilingId) -> String {
    format!("draft {id} ")
}

fn key(id: &FilingId) -> String {
    prefix(id) + &tab::name()
}

/// Keeps the copy; the future says whether the browser took it: private windows and full disks may not.
pub fn keep(id: &FilingId, copy: &DraftCopy) -> impl Future<Output = bool> + use<> {
    let asked = serde_json::to_string(copy).ok().map(|json| store::put(&key(id), &json.into()));
    async move {
        match asked {
            Some(asked) => asked.await,
            None => false,
        }
    }
}

/// The copies of this tab and of tabs that are closed, which are this tab's from now on. Also opens the store for what
/// follows.
pub async fn kept(id: &FilingId) -> Vec<DraftCopy> {
    store::open().await;
    tab::claim().await;
    let (prefix, own, living) = (prefix(id), key(id), tab::living().await);
    let mut copies = Vec::new();
    for key in store::keys().await {
        let Some(owner) = key.strip_prefix(&prefix) else { continue };
        if key != own && living.iter().any(|name| name == owner) {
            continue;
        }
        let text = store::get(&key).await;
        copies.extend(text.and_then(|text| serde_json::from_str(&text).ok()));
        if key != own {
            store::remove(&key);
        }
    }
    copies
}

/// Forgets this tab's copy: the server has it.
pub fn forget(id: &FilingId) {
    store::remove(&key(id));
}
