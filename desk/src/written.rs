//! What the reviewer wrote of a filing: it outlasts a reload of the filing and a session that ends, and is saved by `saving`.

use super::saving::Saving;
use beian::state::ApiError;
use beian_model::wire::{IcpNumbers, Reason, ReturnReason, ReturnRequest, ReviewView, SiteNumber};
use beian_model::{FilingId, OrganiserField, Path, SiteField, SiteId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Where something is written: on a field, or of the whole.
pub type Place = Option<Path>;

/// What the reviewer wrote.
#[derive(Clone, Copy)]
pub struct Written {
    /// What stands on fields, which becomes the reasons of a return, and of the whole. None is empty.
    texts: RwSignal<BTreeMap<Place, String>>,
    /// Who wrote it, where that was saved.
    authors: RwSignal<BTreeMap<Place, String>>,
    /// The bureau's numbers, by the name of whom they are of.
    numbers: RwSignal<BTreeMap<Path, String>>,
    saving: Saving,
}

impl Written {
    /// Nothing written yet of a filing.
    pub fn nothing(filing: FilingId) -> Written {
        let texts = RwSignal::new(BTreeMap::new());
        Written {
            texts,
            authors: RwSignal::new(BTreeMap::new()),
            numbers: RwSignal::new(BTreeMap::new()),
            saving: Saving::of(filing, texts),
        }
    }

    /// Takes what the server has, but where something newer stands here that is not saved yet.
    pub fn take(self, view: &ReviewView) {
        let mut theirs: BTreeMap<Place, String> =
            view.marks.iter().map(|mark| (Some(mark.path), mark.text.clone())).collect();
        if !view.note.is_empty() {
            theirs.insert(None, view.note.clone());
        }
        let ours = self.texts.read_untracked();
        for place in self.saving.unsaved() {
            match ours.get(&place) {
                Some(text) => theirs.insert(place, text.clone()),
                None => theirs.remove(&place),
            };
        }
        let is_new = *ours != theirs;
        drop(ours);
        if is_new {
            self.texts.set(theirs);
        }
        self.authors.set(view.marks.iter().map(|mark| (Some(mark.path), mark.by.clone())).collect());
    }

    /// A decision on it holds: the numbers were sent, and what was written was of the state before.
    pub fn clear(self) {
        self.saving.forget();
        self.texts.update(BTreeMap::clear);
        self.numbers.update(BTreeMap::clear);
    }

    /// What stands on a field or of the whole, tracked.
    pub fn text(self, place: Place) -> String {
        self.texts.read().get(&place).cloned().unwrap_or_default()
    }

    /// Who wrote it last, where that was saved, tracked.
    pub fn author(self, place: Place) -> Option<String> {
        self.authors.read().get(&place).cloned()
    }

    /// Something stands there, tracked.
    pub fn is_written(self, place: Place) -> bool {
        self.texts.read().contains_key(&place)
    }

    /// The same untracked, so that a box does not vanish under the writer.
    pub fn was_written(self, place: Place) -> bool {
        self.texts.read_untracked().contains_key(&place)
    }

    /// Writes; an empty text takes it back. It is saved after a pause.
    pub fn set(self, place: Place, text: String) {
        self.texts.update(|texts| {
            if text.trim().is_empty() {
                texts.remove(&place);
            } else {
                texts.insert(place, text);
            }
        });
        self.saving.save_soon(place);
    }

    /// Saves at once what is not saved yet: its box was left.
    pub fn save_now(self) {
        self.saving.save_now();
    }

    /// Ready when everything is saved that can be: a decision goes out after what was written.
    pub async fn saved(self) {
        self.saving.saved().await;
    }

    /// Why what stands there could not be saved, tracked.
    pub fn not_saved(self, place: Place) -> Option<ApiError> {
        self.saving.refused(place)
    }

    /// How many fields have a mark, tracked.
    pub fn count(self) -> usize {
        self.texts.read().keys().flatten().count()
    }

    /// The number of a site, or the organiser's, tracked.
    pub fn number(self, of: Option<SiteId>) -> String {
        self.numbers.read().get(&name(of)).cloned().unwrap_or_default()
    }

    /// Writes a number.
    pub fn set_number(self, of: Option<SiteId>, text: String) {
        self.numbers.update(|numbers| {
            numbers.insert(name(of), text);
        });
    }

    /// The note alone.
    pub fn reason(self) -> Reason {
        Reason { note: untrack(|| self.text(None)) }
    }

    /// Marks and note.
    pub fn return_request(self) -> ReturnRequest {
        let texts = self.texts.read_untracked();
        let reason =
            |(place, text): (&Place, &String)| place.map(|path| ReturnReason { path, text: text.trim().to_owned() });
        ReturnRequest { reasons: texts.iter().filter_map(reason).collect(), note: self.reason().note }
    }

    /// The numbers of the organiser and of these sites.
    pub fn icp_numbers(self, sites: &[SiteId]) -> IcpNumbers {
        let number = |of| untrack(|| self.number(of)).trim().to_owned();
        let of_site = |site: &SiteId| SiteNumber { site: *site, number: number(Some(*site)) };
        IcpNumbers { organiser: number(None), sites: sites.iter().map(of_site).collect() }
    }
}

/// The field of a site's name, or of the organiser's.
fn name(of: Option<SiteId>) -> Path {
    of.map_or(Path::Organiser(OrganiserField::Name), |site| Path::Site(site, SiteField::Name))
}
