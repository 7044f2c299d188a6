//! The legal representative (法定代表人), the responsible persons beside him, and the letters that this takes.

use super::common;
use super::document_number::{DOCUMENT_SHAPE, id_error};
use super::fields::REQUIRED;
use crate::identifiers::document;
use crate::identifiers::resident_id::ResidentId;
use crate::registry::{Case, Check};
use crate::rule::rules;
use crate::text::is_same_name;
use beian_model::{
    AttachmentCase, DocumentType, Finding, OrganiserField, Path, PersonField, PersonIs, PersonRef, Requirement,
    Severity, Site, SiteField, Who,
};

pub(super) const CHECKS: &[Check] =
    &[Check::Filing(number), Check::Person(same_person), Check::Filing(organiser_person), Check::Site(site_person)];

/// 法定代表人证件号码: which document it is of is not asked; what looks like an ID card's number must be one.
fn number(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::LegalRepresentativeNumber);
    let Some(text) = common::text(case.filing, at) else { return };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !matches!(text.len(), 15 | 18) || digits + 1 < text.len() {
        if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            found.push(DOCUMENT_SHAPE.at(at));
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
        (true, false) => found.push(NUMBER_DIFFERS.at(number_at)),
        (false, true) => {
            // Other documents show a name in other letters than the licence does.
            let resident =
                text(Path::person(person, PersonField::DocumentType)) == Some(DocumentType::ResidentId.as_str());
            let severity = if resident { Severity::Error } else { Severity::Risk };
            found.push(NAME_DIFFERS.weighing(severity, name_at));
        }
        _ => {}
    }
}

