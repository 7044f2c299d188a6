//! Reading a picture once, and keeping what was read: in the background, so that who asks may leave and come back.

use crate::app::App;
use crate::http::problem::Answer;
use crate::notifier::Key;
use crate::ocr::{Page, Unread, id_card, licence};
use crate::storage::{StoreError, VerificationRow};
use beian_model::{
    AttachmentId, Capture, DocumentType, OrganiserField, Path, PersonReading, ReadField, Reading, ReadingState, Region,
    Spot, VerificationId,
};
use std::time::Duration;

/// Ends a reading however it ended, and wakes who waits for it.
struct Turn {
    app: App,
    key: Key,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.app.running.end(&self.key.to_string());
        self.app.notifier.announce(&self.key);
    }
}

/// What an upload in a slot says, once it was read; waits so long for it.
///
/// # Errors
/// When the database fails.
pub async fn of_attachment(app: &App, id: &AttachmentId, slot: Path, wait: Duration) -> Answer<Reading> {
    if !app.ocr.is_on() {
        return Ok(Reading::empty(ReadingState::Off));
    }
    if slot != Path::Organiser(OrganiserField::Licence) {
        return Ok(Reading::empty(ReadingState::Done));
    }
    let key = Key::Reading(id.clone());
    let mut watch = app.notifier.watch(key.clone(), wait);
    if let Some(reading) = app.store.reading(id).await? {
        return Ok(reading);
    }
    if app.running.begin(&key.to_string()) {
        let turn = Turn { app: app.clone(), key: key.clone() };
        let id = id.clone();
        tokio::spawn(async move { read_attachment(&turn.app, &id).await });
    }
    watch.changed().await;
    match app.store.reading(id).await? {
        Some(reading) => Ok(reading),
        None if app.running.has(&key.to_string()) => Ok(Reading::empty(ReadingState::Running)),
        // The engine could not be started. Nothing is kept: another time it may.
        None => Ok(Reading::empty(ReadingState::Done)),
    }
}

/// What the ID card of a verification says, once it was read; waits so long for it. One that repeats an earlier one has its card.
///
/// # Errors
/// When the database fails.
pub async fn of_person(app: &App, row: &VerificationRow, wait: Duration) -> Answer<PersonReading> {
    // The reader knows ID cards only.
    if !app.ocr.is_on() || row.document() != DocumentType::ResidentId {
        return Ok(PersonReading::empty(ReadingState::Off));
    }
    let id = row.same_as.as_ref().unwrap_or(&row.id);
    let key = Key::PersonReading(id.clone());
    let mut watch = app.notifier.watch(key.clone(), wait);
    if let Some(reading) = app.store.person_reading(id).await? {
        return Ok(reading);
    }
    begin_person(app, id);
    watch.changed().await;
    match app.store.person_reading(id).await? {
        Some(reading) => Ok(reading),
        None if app.running.has(&key.to_string()) => Ok(PersonReading::empty(ReadingState::Running)),
        None => Ok(PersonReading::empty(ReadingState::Done)),
    }
}

/// Begins to read both sides of the ID card of a verification.
fn begin_person(app: &App, id: &VerificationId) {
    let key = Key::PersonReading(id.clone());
    if app.running.begin(&key.to_string()) {
        let turn = Turn { app: app.clone(), key };
        let id = id.clone();
        tokio::spawn(async move { read_person(&turn.app, &id).await });
    }
}

/// Reads and keeps; a failure of the engine is "nothing read" and is kept too, so that no picture is tried for ever.
async fn read_attachment(app: &App, id: &AttachmentId) {
    // Kept in the moment in which it was asked for again.
    if matches!(app.store.reading(id).await, Ok(Some(_))) {
        return;
    }
    let Some(pages) = pages(app, id.as_str()).await else { return };
    let (width, height) = pages.first().map_or((0, 0), |page| (page.width, page.height));
    let fields = licence::fields(&pages).into_iter();
    let fields = fields.map(|field| ReadField { region: within(field.region, width, height), ..field }).collect();
    let reading = Reading { state: ReadingState::Done, width, height, fields };
    note(app.store.put_reading(id, &reading, app.clock.now()).await);
}

async fn read_person(app: &App, id: &VerificationId) {
    if matches!(app.store.person_reading(id).await, Ok(Some(_))) {
        return;
    }
    let captures = match app.store.captures(id).await {
        Ok(captures) => captures,
        Err(error) => return note(Err(error)),
    };
    let file = |side| captures.iter().find(|row| row.capture == side).map(|row| row.file.clone());
    let (Some(portrait), Some(emblem)) = (file(Capture::Portrait), file(Capture::Emblem)) else { return };
    let Some(portrait) = pages(app, &portrait).await else { return };
    let Some(emblem) = pages(app, &emblem).await else { return };
    let id_card::Portrait { name, number } = id_card::portrait(&portrait, app.clock.now().date_in_china());
    let id_card::Validity { from, until, region } = id_card::emblem(&emblem);
    let reading = PersonReading {
        state: ReadingState::Done,
        name_at: spot(name.region, &portrait),
        number_at: spot(number.region, &portrait),
        valid_at: spot(region, &emblem),
        name: name.text,
        number: number.text,
        valid_from: from,
        valid_until: until,
    };
    note(app.store.put_person_reading(id, &reading, app.clock.now()).await);
}

/// The pages of a stored picture; none where the engine failed, nothing where it may do better another time.
async fn pages(app: &App, file: &str) -> Option<Vec<Page>> {
    let picture = match app.files.get(file).await {
        Ok(picture) => picture,
        Err(error) => {
            tracing::error!(%error, "a picture could not be fetched to be read");
            return None;
        }
    };
    match app.ocr.read(picture).await {
        Ok(pages) => Some(pages),
        Err(error @ (Unread::Unavailable(_) | Unread::Busy)) => {
            tracing::warn!(%error, "a picture was not read");
            None
        }
        Err(error) => {
            tracing::warn!(%error, "a picture was not read");
            Some(Vec::new())
        }
    }
}

/// A place on a picture that was read; nothing where nothing was.
fn spot(region: Region, pages: &[Page]) -> Option<Spot> {
    let Page { width, height, .. } = pages.first()?;
    let region = within(region, *width, *height);
    (region.width > 0).then_some(Spot { region, width: *width, height: *height })
}

/// What an engine says of a picture need not lie in it.
fn within(region: Region, width: u32, height: u32) -> Region {
    region.padded(0, width, height)
}

/// A reading that cannot be kept is read again when it is asked for.
fn note(kept: Result<(), StoreError>) {
    if let Err(error) = kept {
        tracing::error!(%error, "a reading could not be kept");
    }
}
