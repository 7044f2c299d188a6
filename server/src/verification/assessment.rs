//! What the server finds in a person's verification: what a reviewer should look at, and whether it certainly cannot be accepted.

use crate::app::App;
use crate::http::problem::Answer;
use crate::notifier::Key;
use crate::storage::VerificationRow;
use crate::verification::reuse;
use beian_model::{
    Capture, Date, DocumentType, Filing, Finding, Measure, Measured, Path, PersonField, PersonReading, PersonRef,
    ResponsiblePerson, Score, Severity, TakenBy, VerificationState, params,
};
use beian_rules::checks::verification::{
    CAPTURE_OTHER_CAMERA, CAPTURE_OVERRULED, CAPTURE_QUALITY, CAPTURE_UNMEASURED, CAPTURES_SAME, CARD_DATE_DIFFERS,
    CARD_EXPIRES, CARD_NAME_DIFFERS, CARD_NUMBER_DIFFERS, CARD_OTHER, CARD_OTHER_KIND, CARD_UNREAD, VIDEO_SILENT,
};
use beian_rules::{mask_document, text};

/// Months for which an ID card must still be valid, as the rule `document.expires` has it.
const STILL_VALID: u16 = 3;
/// What is measured of the outline of a card.
const OUTLINE: [Measure; 3] = [Measure::Fill, Measure::Straight, Measure::Corners];

/// What is looked at.
pub struct Case<'a> {
    /// Whose verification.
    pub person: PersonRef,
    /// What the phone sent, each with what it measured.
    pub captures: &'a [(Capture, Option<Measured>)],
    /// The video has no sound.
    pub silent: bool,
    /// Both sides of the card are the same bytes.
    pub same_sides: bool,
    /// What was photographed.
    pub document: DocumentType,
    /// What the card says; nothing where this server reads no pictures.
    pub reading: Option<&'a PersonReading>,
    /// The person as they stand in the form.
    pub form: &'a ResponsiblePerson,
    /// Today in China.
    pub today: Date,
}

/// What is found, and whether it certainly cannot be accepted.
pub fn check(case: &Case<'_>) -> (Vec<Finding>, bool) {
    let mut found = Vec::new();
    let at = |field| Path::person(case.person, field);
    if case.same_sides {
        found.push(CAPTURES_SAME.at(at(PersonField::Verification)));
    }
    let chosen = case.form.document_type.unwrap_or(DocumentType::ResidentId);
    if chosen != case.document {
        found.push(CARD_OTHER_KIND.at(at(PersonField::Verification)));
    }
    // Of other documents nothing is read.
    let is_id_card = chosen == DocumentType::ResidentId && case.document == chosen;
    if let Some(reading) = case.reading.filter(|_| is_id_card && !case.same_sides) {
        card(case, reading, &mut found);
    }
    if case.silent {
        found.push(VIDEO_SILENT.at(at(PersonField::Verification)));
    }
    for (capture, measured) in case.captures {
        // The guide never came, or somebody's own program sent it: nobody knows, which is not the same as good.
        let unmeasured = Measured { by: TakenBy::Person, scores: Vec::new() };
        let measured = measured.as_ref().unwrap_or(&unmeasured);
        // The edge of an open passport is its fold, and its other page lies beside it: its outline says nothing.
        let is_page = case.document.is_booklet() && *capture == Capture::Portrait;
        let counts = |one: &&Score| !is_page || !OUTLINE.contains(&one.measure);
        let poor = measured.scores.iter().filter(counts).filter(|one| !one.is_good());
        let poor: Vec<_> = poor.map(|one| one.measure).collect();
        let rule = match measured.by {
            _ if !poor.is_empty() => &CAPTURE_QUALITY,
            TakenBy::Overruled if is_page && !measured.scores.is_empty() => continue,
            TakenBy::Overruled => &CAPTURE_OVERRULED,
            TakenBy::OtherCamera => &CAPTURE_OTHER_CAMERA,
            TakenBy::Itself | TakenBy::Person if measured.scores.is_empty() => &CAPTURE_UNMEASURED,
            TakenBy::Itself | TakenBy::Person => continue,
        };
        let finding = rule.at(at(PersonField::Verification)).with(params::CAPTURE, capture);
        found.push(if poor.is_empty() { finding } else { finding.with(params::MEASURES, poor.as_slice()) });
    }
    let failed = found.iter().any(|one| one.severity == Severity::Error);
    (found, failed)
}

