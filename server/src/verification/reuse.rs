//! For whom a verification was made: it holds for that person only, and, for a time, in other fields and filings of the account.

use crate::app::App;
use crate::http::problem::Answer;
use crate::secret;
use crate::storage::{FilingRow, VerificationRow};
use crate::verification::stored::passed_of;
use beian_model::wire::VerifiedBefore;
use beian_model::{
    DocumentType, Filing, Finding, Path, PersonField, PersonRef, ProblemKind, ResponsiblePerson, Severity,
    VerificationId, VerificationState,
};
use beian_rules::checks::verification::VERIFIED_OTHER;
use beian_rules::text;

const DAY: i64 = 86_400;

/// Who a person is: the SHA-256 of kind, number and name as they are compared. Nothing while one of them is missing.
pub fn subject(person: &ResponsiblePerson) -> Option<String> {
    let (kind, name, number) =
        (person.document_type?, text::name_key(&person.name), text::number(&person.document_number));
    let known = !name.is_empty() && !number.is_empty();
    known.then(|| secret::sha256(format!("{kind}\n{number}\n{name}").as_bytes()))
}

/// A responsible person of a document.
pub fn in_document(document: &Filing, person: PersonRef) -> Option<&ResponsiblePerson> {
    match person {
        PersonRef::Organiser => Some(&document.organiser.responsible_person),
        PersonRef::Site(id) => document.site(id).map(|site| &site.responsible_person),
    }
}

/// Whether a verification holds for who stands in its field now, with the identity document that is chosen there. One that passed
/// before it was known for whom holds.
fn holds(row: &VerificationRow, document: &Filing, person: PersonRef) -> bool {
    let form = in_document(document, person);
    let chosen = form.and_then(|form| form.document_type).unwrap_or(DocumentType::ResidentId);
    row.document.is_none_or(|taken| taken == chosen) && (row.subject.is_none() || row.subject == form.and_then(subject))
}

/// The person's newest verification that passed and holds for who stands in the document.
pub fn holding<'r>(rows: &'r [VerificationRow], document: &Filing, person: PersonRef) -> Option<&'r VerificationRow> {
    let at = Path::person(person, PersonField::Verification);
    let passed = |row: &&VerificationRow| row.of == at && row.state == VerificationState::Passed;
    rows.iter().rev().filter(passed).find(|row| holds(row, document, person))
}

/// The verifications that hold for the persons whom a document names.
pub fn holding_all<'r>(rows: &'r [VerificationRow], document: &'r Filing) -> impl Iterator<Item = &'r VerificationRow> {
    document.people().filter_map(move |(person, _)| holding(rows, document, person))
}

/// Says where a verification passed and the person was changed since. That it is wanted again is the rules' to say.
pub fn changed_since(rows: &[VerificationRow], document: &Filing) -> Vec<Finding> {
    let changed = |person: &PersonRef| passed_of(rows, *person).is_some() && holding(rows, document, *person).is_none();
    let said = |person| Path::person(person, PersonField::Verification);
    let note = |person| VERIFIED_OTHER.weighing(Severity::Note, said(person));
    document.people().map(|(person, _)| person).filter(changed).map(note).collect()
}

/// The earlier verifications of the account that hold for persons of a filing who are not verified in it.
///
/// # Errors
/// When the database fails.
pub async fn offered(app: &App, row: &FilingRow, verifications: &[VerificationRow]) -> Answer<Vec<VerifiedBefore>> {
    let mut offered = Vec::new();
    if !row.status.is_editable() {
        return Ok(offered);
    }
    for (person, form) in row.document.people() {
        if holding(verifications, &row.document, person).is_some() {
            continue;
        }
        let Some(subject) = subject(form) else { continue };
        let holds = app.config.verification.holds_days * DAY;
        let since = app.clock.now().plus(-holds);
        let known = app.store.passed_of_subject(&row.account, &subject, since).await?;
        for earlier in unbound(verifications, &row.document, &subject).cloned().chain(known) {
            let (Some(at), Some(number)) = (earlier.passed_at, usable(app, row, &earlier).await?) else { continue };
            offered.push(VerifiedBefore {
                of: Path::person(person, PersonField::Verification),
                verification: earlier.id,
                name: text::name(&form.name).into_owned(),
                number,
                at,
                until: at.plus(holds),
            });
            // The newest is enough.
            break;
        }
    }
    Ok(offered)
}

