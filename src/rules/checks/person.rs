//! A responsible person (负责人): name, document and its validity, age, verification.

use super::common;
use super::legal_representative::id_error;
use crate::model::{Date, OrganiserField, Path, PersonField, PersonRef, ResponsiblePerson, SiteField};
use crate::rules::data::words::TITLES;
use crate::rules::identifiers::document::{self, DocumentError, Holder};
use crate::rules::provinces::{RemarkOf, Requirement};
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::text::is_dash;
use crate::rules::{Finding, RuleId, Severity, is_email};

const NUMBER: Watch = Watch::Person(PersonField::DocumentNumber);
const KIND: Watch = Watch::Person(PersonField::DocumentType);

pub const CHECKS: &[Check] = &[
    Check { watches: &[Watch::Person(PersonField::Name)], run: Run::Person(name) },
    Check {
        watches: &[
            KIND,
            NUMBER,
            Watch::Person(PersonField::Name),
            Watch::Organiser(OrganiserField::LegalRepresentative),
            Watch::Organiser(OrganiserField::LegalRepresentativeNumber),
            Watch::EverySite(SiteField::SamePerson),
            Watch::Province,
        ],
        run: Run::Person(number),
    },
    Check {
        watches: &[Watch::Person(PersonField::ValidFrom), Watch::Person(PersonField::ValidUntil)],
        run: Run::Person(validity),
    },
    Check { watches: &[Watch::Person(PersonField::Email)], run: Run::Person(email) },
    Check {
        watches: &[Watch::Person(PersonField::Name), NUMBER, Watch::Person(PersonField::Verification)],
        run: Run::Person(verified),
    },
];

/// Youngest age in completed years where the bureau says nothing (TQ 主体信息).
const YOUNGEST: u8 = 18;
/// Months for which a document must still be valid (TQ 备案材料上传).
const STILL_VALID: u16 = 3;

/// Years between which a document that is shown today can begin or end; passports of old people are from 1950 at the earliest.
const YEARS: core::ops::RangeInclusive<i16> = 1950..=2150;

/// A Chinese character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// 负责人姓名 as a document shows it: Chinese with `·`, or Latin with blanks and `.-'`; no title.
fn name(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Name);
    let Some(name) = common::text(case.filing, at) else { return };
    let latin = !name.chars().any(is_han);
    let sign = |c: &char| match c {
        '·' | '•' | '・' | '．' => false,
        ' ' | '.' | '\'' | '’' | 'ʼ' => !latin,
        // What is left of an accent that no single letter has (NFC).
        '\u{300}'..='\u{36f}' => !latin,
        c => !(c.is_alphabetic() || (latin && is_dash(*c))),
    };
    let title = || TITLES.iter().find(|title| name.ends_with(*title) && name.len() > title.len());
    if let Some(sign) = name.chars().find(sign) {
        found.push(Finding::error(at, RuleId::PersonName).with("found", sign));
    } else if let Some(title) = title() {
        found.push(Finding::error(at, RuleId::PersonName).with("found", title));
    }
}

/// 证件号码 by the kind of document, and the age that it tells.
fn number(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::DocumentNumber);
    let Some(text) = common::text(case.filing, at) else { return };
    let kind = case.filing.text(Path::person(person, PersonField::DocumentType)).and_then(|code| code.parse().ok());
    let Some(kind) = kind else { return };
    match document::check(kind, text, case.facts.today) {
        Ok(Some(holder)) => age(case, person, holder, found),
        Ok(None) => {}
        Err(DocumentError::Shape) => found.push(Finding::error(at, RuleId::DocumentShape)),
        Err(DocumentError::Id(error)) => found.push(id_error(at, &error)),
    }
}

/// Of age on the day of the check: 18, or what the bureau says.
fn age(case: &Case, person: PersonRef, holder: Holder, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::DocumentNumber);
    let years = holder.birth.years_until(case.facts.today);
    let mut youngest = Vec::new();
    let for_site = person != PersonRef::Organiser || case.filing.sites.iter().any(|site| site.same_person);
    for (asks, severity) in common::asked(case) {
        let Requirement::Age { min, proof_below, max_man, max_woman, role } = asks else { continue };
        let applies = match role {
            None => true,
            Some(RemarkOf::Organiser) => person == PersonRef::Organiser,
            Some(RemarkOf::Site) => for_site,
        };
        if !applies {
            continue;
        }
        youngest.push((severity, *min));
        if let Some(below) = proof_below
            && (i16::from(*min)..i16::from(*below)).contains(&years)
        {
            found.push(common::by_bureau(case, Severity::Risk, at, RuleId::AgeProof).with("below", below));
        }
        let oldest = if holder.is_woman { max_woman } else { max_man };
        if let Some(max) = oldest
            && years > i16::from(*max)
        {
            // Nobody else can take the legal representative's place where the bureau takes no other.
            let severity = if common::is_not_legal(case.filing, person) { severity } else { Severity::Risk };
            found.push(common::by_bureau(case, severity, at, RuleId::TooOld).with("max", max));
        }
    }
    if youngest.is_empty() {
        youngest.push((Severity::Error, YOUNGEST));
    }
    // The weightiest is said, once.
    youngest.sort();
    if let Some((severity, min)) = youngest.into_iter().find(|(_, min)| years < i16::from(*min)) {
        found.push(Finding::weighing(severity, at, RuleId::TooYoung).with("min", min));
    }
}

