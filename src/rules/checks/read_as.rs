//! What was typed will be filed otherwise: blanks, dashes, full-width and lower-case letters are put right, and it is said.

use super::common;
use crate::model::{OrganiserField, Path, PersonField};
use crate::rules::identifiers::{domain::Domain, idn, phone, plain, resident_id::ResidentId, uscc::Uscc};
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId, Severity};

pub const CHECKS: &[Check] = &[Check {
    watches: &[
        Watch::Organiser(OrganiserField::CertificateNumber),
        Watch::Organiser(OrganiserField::LegalRepresentativeNumber),
        Watch::Person(PersonField::DocumentNumber),
        Watch::Person(PersonField::Mobile),
        Watch::Person(PersonField::SecondPhone),
        Watch::Person(PersonField::EmergencyPhone),
        Watch::Domain,
    ],
    run: Run::Fields(read_as),
}];

fn read_as(case: &Case, at: Path, found: &mut Vec<Finding>) {
    let Some(typed) = common::text(case.filing, at) else { return };
    let read = match at {
        Path::Organiser(OrganiserField::CertificateNumber) => Uscc::parse(typed).ok().map(|code| code.as_str().to_owned()),
        Path::Organiser(_) | Path::OrganiserPerson(PersonField::DocumentNumber) | Path::SitePerson(_, PersonField::DocumentNumber) => {
            // Documents without a check character are filed as typed but for blanks and case.
            match ResidentId::parse(typed, case.facts.today) {
                Ok(id) => Some(id.as_str().to_owned()),
                Err(_) => Some(plain(typed).into_owned()).filter(|text| text.eq_ignore_ascii_case(typed)),
            }
        }
        Path::Domain(..) => Domain::parse(typed).ok().map(|domain| domain.as_str().to_owned()),
        _ => phone::mobile(typed).or_else(|| phone::Landline::parse(typed).map(|line| line.to_string())),
    };
    let Some(read) = read else { return };
    // 示例甲.中国 and its Punycode: both forms, so that either is recognised elsewhere.
    let unicode = if matches!(at, Path::Domain(..)) { idn::to_unicode(&read) } else { String::new() };
    if read == typed && (unicode.is_empty() || unicode == read) {
        return;
    }
    let shown = if unicode.is_empty() || unicode == read { read } else { format!("{unicode} ({read})") };
    found.push(Finding::weighing(Severity::Note, at, RuleId::ReadAs).with("value", shown));
}

#[cfg(any(test, feature = "handbook"))]
pub const RULES: &[crate::rules::handbook::Rule] = &[crate::rules::handbook::Rule {
    id: RuleId::ReadAs,
    severity: Severity::Note,
    source: "D",
    at: "organiser.certificate_number",
    breaks: &["91440399ma00aaaa44", "91440399 MA00 AAAA44", "９１４４０３９９ＭＡ００ＡＡＡＡ４４"],
    passes: &["91440399MA00AAAA44", " 91440399MA00AAAA44", "9144"],
    ..crate::rules::handbook::NATIONAL
}];
