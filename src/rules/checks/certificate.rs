//! The organiser's certificate (主办单位证件): its kind goes with the nature, its number with the kind, and, as a risk, with
//! nature and province.

use super::common;
use crate::model::{CertificateType, OrganiserField, Path};
use crate::rules::identifiers::licence_number::{self, LicenceNumberError};
use crate::rules::identifiers::organisation_code::{OrganisationCode, OrganisationCodeError};
use crate::rules::identifiers::uscc::{Uscc, UsccError, kinds_of};
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::text;
use crate::rules::{Finding, RuleId};

const NATURE: Watch = Watch::Organiser(OrganiserField::Nature);
const TYPE: Watch = Watch::Organiser(OrganiserField::CertificateType);
const NUMBER: Watch = Watch::Organiser(OrganiserField::CertificateNumber);

pub const CHECKS: &[Check] = &[
    Check { watches: &[NATURE, TYPE, Watch::Province], run: Run::Filing(kind) },
    Check { watches: &[NATURE, TYPE, NUMBER, Watch::Province], run: Run::Filing(number) },
];

const TYPE_AT: Path = Path::Organiser(OrganiserField::CertificateType);
const NUMBER_AT: Path = Path::Organiser(OrganiserField::CertificateNumber);

/// 证件类型 of the nature, and of the bureau's liking.
fn kind(case: &Case, found: &mut Vec<Finding>) {
    let organiser = &case.filing.organiser;
    let (Some(nature), Some(kind)) = (organiser.nature, organiser.certificate_type) else { return };
    if !nature.certificates().contains(&kind) {
        return found.push(Finding::error(TYPE_AT, RuleId::NotAllowedHere));
    }
    for (asks, severity) in common::asked(case) {
        let Requirement::Certificate { natures, only, not } = asks else { continue };
        let refused = (!only.is_empty() && !only.contains(&kind)) || not.contains(&kind);
        // Where the national table has no other certificate of this nature, there is nothing better to ask for.
        let takes = |one: &&CertificateType| {
            **one != kind && (only.is_empty() || only.contains(one)) && !not.contains(one)
        };
        let mut better = nature.certificates().iter().filter(takes);
        // A representative office has no business licence (上海: 组织机构代码证).
        let better = match kind {
            CertificateType::ForeignRepresentativeOffice => better.find(|one| **one != CertificateType::BusinessLicence),
            _ => better.next(),
        };
        if let (true, true, Some(better)) = (natures.contains(&nature), refused, better) {
            found.push(common::by_bureau(case, severity, TYPE_AT, RuleId::CertificateProvince).with("expected", better));
        }
    }
}

/// 证件号码.
fn number(case: &Case, found: &mut Vec<Finding>) {
    let Some(text) = common::text(case.filing, NUMBER_AT) else { return };
    match case.filing.organiser.certificate_type {
        Some(CertificateType::BusinessLicence) => match Uscc::parse(text) {
            Ok(code) => right(case, &code, found),
            // Licences from before 2015 have 15 digits.
            Err(error) => match licence_number::check(text) {
                Ok(()) => found.push(Finding::risk(NUMBER_AT, RuleId::LicenceNumberOld)),
                Err(LicenceNumberError::Check) => found.push(Finding::error(NUMBER_AT, RuleId::LicenceNumberCheck)),
                Err(LicenceNumberError::Shape) => wrong(text, &error, found),
            },
        },
        Some(CertificateType::CreditCodeCertificate) => match Uscc::parse(text) {
            Ok(code) => right(case, &code, found),
            Err(error) => wrong(text, &error, found),
        },
        Some(CertificateType::OrganisationCode) => match OrganisationCode::parse(text) {
            Ok(_) => {}
            Err(OrganisationCodeError::Shape) => {
                found.push(Finding::error(NUMBER_AT, RuleId::OrganisationCodeShape));
            }
            Err(OrganisationCodeError::Check) => {
                found.push(Finding::error(NUMBER_AT, RuleId::OrganisationCodeCheck));
            }
        },
        // The other certificates carry the credit code since 2015, and numbers of their own before.
        _ => {
            if let Ok(code) = Uscc::parse(text) {
                right(case, &code, found);
            }
        }
    }
}

/// What a right code tells that may not fit: its inner code, the nature, the province.
fn right(case: &Case, code: &Uscc, found: &mut Vec<Finding>) {
    if !code.has_right_inner_code() {
        found.push(Finding::risk(NUMBER_AT, RuleId::UsccInner));
    }
    if let Some(nature) = case.filing.organiser.nature {
        let expected = kinds_of(nature);
        if !expected.contains(&code.kind()) {
            let expected = expected.join("、");
            found.push(
                Finding::risk(NUMBER_AT, RuleId::UsccKind).with("kind", code.kind()).with("expected", expected),
            );
        }
    }
    if let (Some(asked), Some(registered)) = (case.filing.province, code.province())
        && asked != registered
    {
        // R11: no filing across provinces. A risk, because a branch may be registered elsewhere than it sits.
        found.push(Finding::risk(NUMBER_AT, RuleId::OtherProvince).with("province", registered));
    }
}

