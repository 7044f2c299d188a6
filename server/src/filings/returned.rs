//! A filing that came back (退回修改、驳回): why, what its applicant changed since, and which of its fields were accepted.

use crate::app::App;
use crate::filings::stored::Submission;
use crate::filings::transitions::value_at;
use crate::http::problem::Answer;
use crate::storage::{FilingRow, StandingReason, VerificationRow};
use crate::verification::stored::passed_of;
use beian_model::changes::changes;
use beian_model::wire::CameBack;
use beian_model::{Facts, Filing, Finding, Path, PersonField, PersonRef, Severity};
use beian_rules::returned::accepted;
use beian_rules::words::with_sentences;

/// The last time that a filing came back; nothing where it never did, or was taken back since.
///
/// # Errors
/// When the database fails.
pub async fn of(
    app: &App,
    row: &FilingRow,
    verifications: &[VerificationRow],
    facts: &Facts,
) -> Answer<Option<CameBack>> {
    let is_back = row.status.is_back();
    if row.status.is_editable() && !is_back {
        return Ok(None);
    }
    let Some(returned) = app.store.last_return(&row.id, is_back).await? else {
        // What was submitted is not kept, or cannot be read: the reasons that stand are all that is known.
        let reasons = row.reasons.iter().map(|reason| reason.finding.clone()).collect();
        let reasons = CameBack { reasons: with_sentences(reasons), ..CameBack::default() };
        return Ok(is_back.then_some(reasons));
    };
    let changed = changed(&returned.submission, &row.document, verifications);
    let said: Vec<Path> = returned.reasons.iter().map(|reason| reason.finding.path).collect();
    let told = |reason: StandingReason| {
        let answered = is_answered(&reason, &row.document, verifications);
        let severity = if answered { Severity::Note } else { reason.finding.severity };
        Finding { severity, ..reason.finding }
    };
    let reasons = with_sentences(returned.reasons.into_iter().map(told).collect());
    let accepted = match is_back {
        true => {
            let found = beian_rules::check(&row.document, facts);
            let wrong: Vec<Path> =
                found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.path).collect();
            accepted(&returned.submission.document, &said, &row.document, &wrong)
        }
        false => Vec::new(),
    };
    Ok(Some(CameBack { reasons, changed, accepted }))
}

/// What is another than it was submitted: fields, attachments, and persons who were verified anew.
pub fn changed(then: &Submission, now: &Filing, verifications: &[VerificationRow]) -> Vec<Path> {
    let mut changed = changes(&then.document, now);
    let is_anew =
        |of: &PersonRef| passed_of(verifications, *of).is_some_and(|one| !then.verifications.contains(&one.id));
    let persons = now.people().map(|(person, _)| person).filter(is_anew);
    changed.extend(persons.map(|person| Path::person(person, PersonField::Verification)));
    changed
}

/// What a reason was said of is another now. One on the whole has nothing that could be.
pub fn is_answered(reason: &StandingReason, now: &Filing, verifications: &[VerificationRow]) -> bool {
    reason.value.is_some() && value_at(now, verifications, reason.finding.path) != reason.value
}
