//! The legal representative (法定代表人), the responsible persons beside him, and the letters that this takes.

use super::common;
use crate::model::{DocumentType, OrganiserField, Path, PersonField, PersonRef, Site, SiteField};
use crate::rules::identifiers::resident_id::{ResidentId, ResidentIdError};
use crate::rules::identifiers::document;
use crate::rules::provinces::{MaterialCase, Requirement, Who};
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::text::is_same_name;
use crate::rules::{Finding, RuleId, Severity};

const LEGAL: Watch = Watch::Organiser(OrganiserField::LegalRepresentative);
const LEGAL_NUMBER: Watch = Watch::Organiser(OrganiserField::LegalRepresentativeNumber);
const LETTER: Watch = Watch::Organiser(OrganiserField::AuthorisationLetter);

pub const CHECKS: &[Check] = &[
    Check { watches: &[LEGAL_NUMBER], run: Run::Filing(number) },
    Check {
        watches: &[
            LEGAL,
            LEGAL_NUMBER,
            Watch::Person(PersonField::Name),
            Watch::Person(PersonField::DocumentNumber),
            Watch::Person(PersonField::DocumentType),
        ],
        run: Run::Person(same_person),
    },
    Check {
        watches: &[
            LEGAL,
            LEGAL_NUMBER,
            Watch::OrganiserPerson(PersonField::Name),
            Watch::OrganiserPerson(PersonField::DocumentNumber),
            LETTER,
            Watch::Province,
        ],
        run: Run::Filing(organiser_person),
    },
    Check {
        watches: &[
            LEGAL,
            LEGAL_NUMBER,
            Watch::EveryPerson(PersonField::Name),
            Watch::EveryPerson(PersonField::DocumentNumber),
            Watch::Site(SiteField::SamePerson),
            Watch::Site(SiteField::AuthorisationLetter),
            Watch::Province,
        ],
        run: Run::Site(site_person),
    },
];

/// 法定代表人证件号码: which document it is of is not asked; what looks like an ID card's number must be one.
fn number(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::LegalRepresentativeNumber);
    let Some(text) = common::text(case.filing, at) else { return };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !matches!(text.len(), 15 | 18) || digits + 1 < text.len() {
        if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            found.push(Finding::error(at, RuleId::DocumentShape));
        }
        return;
    }
    // A foreigner's permanent residence card has 18 digits too, and begins with 9.
    let read = match text.starts_with('9') && text.len() == 18 {
        true => document::permanent_residence(text, case.facts.today).map(|_| ()),
        false => ResidentId::parse(text, case.facts.today).map(|_| ()),
    };
    if let Err(error) = read {
        found.push(id_error(at, &error));
    }
}

/// A finding on an ID card's number.
pub fn id_error(at: Path, error: &ResidentIdError) -> Finding {
    match error {
        ResidentIdError::Shape => Finding::error(at, RuleId::ResidentIdShape),
        ResidentIdError::Old(now) => Finding::error(at, RuleId::ResidentIdOld).with("suggestion", now),
        ResidentIdError::PermitRegion => Finding::error(at, RuleId::PermitRegion),
        ResidentIdError::Region => Finding::error(at, RuleId::ResidentIdRegion),
        ResidentIdError::Date => Finding::error(at, RuleId::ResidentIdDate),
        ResidentIdError::Check => Finding::error(at, RuleId::ResidentIdCheck),
    }
}

/// Name and number both are the legal representative's, or neither is.
fn same_person(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let filing = case.filing;
    let text = |path| common::text(filing, path);
    let (name_at, number_at) =
        (Path::person(person, PersonField::Name), Path::person(person, PersonField::DocumentNumber));
    let (Some(legal), Some(legal_number), Some(name), Some(number)) = (
        text(Path::Organiser(OrganiserField::LegalRepresentative)),
        text(Path::Organiser(OrganiserField::LegalRepresentativeNumber)),
        text(name_at),
        text(number_at),
    ) else {
        return;
    };
    match (is_same_name(legal, name), legal_number == number) {
        (true, false) => found.push(Finding::risk(number_at, RuleId::NumberDiffers)),
        (false, true) => {
            // Other documents show a name in other letters than the licence does.
            let resident = text(Path::person(person, PersonField::DocumentType)) == Some(DocumentType::ResidentId.as_str());
            let severity = if resident { Severity::Error } else { Severity::Risk };
            found.push(Finding::weighing(severity, name_at, RuleId::NameDiffers));
        }
        _ => {}
    }
}

