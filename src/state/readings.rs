//! What the server reads in pictures of the open filing, heard as it comes; an ID card fills empty fields by itself.

use super::{OpenFiling, ReadValues, SaveState, use_filing, use_read_values};
use crate::dynamic::{effect, memo};
use beian_browser::client::readings::{self, Of};
use beian_model::{
    DocumentType, OrganiserField, Path, PersonField, PersonIs, PersonRef, ReadField, Reading, VerificationState,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// What was heard of a picture.
#[derive(Clone, Copy)]
pub struct Heard {
    /// The picture's id; how far its reading is, and what it says.
    pub told: RwSignal<Option<(String, Reading)>>,
    /// Nothing came in time, or at all: it is typed from the picture, as it would be without OCR.
    pub missed: RwSignal<bool>,
}

/// What the organiser's certificate says, once it is uploaded: its first page.
pub fn of_licence() -> Heard {
    let filing = use_filing();
    let picture = memo(move || {
        let document = filing.document.read();
        document.organiser.licence.first().map(|page| page.id.to_string())
    });
    hear(filing, Of::Attachment, picture, Box::new(|_, _| {}))
}

/// What the ID card of a responsible person says, as their phone photographed it; nothing before they are verified. Fields
/// that are empty are filled in at once.
pub fn of_card(of: PersonRef) -> Heard {
    let filing = use_filing();
    let values = use_read_values();
    let passed = memo(move || {
        let server = filing.server.read();
        let passed = |one: &&beian_model::wire::VerificationView| {
            one.of.verified_person() == Some(of) && one.state == VerificationState::Passed
        };
        server.verifications.iter().find(passed).map(|one| one.id.to_string())
    });
    let fill = move |card: &str, reading: &Reading| fill_empty(filing, values, of, card, &reading.fields);
    hear(filing, Of::Verification, passed, Box::new(fill))
}

/// What is done with a reading before it is told: the picture's id, and what it says.
type First = Box<dyn Fn(&str, &Reading)>;

/// Listens to the reading of each picture that stands there from now on; what comes of an earlier one is dropped.
fn hear(filing: OpenFiling, of: Of, picture: Memo<Option<String>>, first: First) -> Heard {
    let heard = Heard { told: RwSignal::new(None), missed: RwSignal::new(false) };
    let first = Rc::new(first);
    effect(move || {
        heard.told.set(None);
        heard.missed.set(false);
        let Some(id) = picture.get() else { return };
        let first = Rc::clone(&first);
        spawn_local(async move {
            let stands = || picture.try_get_untracked().flatten().as_ref() == Some(&id);
            let tell = |reading: Reading| {
                if stands() {
                    first(&id, &reading);
                    heard.told.try_set(Some((id.clone(), reading)));
                }
            };
            let is_done = readings::hear(&filing.id(), of, &id, tell).await;
            if stands() {
                heard.missed.try_set(is_done != Ok(true));
            }
        });
    });
    heard
}

/// Fills in what is empty from a card, once a card. Where another document than an ID card was chosen, or the document is
/// in question, nothing is.
fn fill_empty(filing: OpenFiling, values: ReadValues, of: PersonRef, card: &str, read: &[ReadField]) {
    let open = filing.server.with_untracked(|server| server.status.is_editable())
        && filing.save_state.get_untracked() != SaveState::Conflict;
    if read.is_empty() || !open || !values.first_time(card) {
        return;
    }
    let document_type = Path::person(of, PersonField::DocumentType);
    let chosen = filing.document.with_untracked(|document| document.text(document_type).map(str::to_owned));
    match chosen.as_deref() {
        Some("") => values.fill(filing, document_type, DocumentType::ResidentId.as_str()),
        Some(code) if code == DocumentType::ResidentId.as_str() => {}
        _ => return,
    }
    for one in read {
        fill_one(filing, Some(values), one.path, &one.text);
    }
    if of == PersonRef::Organiser {
        fill_shared(filing, Some(values));
    }
}

fn fill_one(filing: OpenFiling, values: Option<ReadValues>, path: Path, text: &str) -> bool {
    let empty = filing.document.with_untracked(|document| document.text(path) == Some(""));
    // Not under the hands of who is about to type.
    let focused = document().active_element().is_some_and(|element| element.id() == path.to_string());
    let fills = empty && !focused && !text.is_empty();
    match values {
        _ if !fills => {}
        Some(values) => values.fill(filing, path, text),
        None => filing.set_text(path, text),
    }
    fills
}

/// Where the organiser's person is said to be the legal representative, name and number that are known of the one and not of the
/// other are filled in; with `values`, as read from a picture. What was filled in, and with what.
pub fn fill_shared(filing: OpenFiling, values: Option<ReadValues>) -> Vec<(Path, String)> {
    use {OrganiserField as Legal, PersonField as Own};
    let mut filled = Vec::new();
    let document = filing.document.get_untracked();
    if document.organiser.person_is != Some(PersonIs::LegalRepresentative) {
        return filled;
    }
    for (legal, own) in
        [(Legal::LegalRepresentative, Own::Name), (Legal::LegalRepresentativeNumber, Own::DocumentNumber)]
    {
        let (legal, own) = (Path::Organiser(legal), Path::OrganiserPerson(own));
        for (to, from) in [(own, legal), (legal, own)] {
            let text = document.text(from).unwrap_or_default();
            if fill_one(filing, values, to, text) {
                filled.push((to, text.to_owned()));
            }
        }
    }
    filled
}
