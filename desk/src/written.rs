//! What the reviewer wrote of a filing and has not sent: it outlasts a reload of the filing and a session that ends.

use beian_model::wire::{IcpNumbers, Reason, ReturnReason, ReturnRequest, SiteNumber};
use beian_model::{OrganiserField, Path, SiteField, SiteId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the reviewer wrote.
#[derive(Clone, Copy)]
pub struct Written {
    /// On fields; becomes the reasons of a return.
    marks: RwSignal<BTreeMap<Path, String>>,
    /// On the whole.
    pub note: RwSignal<String>,
    /// The bureau's numbers, by the name of whom they are of.
    numbers: RwSignal<BTreeMap<Path, String>>,
}

impl Written {
    /// Nothing written yet.
    pub fn nothing() -> Written {
        Written {
            marks: RwSignal::new(BTreeMap::new()),
            note: RwSignal::new(String::new()),
            numbers: RwSignal::new(BTreeMap::new()),
        }
    }

    /// It was sent.
    pub fn clear(self) {
        self.marks.update(BTreeMap::clear);
        self.note.update(String::clear);
        self.numbers.update(BTreeMap::clear);
    }

    /// What stands on a field, tracked.
    pub fn mark(self, path: Path) -> String {
        self.marks.read().get(&path).cloned().unwrap_or_default()
    }

    /// Something stands on a field; untracked, so that a box does not vanish under the writer.
    pub fn is_marked(self, path: Path) -> bool {
        self.marks.read_untracked().contains_key(&path)
    }

    /// Writes on a field; an empty text takes it back.
    pub fn set_mark(self, path: Path, text: String) {
        self.marks.update(|marks| {
            if text.trim().is_empty() {
                marks.remove(&path);
            } else {
                marks.insert(path, text);
            }
        });
    }

    /// How many fields have a mark, tracked.
    pub fn count(self) -> usize {
        self.marks.read().len()
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
        Reason { note: self.note.get_untracked() }
    }

    /// Marks and note.
    pub fn return_request(self) -> ReturnRequest {
        let marks = self.marks.read_untracked();
        let reason = |(path, text): (&Path, &String)| ReturnReason { path: *path, text: text.trim().to_owned() };
        ReturnRequest { reasons: marks.iter().map(reason).collect(), note: self.note.get_untracked() }
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
