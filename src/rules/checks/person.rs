//! A responsible person (负责人): document, validity, phones, e-mail, verification.

use super::common;
use crate::model::{Date, Filing, OrganiserField, Path, PersonField, PersonRef, ResponsiblePerson};
use crate::rules::identifiers::document::{self, DocumentError};
use crate::rules::identifiers::resident_id::ResidentIdError;
use crate::rules::identifiers::{email, phone};
use crate::rules::{Facts, Finding, RuleId};

/// Youngest age in completed years; provinces that allow 16 ask for a proof (domain facts 5.5).
const YOUNGEST: i16 = 18;
/// Months for which a document must still be valid (备案材料上传).
const STILL_VALID: u16 = 3;

/// Every field of a responsible person.
pub fn check(filing: &Filing, of: PersonRef, facts: &Facts, found: &mut Vec<Finding>) {
    let at = |field| Path::person(of, field);
    common::required(filing, at(PersonField::DocumentType), found);
    if let Some(name) = common::required(filing, at(PersonField::Name), found) {
        common::length(at(PersonField::Name), name, 2, 64, found);
    }
    number(filing, of, facts, found);
    validity(filing, of, facts, found);
    phones(filing, of, facts, found);
    if let Some(text) = common::required(filing, at(PersonField::Email), found)
        && !email::is_email(text)
    {
        found.push(Finding::error(at(PersonField::Email), RuleId::EmailShape));
    }
    if !facts.verified.contains(&of) {
        found.push(Finding::error(at(PersonField::Verification), RuleId::NotVerified));
    }
}

/// A letter is needed: the person of this name is not the legal representative.
pub fn needs_letter(filing: &Filing, name: Path) -> bool {
    let legal = common::optional(filing, Path::Organiser(OrganiserField::LegalRepresentative));
    let person = common::optional(filing, name);
    matches!((legal, person), (Some(legal), Some(person)) if legal != person)
}

fn number(filing: &Filing, of: PersonRef, facts: &Facts, found: &mut Vec<Finding>) {
    let at = Path::person(of, PersonField::DocumentNumber);
    let Some(text) = common::required(filing, at, found) else { return };
    let kind = filing.text(Path::person(of, PersonField::DocumentType)).and_then(|code| code.parse().ok());
    let Some(kind) = kind else { return };
    match document::check(kind, text, facts.today) {
        Ok(Some(birth)) if birth.years_until(facts.today) < YOUNGEST => {
            found.push(Finding::error(at, RuleId::TooYoung).with("min", YOUNGEST));
        }
        Ok(_) => {}
        Err(DocumentError::Shape) => found.push(Finding::error(at, RuleId::DocumentShape)),
        Err(DocumentError::Id(error)) => found.push(Finding::error(
            at,
            match error {
                ResidentIdError::Shape => RuleId::ResidentIdShape,
                ResidentIdError::Region => RuleId::ResidentIdRegion,
                ResidentIdError::Date => RuleId::ResidentIdDate,
                ResidentIdError::Check => RuleId::ResidentIdCheck,
            },
        )),
    }
}

fn validity(filing: &Filing, of: PersonRef, facts: &Facts, found: &mut Vec<Finding>) {
    let from_at = Path::person(of, PersonField::ValidFrom);
    let until_at = Path::person(of, PersonField::ValidUntil);
    let mut date = |at: Path| -> Option<Date> {
        let text = common::required(filing, at, found)?;
        if at == until_at && text == ResponsiblePerson::LONG_TERM {
            return None;
        }
        let date = text.parse().ok();
        if date.is_none() {
            found.push(Finding::error(at, RuleId::DateShape));
        }
        date
    };
    let (from, until) = (date(from_at), date(until_at));
    let Some(until) = until else { return };
    if from.is_some_and(|from| from >= until) {
        found.push(Finding::error(until_at, RuleId::DateOrder));
    } else if until < facts.today.plus_months(STILL_VALID) {
        found.push(Finding::error(until_at, RuleId::DocumentExpires).with("months", STILL_VALID));
    }
}

/// The mobile receives the ministry's code, so it must be one and be proved; the emergency number is another's (T5).
fn phones(filing: &Filing, of: PersonRef, facts: &Facts, found: &mut Vec<Finding>) {
    let mobile_at = Path::person(of, PersonField::Mobile);
    let mobile = common::required(filing, mobile_at, found).map(phone::mobile);
    match &mobile {
        Some(None) => found.push(Finding::error(mobile_at, RuleId::MobileShape)),
        Some(Some(number)) if !facts.proved_mobiles.contains(number) => {
            found.push(Finding::error(mobile_at, RuleId::MobileUnproved));
        }
        _ => {}
    }
    let mut other = |field: PersonField, text: Option<&str>| {
        let Some(text) = text else { return };
        let at = Path::person(of, field);
        if !phone::is_phone(text) {
            found.push(Finding::error(at, RuleId::PhoneShape));
        } else if phone::mobile(text).is_some() && Some(phone::mobile(text)) == mobile {
            found.push(Finding::error(at, RuleId::SamePhone).with("other", PersonField::Mobile));
        }
    };
    other(PersonField::SecondPhone, common::optional(filing, Path::person(of, PersonField::SecondPhone)));
    other(PersonField::EmergencyPhone, common::optional(filing, Path::person(of, PersonField::EmergencyPhone)));
    common::required(filing, Path::person(of, PersonField::EmergencyPhone), found);
}