/// Verifications of a filing that passed before it was known for whom: of one of its fields where that person stands now.
fn unbound<'r>(
    rows: &'r [VerificationRow],
    document: &'r Filing,
    whose: &'r str,
) -> impl Iterator<Item = &'r VerificationRow> {
    let stands = document.people().filter(move |(_, form)| subject(form).as_deref() == Some(whose));
    let made = stands.filter_map(move |(person, _)| holding(rows, document, person));
    made.filter(|row| row.subject.is_none() && row.same_as.is_none())
}

/// The receipt number of the filing in which a verification was made (empty for this one), if a reviewer can still look at what was
/// sent, and has not sent it back.
async fn usable(app: &App, row: &FilingRow, earlier: &VerificationRow) -> Answer<Option<String>> {
    let filing = app.store.filing(&earlier.filing).await?.ok_or(ProblemKind::NotFound)?;
    let mut refused = is_sent_back(&filing, earlier);
    // Sent back where it was taken over, it is not good here either.
    for repeat in app.store.repeats(&earlier.id).await? {
        let elsewhere = app.store.filing(&repeat.filing).await?;
        refused |= elsewhere.is_some_and(|filing| is_sent_back(&filing, &repeat));
    }
    let captures = app.store.captures(&earlier.id).await?;
    for needed in earlier.needed() {
        match captures.iter().find(|one| one.capture == *needed) {
            Some(capture) if app.files.has(&capture.file).await? => {}
            _ => return Ok(None),
        }
    }
    Ok((!refused).then(|| if filing.id == row.id { String::new() } else { filing.number }))
}

/// A reviewer's reason is about this very verification.
pub fn is_sent_back(filing: &FilingRow, verification: &VerificationRow) -> bool {
    filing.reasons.iter().any(|reason| reason.value.as_deref() == Some(verification.id.as_str()))
}

/// A verification of the filing for a field that repeats an earlier one: what the phone sent stays where it is.
pub fn repeated(app: &App, row: &FilingRow, of: Path, earlier: &VerificationRow) -> VerificationRow {
    let now = app.clock.now();
    // What was found of the one person is said of the other field.
    let moved = |path: Path| match (path, of.verified_person()) {
        (Path::OrganiserPerson(field) | Path::SitePerson(_, field), Some(person)) => Path::person(person, field),
        _ => path,
    };
    let reasons = earlier.reasons.iter().cloned().map(|one| Finding { path: moved(one.path), ..one }).collect();
    VerificationRow {
        id: VerificationId(secret::id()),
        filing: row.id.clone(),
        of,
        state: VerificationState::Passed,
        // Nobody has this secret.
        secret_hash: secret::hash(&secret::token()),
        session_hash: None,
        reasons,
        created_at: now,
        claimed_at: None,
        phone_seen_at: None,
        expires_at: now,
        revision: 1,
        remote: false,
        sent_to: None,
        other_phones: 0,
        declined_at: None,
        subject: of.verified_person().and_then(|person| in_document(&row.document, person)).and_then(subject),
        same_as: Some(earlier.id.clone()),
        ..earlier.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_however_typed() {
        let person = |kind, name: &str, number: &str| ResponsiblePerson {
            document_type: kind,
            name: name.to_owned(),
            document_number: number.to_owned(),
            ..ResponsiblePerson::default()
        };
        let id = Some(DocumentType::ResidentId);
        let one = subject(&person(id, "示例·甲", "11019919900101007X"));
        assert!(one.as_ref().is_some_and(|hash| hash.len() == 64));
        let same = [(" 示例•甲 ", "11019919900101007x"), ("示例・甲", "１１０１９９ 19900101 007X")];
        assert!(same.iter().all(|(name, number)| subject(&person(id, name, number)) == one));
        let others = [(id, "示例乙", "11019919900101007X"), (id, "示例·甲", "110199199001010010")];
        let passport = (Some(DocumentType::Passport), "示例·甲", "11019919900101007X");
        assert!(others.into_iter().chain([passport]).all(|(kind, name, number)| {
            let other = subject(&person(kind, name, number));
            other.is_some() && other != one
        }));
        for (kind, name, number) in [(None, "示例甲", "1"), (id, " ", "1"), (id, "示例甲", "- ")] {
            assert_eq!(subject(&person(kind, name, number)), None);
        }
    }
}
