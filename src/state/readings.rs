//! What the server reads in pictures of the open filing, heard as it comes; an ID card fills empty fields by itself.

use super::{ApiError, OpenFiling, ReadValues, SaveState, use_filing, use_read_values};
use crate::dynamic::{effect, memo};
use beian_browser::client::readings;
use beian_model::{
    AttachmentId, DocumentType, Path, PersonField, PersonReading, PersonRef, ReadField, Reading,
    ReadingState, Region, VerificationId, VerificationState,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// What was heard of a picture.
pub struct Heard<T: 'static> {
    /// How far its reading is, and what it says.
    pub told: RwSignal<Option<T>>,
    /// Nothing came in time, or at all: it is typed from the picture, as it would be without OCR.
    pub missed: RwSignal<bool>,
}

impl<T> Clone for Heard<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Heard<T> {}

/// Whether a reading was done in time.
type Done = Pin<Box<dyn Future<Output = Result<bool, ApiError>>>>;

/// What the organiser's certificate says, once it is uploaded.
pub fn of_licence() -> Heard<(AttachmentId, Reading)> {
    let filing = use_filing();
    let attachment = memo(move || {
        let document = filing.document.read();
        document.organiser.licence.first().map(|page| page.id.clone())
    });
    hear(attachment, move |id, tell| {
        Box::pin(async move {
            let of = id.clone();
            readings::of_attachment(&filing.id(), &id, move |reading| tell((of.clone(), reading))).await
        })
    })
}

/// What the ID card of a responsible person says, as their phone photographed it; nothing before they are verified. Fields
/// that are empty are filled in at once.
pub fn of_card(of: PersonRef) -> Heard<(ReadingState, Vec<ReadField>)> {
    let filing = use_filing();
    let values = use_read_values();
    let passed = memo(move || {
        let server = filing.server.read();
        let passed = |one: &&beian_model::wire::VerificationView| {
            one.of.verified_person() == Some(of) && one.state == VerificationState::Passed
        };
        server.verifications.iter().find(passed).map(|one| one.id.clone())
    });
    hear(passed, move |id, tell| {
        Box::pin(async move {
            let card = id.clone();
            let told = move |reading: PersonReading| {
                // Another card may have passed by now.
                if passed.try_get_untracked().flatten().as_ref() == Some(&card) {
                    let state = reading.state;
                    let read = fields(of, reading);
                    fill_empty(filing, values, of, &card, &read);
                    tell((state, read));
                }
            };
            readings::of_verification(&filing.id(), &id, told).await
        })
    })
}

/// Listens to the reading of each picture that stands there from now on; what comes of an earlier one is dropped.
fn hear<Id, T>(picture: Memo<Option<Id>>, listen: impl Fn(Id, Rc<dyn Fn(T)>) -> Done + 'static) -> Heard<T>
where
    Id: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let heard = Heard { told: RwSignal::new(None), missed: RwSignal::new(false) };
    effect(move || {
        heard.told.set(None);
        heard.missed.set(false);
        let Some(id) = picture.get() else { return };
        let wanted = id.clone();
        let stands = Rc::new(move || picture.try_get_untracked().flatten().as_ref() == Some(&wanted));
        let still = Rc::clone(&stands);
        let tell = Rc::new(move |told| {
            if still() {
                heard.told.try_set(Some(told));
            }
        });
        let done = listen(id, tell);
        spawn_local(async move {
            let is_done = done.await;
            if stands() {
                heard.missed.try_set(is_done != Ok(true));
            }
        });
    });
    heard
}

/// The fields of a card that was read. It has no crops: its pictures stay between phone and server.
fn fields(of: PersonRef, reading: PersonReading) -> Vec<ReadField> {
    let texts = [
        (PersonField::Name, reading.name),
        (PersonField::DocumentNumber, reading.number),
        (PersonField::ValidFrom, reading.valid_from),
        (PersonField::ValidUntil, reading.valid_until),
    ];
    let read = texts.into_iter().filter(|(_, text)| !text.is_empty());
    read.map(|(field, text)| ReadField { path: Path::person(of, field), text, region: Region::default(), sure: true })
        .collect()
}

/// Fills in what is empty from a card, once a card. Where another document than an ID card was chosen, or the document is
/// in question, nothing is.
fn fill_empty(filing: OpenFiling, values: ReadValues, of: PersonRef, card: &VerificationId, read: &[ReadField]) {
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
        let empty = filing.document.with_untracked(|document| document.text(one.path) == Some(""));
        // Not under the hands of who is about to type.
        let focused = document().active_element().is_some_and(|element| element.id() == one.path.to_string());
        if empty && !focused {
            values.fill(filing, one.path, &one.text);
        }
    }
}