/// 主体负责人 who is not the legal representative: refused, or with a letter, as the bureau says.
fn organiser_person(case: &Case, found: &mut Vec<Finding>) {
    let is_other = common::is_not_legal(case.filing, PersonRef::Organiser);
    let said = case.filing.organiser.person_is;
    let said_at = Path::Organiser(OrganiserField::PersonIs);
    if match said {
        Some(PersonIs::LegalRepresentative) => is_other,
        Some(PersonIs::Other) => !is_other,
        None => false,
    } {
        found.push(PERSON_IS_OTHERWISE.at(said_at));
    }
    if !is_other {
        return;
    }
    // Answered where it was asked, before there is a name.
    let at = match said {
        Some(PersonIs::Other) => said_at,
        _ => Path::person(PersonRef::Organiser, PersonField::Name),
    };
    // Before the province is known, the letter is what most bureaus ask for; where its bureau is silent, a risk.
    let mut weight = if case.province.is_some() { Severity::Risk } else { Severity::Error };
    let delegates = common::is_foreign_legal(case.filing)
        && common::asked(case)
            .any(|(asks, _)| matches!(asks, Requirement::Attachment { when: AttachmentCase::ForeignPerson, .. }));
    for (asks, severity) in common::asked(case) {
        let Requirement::ResponsiblePerson { who } = asks else { continue };
        weight = weight.min(severity);
        match who {
            // A foreign legal representative is made to delegate.
            Who::LegalRepresentative if delegates => {}
            Who::LegalRepresentative => {
                found.push(common::by_bureau(case, severity, at, &NOT_LEGAL_REPRESENTATIVE));
            }
            // Accepted with attachments, which a program cannot weigh.
            Who::Executive => found.push(common::by_bureau(case, Severity::Risk, at, &NOT_EXECUTIVE)),
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
                    found.push(common::by_bureau(case, severity, name_at, &SITE_PERSON_OTHER));
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
    if case.filing.is_missing(at) {
        found.push(match weight {
            Severity::Error => REQUIRED.at(at),
            _ => LETTER_ADVISED.at(at),
        });
    }
}

const PERSON: &str = "organiser.responsible_person.name";
/// Another's number: who has the legal representative's is the legal representative.
const OTHER_NUMBER: &[(&str, &str)] = &[("organiser.responsible_person.document_number", "110199199001010010")];
const OTHERS: &[&str] = &["示例乙", "示例丙", "示例丁"];
const SAME: &[&str] = &["示例甲", " 示例甲 ", ""];

rules! {
    /// The same name as the legal representative, another number.
    NUMBER_DIFFERS {
        id: "person.number-differs",
        said_by: Browser,
        severity: Risk,
        zh: "与法定代表人同名，但证件号码不同，请核对",
        en: "Same name as the legal representative, but another number: check both",
        source: "TQ 备案驳回 2022",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199199001010010", "310199200002290037", "11019919900101007X"],
        passes: &["440399198512310026", " 440399198512310026", ""],
    }

    /// The legal representative's number, another name.
    NAME_DIFFERS {
        id: "person.name-differs",
        said_by: Browser,
        severity: Error,
        zh: "与法定代表人证件号码相同，但姓名不同，请核对",
        en: "Same number as the legal representative, but another name: check both",
        source: "TQ 备案驳回 2022",
        at: PERSON,
        breaks: OTHERS,
        passes: SAME,
    }

    /// Who the person was said to be, and whose name and number were filled in then.
    PERSON_IS_OTHERWISE {
        id: "person.is-otherwise",
        said_by: Browser,
        severity: Error,
        zh: "与所填的法定代表人、主体负责人不符，请核对",
        en: "The legal representative and the person that were filled in say otherwise: correct this answer or them",
        source: "TQ 主体信息 2022",
        at: "organiser.person_is",
        breaks: &["other"],
        passes: &["legal_representative", ""],
    }

    /// The bureau accepts the legal representative only.
    NOT_LEGAL_REPRESENTATIVE {
        id: "person.not-legal",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求主体负责人为法定代表人",
        en: "The bureau of {province} requires the organiser's responsible person to be the legal representative",
        source: "TQ 各省管局要求 2022",
        given: OTHER_NUMBER,
        bureau: "kind = \"responsible_person\"\nwho = \"legal_representative\"",
        at: PERSON,
        breaks: OTHERS,
        passes: SAME,
    }

    /// The bureau accepts a shareholder or executive only, with attachments.
    NOT_EXECUTIVE {
        id: "person.not-executive",
        said_by: Browser,
        severity: Risk,
        zh: "不是法定代表人的，{province}通信管理局只接受股东或高管，并须附章程和授权书",
        en: "Other than the legal representative, the bureau of {province} accepts only a shareholder or executive, with the articles and a letter",
        source: "TQ 各省管局要求 2022（黑龙江）",
        given: OTHER_NUMBER,
        bureau: "kind = \"responsible_person\"\nwho = \"executive\"",
        at: PERSON,
        breaks: OTHERS,
        passes: SAME,
    }

    /// A letter that many bureaus ask for.
    LETTER_ADVISED {
        id: "letter.advised",
        said_by: Browser,
        severity: Risk,
        zh: "负责人不是法定代表人时，管局常要求授权书，建议上传",
        en: "The person is not the legal representative. Bureaus often ask for a letter: upload one",
        source: "TQ 备案材料清单 2022",
        given: OTHER_NUMBER,
        bureau: "kind = \"landline\"",
        at: PERSON,
        breaks: OTHERS,
        passes: SAME,
    }

    /// The site's person must be the organiser's.
    SITE_PERSON_OTHER {
        id: "person.site-same",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求网站负责人与主体负责人为同一人",
        en: "The bureau of {province} requires the same person for organiser and site",
        source: "TQ 各省管局要求 2022（江苏、海南、黑龙江）；HW 2025（安徽）",
        given: &[("sites[3f2a9c01].same_person", "")],
        bureau: "kind = \"site_person_same\"\nalways = true",
        at: "sites[3f2a9c01].responsible_person.name",
        breaks: OTHERS,
        passes: SAME,
    }
}