fn wrong(typed: &str, error: &UsccError, found: &mut Vec<Finding>) {
    found.push(match error {
        UsccError::Character { found, at } => {
            Finding::error(NUMBER_AT, RuleId::Character).with("character", found).with("position", at)
        }
        UsccError::Shape => Finding::error(NUMBER_AT, RuleId::UsccShape)
            .with("count", text::number(typed).chars().count()),
        UsccError::Check => Finding::error(NUMBER_AT, RuleId::UsccCheck),
    });
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const NUMBER: Rule = Rule { at: "organiser.certificate_number", source: "GB 32100-2015", ..NATIONAL };
    const RIGHT: &[&str] = &["91440399MA00AAAA44", " 91440399ma00aaaa44 ", "９１４４０３９９ＭＡ００ＡＡＡＡ４４"];

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::NotAllowedHere,
            source: "MI 2023 主办单位性质与证件类型对照",
            at: "organiser.certificate_type",
            breaks: &["notary_licence", "medical_licence", "credit_code_certificate"],
            passes: &["business_licence", "organisation_code", "foreign_representative_office"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::CertificateProvince,
            source: "TQ 各省管局要求 2022（山东、广西、甘肃、广东）",
            at: "organiser.certificate_type",
            bureau: "kind = \"certificate\"\nnatures = [\"private_non_enterprise\"]\nonly = [\"organisation_code\"]",
            given: &[("organiser.nature", "private_non_enterprise")],
            breaks: &["private_non_enterprise_certificate", "social_service_certificate", "private_school_permit"],
            passes: &["organisation_code", "", "notary_licence"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::Character,
            breaks: &["91110199MAOOAAAA49", "91440399MA00AAAI44", "示例"],
            passes: RIGHT,
            ..NUMBER
        },
        Rule {
            id: RuleId::UsccShape,
            breaks: &["91110199MA00AAAA4", "91110199MA00AAAA499", "9111-0199-MA00"],
            passes: RIGHT,
            ..NUMBER
        },
        Rule {
            id: RuleId::UsccCheck,
            breaks: &["91110199MA00AAAA4A", "91110199M0A0AAAA49", "91110199MA00AAAA48"],
            passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
            ..NUMBER
        },
        Rule {
            id: RuleId::UsccInner,
            severity: Severity::Risk,
            source: "GB 32100-2015; GB 11714-1997",
            breaks: &["91440399MA00AAAB45", "91440399MA00AAAC46", "914403991234567896"],
            passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
            ..NUMBER
        },
        Rule {
            id: RuleId::UsccKind,
            severity: Severity::Risk,
            source: "GB 32100-2015, 表 1、表 2",
            breaks: &["124403991234567888", "52310199MJX00000XG", "124403991234567888"],
            passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
            ..NUMBER
        },
        Rule {
            id: RuleId::OtherProvince,
            severity: Severity::Risk,
            source: "TQ 主体信息 2022; GB 32100-2015",
            breaks: &["91110199MA00AAAA49", "52310199MJX00000XG", "91110000600037341L"],
            passes: &["91440399MA00AAAA44", "124403991234567888", "440399600000025"],
            ..NUMBER
        },
        Rule {
            id: RuleId::LicenceNumberCheck,
            source: "GS 15-2006; ISO 7064 MOD 11,10",
            breaks: &["110199000000012", "440399600000026", "310199100000031"],
            passes: &["110199000000011", "440399600000025", "310199100000036"],
            ..NUMBER
        },
        Rule {
            id: RuleId::LicenceNumberOld,
            severity: Severity::Risk,
            source: "国务院“三证合一” 2015",
            breaks: &["110199000000011", "440399600000025", "310199100000036"],
            passes: RIGHT,
            ..NUMBER
        },
        Rule {
            id: RuleId::OrganisationCodeShape,
            source: "GB 11714-1997",
            given: &[("organiser.certificate_type", "organisation_code")],
            breaks: &["12345678", "12345678-A", "示例例例例"],
            passes: &["MA00AAAA-4", "12345678-8", "MJX00000-X"],
            ..NUMBER
        },
        Rule {
            id: RuleId::OrganisationCodeCheck,
            source: "GB 11714-1997",
            given: &[("organiser.certificate_type", "organisation_code")],
            breaks: &["MA00AAAA-5", "12345678-9", "00000019-1"],
            passes: &["MA00AAAA-4", "12345678-8", "00000019-0"],
            ..NUMBER
        },
    ];
}
