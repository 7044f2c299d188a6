//! What a reviewer is told beside a filing's own values: what changed since its return, what its documents say, where else its organiser
//! and its people stand, and whose account it is of.

use crate::app::App;
use crate::filings::returned;
use crate::filings::stored::{Returned, Submission};
use crate::filings::view::main_domains;
use crate::http::problem::Answer;
use crate::storage::{FilingRow, FoundBy, VerificationRow};
use crate::uploads::readings;
use beian_model::wire::{Background, DeletedCaptures, DocumentReading, FormerReason, LastReturn, RelatedFiling};
use beian_model::{Filing, OrganiserField, Path, ReadingState};
use beian_rules::words::with_sentences;
use std::time::Duration;

/// Other filings that are listed.
const MOST_RELATED: u32 = 20;

/// What stands behind a filing as it was submitted last.
///
/// # Errors
/// When the database fails.
pub async fn of(
    app: &App,
    row: &FilingRow,
    submission: &Submission,
    deleted: &[DeletedCaptures],
) -> Answer<Background> {
    let verifications = app.store.verifications(&row.id).await?;
    let last = app.store.last_return(&row.id, false).await?;
    Ok(Background {
        last_return: last.map(|last| last_return(last, submission, &verifications)),
        readings: read(app, submission, &verifications, deleted).await?,
        related: related(app, row, &submission.document).await?,
        account: app.store.account_facts(&row.account).await?,
    })
}

fn last_return(returned: Returned, now: &Submission, verifications: &[VerificationRow]) -> LastReturn {
    let rests_on = |one: &&VerificationRow| now.verifications.contains(&one.id);
    let present: Vec<VerificationRow> = verifications.iter().filter(rests_on).cloned().collect();
    let changed = returned::changed(&returned.submission, &now.document, &present);
    let is_answered = |reason| returned::is_answered(reason, &now.document, &present);
    let answered: Vec<bool> = returned.reasons.iter().map(is_answered).collect();
    let Returned { at, submission: then, reasons } = returned;
    let findings = with_sentences(reasons.into_iter().map(|reason| reason.finding).collect());
    let reasons = findings.into_iter().zip(answered);
    let reasons = reasons.map(|(finding, answered)| FormerReason { finding, answered }).collect();
    LastReturn { at, filing: then.document, reasons, changed }
}

/// What was read from the licence and from the ID cards; what was not read yet is begun, and told another time.
async fn read(
    app: &App,
    submission: &Submission,
    verifications: &[VerificationRow],
    deleted: &[DeletedCaptures],
) -> Answer<Vec<DocumentReading>> {
    let mut told = Vec::new();
    if !app.ocr.is_on() {
        return Ok(told);
    }
    for page in &submission.document.organiser.licence {
        let slot = Path::Organiser(OrganiserField::Licence);
        let reading = readings::of_attachment(app, &page.id, slot, Duration::ZERO).await?;
        told.push(DocumentReading { attachment: Some(page.id.clone()), capture: None, reading });
    }
    let kept = |one: &&VerificationRow| {
        submission.verifications.contains(&one.id) && !deleted.iter().any(|gone| gone.verification == one.id)
    };
    for one in verifications.iter().filter(kept) {
        let Some(person) = one.of.verified_person() else { continue };
        let sides = readings::of_person(app, one, Duration::ZERO).await?.sides(person);
        let side = |(capture, reading)| DocumentReading { attachment: None, capture: Some(capture), reading };
        told.extend(sides.map(side));
    }
    told.retain(|one| one.reading.state != ReadingState::Off);
    Ok(told)
}

async fn related(app: &App, row: &FilingRow, document: &Filing) -> Answer<Vec<RelatedFiling>> {
    let organiser = FoundBy::organiser(&document.organiser);
    let people: Vec<FoundBy> = people(document).collect();
    let by: Vec<FoundBy> = organiser.iter().chain(&people).cloned().collect();
    let found = app.store.related(&by, &row.id, MOST_RELATED).await?;
    let line = |found: FilingRow| RelatedFiling {
        same_organiser: organiser.is_some() && FoundBy::organiser(&found.document.organiser) == organiser,
        same_person: people_in(&found.document, &people),
        domains: main_domains(&found),
        id: found.id,
        number: found.number,
        status: found.status,
        organiser: found.document.organiser.name,
        since: found.status_since,
    };
    Ok(found.into_iter().map(line).collect())
}

/// The people of a document, by the numbers of their identity documents.
fn people(document: &Filing) -> impl Iterator<Item = FoundBy> {
    document.people().filter_map(|(_, person)| FoundBy::person(&person.document_number))
}

fn people_in(document: &Filing, people_of: &[FoundBy]) -> bool {
    people(document).any(|person| people_of.contains(&person))
}