/// What the card says against the form and the calendar.
fn card(case: &Case<'_>, reading: &PersonReading, found: &mut Vec<Finding>) {
    let at = |field| Path::person(case.person, field);
    if reading.name.is_empty() && reading.number.is_empty() {
        found.push(CARD_UNREAD.at(at(PersonField::Verification)));
    }
    // A number is read with the right check character or not at all.
    let other_number = differs(&reading.number, &case.form.document_number, |typed| text::number(typed).into_owned());
    let other_name = differs(&reading.name, &case.form.name, text::name_key);
    if other_number && other_name {
        found.push(CARD_OTHER.at(at(PersonField::Verification)));
    } else if other_number {
        let finding = CARD_NUMBER_DIFFERS.at(at(PersonField::DocumentNumber));
        found.push(finding.with(params::READ, mask_document(&reading.number)));
    } else if other_name {
        found.push(CARD_NAME_DIFFERS.at(at(PersonField::Name)).with(params::READ, &reading.name));
    }
    let dates = [
        (PersonField::ValidFrom, &reading.valid_from, &case.form.valid_from),
        (PersonField::ValidUntil, &reading.valid_until, &case.form.valid_until),
    ];
    for (field, read, typed) in dates {
        if differs(read, typed, |typed| text::name(typed).into_owned()) {
            // What stands on a card without an end.
            let read = if read == ResponsiblePerson::LONG_TERM { "长期" } else { read };
            found.push(CARD_DATE_DIFFERS.at(at(field)).with(params::READ, read));
        }
    }
    // A card without an end says so in a word, which is no date.
    if let Ok(until) = reading.valid_until.parse::<Date>()
        && until < case.today.plus_months(STILL_VALID)
    {
        let finding = CARD_EXPIRES.at(at(PersonField::ValidUntil));
        found.push(finding.with(params::UNTIL, until).with(params::MONTHS, STILL_VALID));
    }
}

/// Both are known, and differ in more than how they are written.
fn differs(read: &str, typed: &str, normalised: impl Fn(&str) -> String) -> bool {
    let (read, typed) = (normalised(read), normalised(typed));
    !read.is_empty() && !typed.is_empty() && read != typed
}

/// Looks at what was sent against a form; what is found, and whether it cannot be accepted. What a phone sent for another
/// verification that this one repeats is its own.
///
/// # Errors
/// When the database fails.
pub async fn look(
    app: &App,
    row: &VerificationRow,
    person: PersonRef,
    reading: Option<&PersonReading>,
    form: &ResponsiblePerson,
) -> Answer<(Vec<Finding>, bool)> {
    let sent = app.store.captures(row.same_as.as_ref().unwrap_or(&row.id)).await?;
    let sum = |side| sent.iter().find(|one| one.capture == side).map(|one| one.sha256.as_str());
    let same_sides = sum(Capture::Portrait).is_some() && sum(Capture::Portrait) == sum(Capture::Emblem);
    let silent = sent.iter().any(|one| one.silent);
    let captures: Vec<(Capture, Option<Measured>)> = sent.into_iter().map(|one| (one.capture, one.measured)).collect();
    let today = app.clock.now().date_in_china();
    Ok(check(&Case { person, captures: &captures, silent, same_sides, document: row.document(), reading, form, today }))
}

/// Binds verifications to who stands in a document that is handed in: one that was made before name and number were filled in, as the
/// steps of a filing have it, was compared with nothing until now. One that is another person's passes no longer.
///
/// # Errors
/// When the database fails.
pub async fn bind(app: &App, document: &Filing, verifications: &mut [VerificationRow]) -> Answer<()> {
    for row in verifications.iter_mut().filter(|row| row.state == VerificationState::Passed && row.subject.is_none()) {
        let Some(person) = row.of.verified_person() else { continue };
        let Some(form) = reuse::in_document(document, person) else { continue };
        let Some(subject) = reuse::subject(form) else { continue };
        let read = app.store.person_reading(row.same_as.as_ref().unwrap_or(&row.id)).await?;
        let (reasons, failed) = look(app, row, person, read.as_ref(), form).await?;
        (row.subject, row.reasons) = (Some(subject), reasons);
        app.store.bind_verification(row, !failed, app.clock.now()).await?;
        if failed {
            row.state = VerificationState::Failed;
        }
        app.notifier.announce(&Key::Verification(row.id.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
