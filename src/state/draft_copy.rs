//! The browser's own copy of what the server has not yet: written at each change, removed when the server has it. Each tab
//! has its own; what a closed tab left is taken up by the next that opens the filing.
//!
//! What is typed before the copies of earlier visits have been read must take the place of none of them, and the code that reads them may
//! never come: until then it is kept in a place of its own, in the browser's storage that answers at once.

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
use std::thread::LocalKey;
use web_sys::Storage;

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
    /// Where it is kept, if that is not this tab's own place: it goes from there once it is kept here.
    #[serde(skip)]
    pub place: Option<String>,
}

/// The same as it is written, at each change: nothing is copied for it.
#[derive(Serialize)]
struct Written<'a> {
    base: &'a Filing,
    typed: &'a Filing,
    conflicts: &'a [Conflict],
}

/// What the names of the notes begin with that say which tab has something of a filing.
const NOTES: &str = "beian.draft.";

fn prefix(id: &FilingId) -> String {
    format!("draft {id} ")
}

fn key(id: &FilingId) -> String {
    prefix(id) + &tab::name()
}

/// So long a copy waits until what earlier visits left has been read, milliseconds.
const READ_WITHIN: u32 = 2_000;

thread_local! {
    /// The filings of which earlier visits' copies are being read, each as often as it is: a copy that is kept meanwhile would take
    /// the place of one of them.
    static READING: RefCell<Vec<FilingId>> = const { RefCell::new(Vec::new()) };
    /// The newest copy of each that waits until then.
    static WAITING: RefCell<Vec<(FilingId, String)>> = const { RefCell::new(Vec::new()) };
    /// Where this page keeps early what is typed, by filing.
    static EARLY: RefCell<Vec<(FilingId, String)>> = const { RefCell::new(Vec::new()) };
    /// Where the copies are that were taken up, until they are kept here.
    static TAKEN: RefCell<Vec<(FilingId, String)>> = const { RefCell::new(Vec::new()) };
}

fn is_read(id: &FilingId) -> bool {
    READING.with_borrow(|reading| reading.contains(id))
}

/// What is listed of a filing, which is listed no longer.
fn take(list: &'static LocalKey<RefCell<Vec<(FilingId, String)>>>, id: &FilingId) -> Vec<String> {
    list.with_borrow_mut(|list| {
        let (of_it, others) = std::mem::take(list).into_iter().partition::<Vec<_>, _>(|(of, _)| of == id);
        *list = others;
        of_it.into_iter().map(|(_, it)| it).collect()
    })
}

/// Keeps the copy; the future says whether the browser took it: private windows and full disks may not.
pub fn keep(
    id: &FilingId,
    base: &Filing,
    typed: &Filing,
    conflicts: &[Conflict],
) -> impl Future<Output = bool> + use<> {
    let (mut asked, mut took_early) = (None, false);
    if let Ok(json) = serde_json::to_string(&Written { base, typed, conflicts }) {
        if is_read(id) {
            took_early = write_early(id, &json);
            take(&WAITING, id);
            WAITING.with_borrow_mut(|waiting| waiting.push((id.clone(), json)));
        } else {
            asked = Some(write(id, json));
        }
    }
    let id = id.clone();
    async move {
        match asked {
            Some(asked) => asked.await,
            None => took_early || first_of(been_read(id), rest(READ_WITHIN)).await.is_some() && store::is_open(),
        }
    }
}

/// Where this page keeps what is typed before the copies have been read. Each page that was loaded has its own.
fn early(id: &FilingId) -> String {
    let known = EARLY.with_borrow(|places| places.iter().find(|(of, _)| of == id).map(|(_, place)| place.clone()));
    known.unwrap_or_else(|| {
        let place = early_prefix(id) + &beian_browser::client::new_key();
        EARLY.with_borrow_mut(|places| places.push((id.clone(), place.clone())));
        place
    })
}

fn early_prefix(id: &FilingId) -> String {
    format!("beian.early.{id}.")
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn write_early(id: &FilingId, json: &str) -> bool {
    note_kept(id);
    storage().is_some_and(|storage| storage.set_item(&early(id), json).is_ok())
}

/// Removes a copy from wherever it is.
fn remove(id: &FilingId, place: &str) {
    if place.starts_with(&early_prefix(id)) {
        remove_early(place);
    } else {
        store::remove(place);
    }
}

fn remove_early(place: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(place);
    }
}

/// What pages before this one kept early, and where.
fn left_early(id: &FilingId) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let (prefix, own) = (early_prefix(id), early(id));
    let places = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let places = places.filter(|place| place.starts_with(&prefix) && *place != own).collect::<Vec<_>>();
    places.into_iter().filter_map(|place| Some((storage.get_item(&place).ok()??, place))).collect()
}

