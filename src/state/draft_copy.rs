//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it. Each tab
//! has its own; what a closed tab left is taken up by the next that opens the filing.

use super::tab;
use beian_browser::store;
use beian_browser::waiting::{first_of, rest};
use beian_browser::window::window;
use beian_model::merge::Conflict;
use beian_model::{Filing, FilingId};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::future::Future;

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

/// So long a copy waits until what earlier visits left has been read, milliseconds.
const READ_WITHIN: u32 = 2_000;

thread_local! {
    /// What earlier visits left of this filing is being read: a copy that is kept meanwhile would take its place.
    static READING: RefCell<Option<FilingId>> = const { RefCell::new(None) };
    /// The newest copy that waits until then, and where it is kept.
    static WAITING: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
    /// What was noted last: of which filing, and whether something may be kept of it.
    static NOTED: RefCell<Option<(FilingId, bool)>> = const { RefCell::new(None) };
}

/// Keeps the copy; the future says whether the browser took it: private windows and full disks may not.
pub fn keep(
    id: &FilingId,
    base: &Filing,
    typed: &Filing,
    conflicts: &[Conflict],
) -> impl Future<Output = bool> + use<> {
    note_kept(id, true);
    let is_read = READING.with_borrow(|reading| reading.as_ref() == Some(id));
    let mut asked = None;
    if let Ok(json) = serde_json::to_string(&Written { base, typed, conflicts }) {
        if is_read {
            WAITING.set(Some((key(id), json)));
        } else {
            asked = Some(store::put(&key(id), &json.into()));
        }
    }
    async move {
        match asked {
            Some(asked) => asked.await,
            None => is_read && first_of(been_read(), rest(READ_WITHIN)).await.is_some(),
        }
    }
}

/// Ready when nothing is being read.
async fn been_read() {
    while READING.with_borrow(Option::is_some) {
        rest(50).await;
    }
}

/// While it is there, what is kept of a filing waits.
pub struct Reading(FilingId);

impl Reading {
    /// What earlier visits left of a filing is about to be read.
    pub fn of(id: &FilingId) -> Reading {
        READING.set(Some(id.clone()));
        Reading(id.clone())
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        READING.with_borrow_mut(|reading| reading.take_if(|reading| *reading == self.0));
        if let Some((key, json)) = WAITING.take() {
            spawn_local(async move {
                let _ = store::put(&key, &json.into()).await;
            });
        }
    }
}

/// Where it is noted, to be asked at once, that the browser's store may have something of a filing.
fn note(id: &FilingId) -> String {
    format!("beian.draft.{id}")
}

fn note_kept(id: &FilingId, is_kept: bool) {
    let noted = Some((id.clone(), is_kept));
    if NOTED.with_borrow(|before| *before == noted) {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if is_kept { storage.set_item(&note(id), "1") } else { storage.remove_item(&note(id)) };
    }
    NOTED.set(noted);
}

/// An earlier visit may have left something of the filing; where nothing was noted, it is looked for all the same, and nobody waits.
pub fn may_be_kept(id: &FilingId) -> bool {
    match window().local_storage() {
        Ok(Some(storage)) => storage.get_item(&note(id)).ok().flatten().is_some(),
        _ => true,
    }
}

/// The copies of this tab and of tabs that are closed, which are this tab's from now on. Also opens the store for what
/// follows; nothing where the browser has none.
pub async fn kept(id: FilingId) -> Option<Vec<DraftCopy>> {
    if !store::open().await {
        return None;
    }
    let living = tab::living().await;
    tab::claim(living.is_some()).await;
    let (prefix, own, living) = (prefix(&id), key(&id), living.unwrap_or_default());
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
    note_kept(id, false);
    WAITING.with_borrow_mut(|waiting| waiting.take_if(|(place, _)| *place == key(id)));
    store::remove(&key(id));
}