/// 证件有效期: real dates in their order, with three months left.
fn validity(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let from_at = Path::person(person, PersonField::ValidFrom);
    let until_at = Path::person(person, PersonField::ValidUntil);
    let mut date = |at: Path| -> Option<Date> {
        let text = common::text(case.filing, at)?;
        if at == until_at && text == ResponsiblePerson::LONG_TERM {
            return None;
        }
        let Ok(date) = text.parse::<Date>() else {
            found.push(Finding::error(at, RuleId::DateShape));
            return None;
        };
        if YEARS.contains(&date.year()) {
            return Some(date);
        }
        let finding = Finding::error(at, RuleId::DateYear).with("min", YEARS.start()).with("max", YEARS.end());
        found.push(finding);
        None
    };
    let (from, until) = (date(from_at), date(until_at));
    if from.is_some_and(|from| from > case.facts.today) {
        found.push(Finding::error(from_at, RuleId::DateFuture));
    }
    let Some(until) = until else { return };
    if from.is_some_and(|from| from >= until) {
        found.push(Finding::error(until_at, RuleId::DateOrder));
    } else if until < case.facts.today.plus_months(STILL_VALID) {
        found.push(Finding::error(until_at, RuleId::DocumentExpires).with("months", STILL_VALID));
    }
}

fn email(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Email);
    if common::text(case.filing, at).is_some_and(|text| !is_email(text)) {
        found.push(Finding::error(at, RuleId::EmailShape));
    }
}

/// 真实性核验 passed and still holds.
fn verified(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    if !case.facts.verified.contains(&person) {
        found.push(Finding::error(Path::person(person, PersonField::Verification), RuleId::NotVerified));
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const NUMBER: Rule =
        Rule { at: "organiser.responsible_person.document_number", source: "GB 11643-1999", ..NATIONAL };
    const UNTIL: Rule = Rule { at: "organiser.responsible_person.valid_until", source: "TQ 备案材料上传 2022", ..NATIONAL };
    const GOOD: &[&str] = &["440399198512310026", "110199199001010010", "11019919900101007x"];

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::PersonName,
            source: "K；TQ 主体信息 2022",
            at: "organiser.responsible_person.name",
            breaks: &["示例 甲", "示例先生", "示例甲1"],
            passes: &["示例甲", "示例·某某", "José García"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::PermitRegion,
            source: "国家移民管理局《新版外国人永久居留身份证》2023",
            given: &[("organiser.responsible_person.document_type", "permanent_residence")],
            breaks: &["900840199001010015", "99984019900101001X", "910840199001010017"],
            passes: &["91184019900101000X", "AAA000000000001", "944840198512310016"],
            ..NUMBER
        },
        Rule {
            id: RuleId::ResidentIdShape,
            breaks: &["11019919900101001", "1101991990010100100", "示例"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::ResidentIdRegion,
            breaks: &["990199199001010010", "160199199001010010", "200199199001010010"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::ResidentIdDate,
            breaks: &["110199199002300011", "110199299001010010", "110199189912310015"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::ResidentIdCheck,
            breaks: &["110199199001010011", "440399198512310027", "110199199001010101"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::DocumentShape,
            source: "K（证件版式）",
            given: &[("organiser.responsible_person.document_type", "hong_kong_macau_permit")],
            breaks: &["A00000001", "H000", "440399198512310026"],
            passes: &["H00000001", "M00000002", "H0000000301"],
            ..NUMBER
        },
        Rule {
            id: RuleId::TooYoung,
            source: "TQ 主体信息 2022",
            breaks: &["110199201001010010", "310199201501010014", "110199202001010015"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::AgeProof,
            severity: Severity::Risk,
            source: "TQ 各省管局要求 2022",
            bureau: "kind = \"age\"\nmin = 16\nproof_below = 18",
            breaks: &["110199201001010010", "11019920091231001X", "110199200901010011"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::TooOld,
            source: "TQ 各省管局要求 2022（天津、黑龙江）",
            severity: Severity::Risk,
            bureau: "kind = \"age\"\nmin = 18\nmax_man = 60\nmax_woman = 55",
            breaks: &["110199195001010012", "110199196001010017", "440399197001010027"],
            passes: GOOD,
            ..NUMBER
        },
        Rule {
            id: RuleId::DateShape,
            breaks: &["2040-1-1", "20400101", "2040-02-30"],
            passes: &["2040-01-01", "long-term", "2030-12-31"],
            ..UNTIL
        },
        Rule {
            id: RuleId::DateYear,
            source: "D",
            breaks: &["0020-01-01", "1949-12-31", "2151-01-01"],
            passes: &["2040-01-01", "long-term", "2150-12-31"],
            ..UNTIL
        },
        Rule {
            id: RuleId::DateFuture,
            source: "D",
            at: "organiser.responsible_person.valid_from",
            breaks: &["2026-11-25", "2027-01-01", "2030-06-30"],
            passes: &["2020-01-01", "2026-11-24", "2010-05-05"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::DateOrder,
            breaks: &["2019-01-01", "2020-01-01", "2000-12-31"],
            passes: &["2040-01-01", "long-term", "2030-12-31"],
            ..UNTIL
        },
        Rule {
            id: RuleId::DocumentExpires,
            breaks: &["2026-12-01", "2027-02-23", "2025-01-01"],
            passes: &["2027-02-24", "2040-01-01", "long-term"],
            ..UNTIL
        },
        Rule {
            id: RuleId::EmailShape,
            source: "RFC 5321; TB 2011",
            at: "organiser.responsible_person.email",
            breaks: &["a@b", "person.example.com", "a b@example.com"],
            passes: &["person@example.com", "a.b+c@mail.example.cn", "zhang@示例.中国"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::NotVerified,
            source: "S 2022 真实性核验",
            at: "organiser.responsible_person.verification",
            breaks: &["", " ", "waiting"],
            passes: &["passed", "passed", "passed"],
            ..NATIONAL
        },
    ];
}
