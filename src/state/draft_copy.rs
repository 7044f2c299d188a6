//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it. Each tab
//! has its own; what a closed tab left is taken up by the next that opens the filing.

use super::tab;
use beian_browser::store;
use beian_model::merge::Conflict;
use beian_model::{Filing, FilingId};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

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

/// The same as it is written, at each change: nothing is copied for it.
#[derive(Serialize)]
struct Written<'a> {
    base: &'a Filing,
    typed: &'a Filing,
    conflicts: &'a [Conflict],
}

fn prefix(id: &FilingId) -> String {
    format!("draft {id} ")
}

fn key(id: &FilingId) -> String {
    prefix(id) + &tab::name()
}

thread_local! {
    /// What earlier visits left of this filing is being read: a copy that is kept meanwhile would take its place.
    static READING: RefCell<Option<FilingId>> = const { RefCell::new(None) };
}

/// Keeps the copy; the future says whether the browser took it: private windows and full disks may not.
pub fn keep(
    id: &FilingId,
    base: &Filing,
    typed: &Filing,
    conflicts: &[Conflict],
) -> impl Future<Output = bool> + use<> {
    let copy = Written { base, typed, conflicts };
    let is_free = READING.with_borrow(|reading| reading.as_ref() != Some(id));
    let asked = serde_json::to_string(&copy).ok().filter(|_| is_free).map(|json| store::put(&key(id), &json.into()));
    async move {
        match asked {
            Some(asked) => asked.await,
            None => false,
        }
    }
}

/// The copies of this tab and of tabs that are closed, which are this tab's from now on. Also opens the store for what
/// follows; nothing where the browser has none.
pub async fn kept(id: &FilingId) -> Option<Vec<DraftCopy>> {
    READING.set(Some(id.clone()));
    let copies = read(id).await;
    READING.with_borrow_mut(|reading| {
        reading.take_if(|reading| reading == id);
    });
    copies
}

async fn read(id: &FilingId) -> Option<Vec<DraftCopy>> {
    if !store::open().await {
        return None;
    }
    let living = tab::living().await;
    tab::claim(living.is_some()).await;
    let (prefix, own, living) = (prefix(id), key(id), living.unwrap_or_default());
    let mut copies = Vec::new();
    for key in store::keys().await {
        let Some(owner) = key.strip_prefix(&prefix) else { continue };
        if key != own && living.iter().any(|name| name == owner) {
            continue;
        }
        let text = store::get(&key).await;
        copies.extend(text.and_then(|text| beian_browser::json::read(&text).ok()));
        if key != own {
            store::remove(&key);
        }
    }
    Some(copies)
}

/// Forgets this tab's copy: the server has it.
pub fn forget(id: &FilingId) {
    store::remove(&key(id));
}