/// The requests go out before this returns.
fn write(id: &FilingId, json: String) -> impl Future<Output = bool> + use<> {
    note_kept(id);
    let asked = store::put(&key(id), &json.into());
    remove_taken(id);
    asked
}

/// Ready when nothing of the filing is being read.
async fn been_read(id: FilingId) {
    while is_read(&id) {
        rest(50).await;
    }
}

/// While it is there, what is kept of a filing waits. Where it goes before they have been read, it stays where it was kept early.
pub struct Reading {
    id: FilingId,
    is_done: bool,
}

impl Reading {
    /// What earlier visits left of a filing is about to be read.
    pub fn of(id: &FilingId) -> Reading {
        READING.with_borrow_mut(|reading| reading.push(id.clone()));
        Reading { id: id.clone(), is_done: false }
    }

    /// They have been read.
    pub fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        READING.with_borrow_mut(|reading| {
            if let Some(at) = reading.iter().position(|id| *id == self.id) {
                reading.remove(at);
            }
        });
        if is_read(&self.id) {
            return;
        }
        if !self.is_done {
            take(&WAITING, &self.id);
            // The filing may be opened again, which then finds what was kept.
            take(&EARLY, &self.id);
            return;
        }
        for json in take(&WAITING, &self.id) {
            let (asked, place) = (write(&self.id, json), early(&self.id));
            spawn_local(async move {
                if asked.await {
                    remove_early(&place);
                }
            });
        }
    }
}

/// These copies are in the document from now on: they go from where they are as soon as that is kept here, or saved.
pub fn taken(id: &FilingId, copies: &[DraftCopy]) {
    let places = copies.iter().filter_map(|copy| Some((id.clone(), copy.place.clone()?)));
    TAKEN.with_borrow_mut(|taken| taken.extend(places));
}

fn remove_taken(id: &FilingId) {
    take(&TAKEN, id).iter().for_each(|place| remove(id, place));
}

/// Where it is noted, to be asked at once, which tab has something of a filing in the browser's store.
fn note(id: &FilingId) -> String {
    format!("{NOTES}{id}")
}

fn noted(id: &FilingId) -> Option<(Storage, Option<String>)> {
    let storage = storage()?;
    let tab = storage.get_item(&note(id)).ok().flatten();
    Some((storage, tab))
}

fn note_kept(id: &FilingId) {
    if let Some((storage, tab)) = noted(id)
        && tab.is_none_or(|tab| tab.is_empty())
    {
        let _ = storage.set_item(&note(id), &tab::name());
    }
}

/// The note goes where it is of a tab of which nothing is kept any more.
fn forget_note(id: &FilingId, is_gone: impl Fn(&str) -> bool) {
    if let Some((storage, Some(tab))) = noted(id)
        && is_gone(&tab)
    {
        let _ = storage.remove_item(&note(id));
    }
}

/// An earlier visit may have left something of the filing; where nothing was noted, it is looked for all the same, and nobody waits.
pub fn may_be_kept(id: &FilingId) -> bool {
    noted(id).is_none_or(|(_, tab)| tab.is_some())
}

/// The copies of this tab and of tabs that are closed. Also opens the store for what follows; nothing where the browser has none.
pub async fn kept(id: FilingId) -> Option<Vec<DraftCopy>> {
    if !store::open().await {
        return None;
    }
    let living = tab::living().await;
    tab::claim(living.is_some()).await;
    let (prefix, own, living) = (prefix(&id), key(&id), living.unwrap_or_default());
    // Where each is kept, and its text.
    let mut found = left_early(&id);
    for key in store::keys().await {
        if key.strip_prefix(&prefix).is_some_and(|owner| key == own || !living.iter().any(|name| name == owner)) {
            let text = store::get(&key).await.unwrap_or_default();
            found.push((text, key));
        }
    }
    let mut copies = Vec::with_capacity(found.len());
    for (text, place) in found {
        let place = (place != own).then_some(place);
        match (beian_browser::json::read::<DraftCopy>(&text), place) {
            (Ok(copy), place) => copies.push(DraftCopy { place, ..copy }),
            // Nobody can read it.
            (Err(_), Some(place)) => remove(&id, &place),
            (Err(_), None) => {}
        }
    }
    if copies.is_empty() {
        forget_note(&id, |tab| tab == tab::name() || !living.iter().any(|name| name == tab));
    }
    Some(copies)
}

/// Forgets this tab's copy, and those that were taken up: the server has them. What is being read is not forgotten.
pub fn forget(id: &FilingId) {
    take(&WAITING, id);
    remove_early(&early(id));
    if is_read(id) {
        return;
    }
    forget_note(id, |tab| tab.is_empty() || tab == tab::name());
    store::remove(&key(id));
    remove_taken(id);
}

/// This browser may have something of some filing that no server has. Whatever is kept is noted.
pub fn is_anything_kept() -> bool {
    let Some(storage) = storage() else { return false };
    let mut names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    names.any(|name| name.starts_with(NOTES))
}