/// 主体负责人 who is not the legal representative: refused, or with a letter, as the bureau says.
fn organiser_person(case: &Case, found: &mut Vec<Finding>) {
    if !common::is_not_legal(case.filing, PersonRef::Organiser) {
        return;
    }
    let at = Path::person(PersonRef::Organiser, PersonField::Name);
    // Before the province is known, the letter is what most bureaus ask for; where its bureau is silent, a risk.
    let mut weight = if case.province.is_some() { Severity::Risk } else { Severity::Error };
    let delegates = common::is_foreign_legal(case.filing)
        && common::asked(case)
            .any(|(asks, _)| matches!(asks, Requirement::Material { when: MaterialCase::ForeignPerson, .. }));
    for (asks, severity) in common::asked(case) {
        let Requirement::ResponsiblePerson { who } = asks else { continue };
        weight = weight.min(severity);
        match who {
            // A foreign legal representative is made to delegate.
            Who::LegalRepresentative if delegates => {}
            Who::LegalRepresentative => {
                found.push(common::by_bureau(case, severity, at, RuleId::NotLegalRepresentative));
            }
            // Accepted with papers, which a program cannot weigh.
            Who::Executive => found.push(common::by_bureau(case, Severity::Risk, at, RuleId::NotExecutive)),
            Who::Letter => {}
        }
    }
    letter(case, Path::Organiser(OrganiserField::AuthorisationLetter), weight, found);
}

/// 网站负责人 who is not the legal representative, or not the organiser's person.
fn site_person(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let person = common::person_of(site);
    if !site.same_person {
        let name_at = Path::person(person, PersonField::Name);
        let organiser = common::text(case.filing, Path::person(PersonRef::Organiser, PersonField::Name));
        if common::is_other(organiser, common::text(case.filing, name_at)) {
            let not_legal = common::is_not_legal(case.filing, PersonRef::Organiser);
            for (asks, severity) in common::asked(case) {
                if matches!(asks, Requirement::SitePersonSame { always } if *always || not_legal) {
                    found.push(common::by_bureau(case, severity, name_at, RuleId::SitePersonOther));
                }
            }
        }
    }
    if common::is_not_legal(case.filing, person) {
        let asked = common::asked(case).find(|(asks, _)| matches!(asks, Requirement::SitePersonLetter {}));
        let weight = match (case.province, asked) {
            (Some(_), None) => Severity::Risk,
            (_, asked) => asked.map_or(Severity::Error, |(_, severity)| severity),
        };
        letter(case, Path::Site(site.id, SiteField::AuthorisationLetter), weight, found);
    }
}

fn letter(case: &Case, at: Path, weight: Severity, found: &mut Vec<Finding>) {
    if case.filing.attachment(at).is_some_and(Option::is_none) {
        found.push(match weight {
            Severity::Error => Finding::error(at, RuleId::Required),
            _ => Finding::risk(at, RuleId::LetterAdvised),
        });
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const NUMBER: Rule =
        Rule { at: "organiser.legal_representative_number", source: "GB 11643-1999", ..NATIONAL };
    const PERSON: &str = "organiser.responsible_person.name";
    /// Another's number: who has the legal representative's is the legal representative.
    const OTHER_NUMBER: &[(&str, &str)] = &[("organiser.responsible_person.document_number", "110199199001010010")];
    const OTHERS: &[&str] = &["示例乙", "示例丙", "示例丁"];
    const SAME: &[&str] = &["示例甲", " 示例甲 ", ""];

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::ResidentIdOld,
            breaks: &["110199900101001", "440399851231002", "310199800229003"],
            passes: &["440399198512310026", "E00000001", "H00000001"],
            ..NUMBER
        },
        Rule {
            id: RuleId::NumberDiffers,
            severity: Severity::Risk,
            source: "TQ 备案驳回 2022",
            at: "organiser.responsible_person.document_number",
            breaks: &["110199199001010010", "310199200002290037", "11019919900101007X"],
            passes: &["440399198512310026", " 440399198512310026", ""],
            ..NATIONAL
        },
        Rule {
            id: RuleId::NameDiffers,
            source: "TQ 备案驳回 2022",
            at: PERSON,
            breaks: OTHERS,
            passes: SAME,
            ..NATIONAL
        },
        Rule {
            id: RuleId::NotLegalRepresentative,
            source: "TQ 各省管局要求 2022",
            at: PERSON,
            bureau: "kind = \"responsible_person\"\nwho = \"legal_representative\"",
            given: OTHER_NUMBER,
            breaks: OTHERS,
            passes: SAME,
            ..NATIONAL
        },
        Rule {
            id: RuleId::NotExecutive,
            severity: Severity::Risk,
            source: "TQ 各省管局要求 2022（黑龙江）",
            at: PERSON,
            bureau: "kind = \"responsible_person\"\nwho = \"executive\"",
            given: OTHER_NUMBER,
            breaks: OTHERS,
            passes: SAME,
        },
        Rule {
            id: RuleId::LetterAdvised,
            severity: Severity::Risk,
            source: "TQ 备案材料清单 2022",
            at: PERSON,
            bureau: "kind = \"landline\"",
            given: OTHER_NUMBER,
            breaks: OTHERS,
            passes: SAME,
        },
        Rule {
            id: RuleId::SitePersonOther,
            source: "TQ 各省管局要求 2022（江苏、海南、黑龙江）；HW 2025（安徽）",
            at: "sites[3f2a9c01].responsible_person.name",
            given: &[("sites[3f2a9c01].same_person", "")],
            bureau: "kind = \"site_person_same\"\nalways = true",
            breaks: OTHERS,
            passes: SAME,
            ..NATIONAL
        },
    ];
}
