//! What most checks begin with.

use crate::Rule;
use crate::registry::Case;
use crate::text::is_same_name;
use beian_model::{
    Filing, Finding, OrganiserField, Path, PersonField, PersonIs, PersonRef, Requirement, Severity, Site, params,
};

/// The text at a path without blanks around it; nothing while it is empty, which `fields` says.
pub fn text(filing: &Filing, path: Path) -> Option<&str> {
    filing.text(path).map(str::trim).filter(|text| !text.is_empty())
}

/// What the bureau asks, with its weight; what only a person can check is left out.
pub fn asked<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Requirement, Severity)> {
    case.asked.iter().copied()
}

/// A finding that a bureau's rule makes: it names the province.
pub fn by_bureau(case: &Case, severity: Severity, path: Path, rule: &Rule) -> Finding {
    let finding = rule.weighing(severity, path);
    match case.filing.province {
        Some(province) => finding.with(params::PROVINCE, province),
        None => finding,
    }
}

/// Whose person answers for a site.
pub fn person_of(site: &Site) -> PersonRef {
    if site.same_person { PersonRef::Organiser } else { PersonRef::Site(site.id) }
}

/// Two names are those of two people: both are there and differ.
pub fn is_other(one: Option<&str>, other: Option<&str>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !is_same_name(one, other))
}

/// The person is another than the legal representative: of another name, and not of the same number (a foreigner's name is
/// Chinese on the licence and Latin in the passport). Of the organiser's it may have been said before any name. What reads this
/// watches that answer, both names and both numbers.
pub fn is_not_legal(filing: &Filing, person: PersonRef) -> bool {
    let legal = text(filing, Path::Organiser(OrganiserField::LegalRepresentative));
    let is_other = says_other(filing, person) || is_other(legal, text(filing, Path::person(person, PersonField::Name)));
    is_other && !has_legal_number(filing, person)
}

fn says_other(filing: &Filing, person: PersonRef) -> bool {
    person == PersonRef::Organiser && filing.organiser.person_is == Some(PersonIs::Other)
}

/// The person's number is the legal representative's.
pub fn has_legal_number(filing: &Filing, person: PersonRef) -> bool {
    let number = text(filing, Path::Organiser(OrganiserField::LegalRepresentativeNumber));
    number.is_some() && number == text(filing, Path::person(person, PersonField::DocumentNumber))
}

/// The legal representative's document is no resident's: what begins like no identity number is a passport's or a permit's.
pub fn is_foreign_legal(filing: &Filing) -> bool {
    let number = text(filing, Path::Organiser(OrganiserField::LegalRepresentativeNumber));
    number.is_some_and(|number| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        !matches!(number.len(), 15 | 18) || digits + 1 < number.len() || number.starts_with(['8', '9'])
    })
}
