//! The organiser's certificate (主办单位证件): its kind goes with the nature, its number with the kind, and, as a risk, with
//! nature and province.

use super::common;
use crate::identifiers::licence_number::{self, LicenceNumberError};
use crate::identifiers::organisation_code::{OrganisationCode, OrganisationCodeError};
use crate::identifiers::uscc::{Uscc, UsccError, kinds_of};
use crate::registry::{Case, Check};
use crate::rule::rules;
use crate::text;
use beian_model::{CertificateType, Finding, OrganiserField, Path, Requirement, params};

pub(super) const CHECKS: &[Check] = &[Check::Filing(kind), Check::Filing(number)];

const TYPE_AT: Path = Path::Organiser(OrganiserField::CertificateType);
const NUMBER_AT: Path = Path::Organiser(OrganiserField::CertificateNumber);

/// 证件类型 of the nature, and of the bureau's liking.
fn kind(case: &Case, found: &mut Vec<Finding>) {
    let organiser = &case.filing.organiser;
    let (Some(nature), Some(kind)) = (organiser.nature, organiser.certificate_type) else { return };
    if !nature.certificates().contains(&kind) {
        return found.push(NOT_ALLOWED_HERE.at(TYPE_AT));
    }
    for (asks, severity) in common::asked(case) {
        let Requirement::Certificate { natures, only, not } = asks else { continue };
        let refused = (!only.is_empty() && !only.contains(&kind)) || not.contains(&kind);
        // Where the national table has no other certificate of this nature, there is nothing better to ask for.
        let takes =
            |one: &&CertificateType| **one != kind && (only.is_empty() || only.contains(one)) && !not.contains(one);
        let mut better = nature.certificates().iter().filter(takes);
        // A representative office has no business licence (上海: 组织机构代码证).
        let better = match kind {
            CertificateType::ForeignRepresentativeOffice => {
                better.find(|one| **one != CertificateType::BusinessLicence)
            }
            _ => better.next(),
        };
        if let (true, true, Some(better)) = (natures.contains(&nature), refused, better) {
            found.push(
                common::by_bureau(case, severity, TYPE_AT, &CERTIFICATE_PROVINCE)
                    .with(params::USUAL_CERTIFICATE, better),
            );
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
                Ok(()) => found.push(LICENCE_NUMBER_OLD.at(NUMBER_AT)),
                Err(LicenceNumberError::Check) => found.push(LICENCE_NUMBER_CHECK.at(NUMBER_AT)),
                Err(LicenceNumberError::Shape) => wrong(text, &error, found),
            },
        },
        Some(CertificateType::CreditCodeCertificate | CertificateType::SocialCreditCode) => match Uscc::parse(text) {
            Ok(code) => right(case, &code, found),
            Err(error) => wrong(text, &error, found),
        },
        Some(CertificateType::OrganisationCode) => match OrganisationCode::parse(text) {
            Ok(_) => {}
            Err(OrganisationCodeError::Shape) => {
                found.push(ORGANISATION_CODE_SHAPE.at(NUMBER_AT));
            }
            Err(OrganisationCodeError::Check) => {
                found.push(ORGANISATION_CODE_CHECK.at(NUMBER_AT));
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
        found.push(USCC_INNER.at(NUMBER_AT));
    }
    if let Some(nature) = case.filing.organiser.nature {
        let expected = kinds_of(nature);
        if !expected.contains(&code.kind()) {
            let expected = expected.join("、");
            found.push(USCC_KIND.at(NUMBER_AT).with(params::KIND, code.kind()).with(params::EXPECTED, expected));
        }
    }
    if let (Some(asked), Some(registered)) = (case.filing.province, code.province())
        && asked != registered
    {
        // R11: no filing across provinces. A risk, because a branch may be registered elsewhere than it sits.
        found.push(OTHER_PROVINCE.at(NUMBER_AT).with(params::PROVINCE, registered));
    }
}

fn wrong(typed: &str, error: &UsccError, found: &mut Vec<Finding>) {
    found.push(match error {
        UsccError::Character { found, at } => {
            CHARACTER.at(NUMBER_AT).with(params::CHARACTER, found).with(params::POSITION, *at)
        }
        UsccError::Shape => USCC_SHAPE.at(NUMBER_AT).with(params::COUNT, text::number(typed).chars().count()),
        UsccError::Check => USCC_CHECK.at(NUMBER_AT),
    });
}

const RIGHT: &[&str] = &["91440399MA00AAAA44", " 91440399ma00aaaa44 ", "９１４４０３９９ＭＡ００ＡＡＡＡ４４"];

rules! {
    /// The choice does not go with another answer (certificate type of another nature).
    NOT_ALLOWED_HERE {
        id: "not-allowed-here",
        said_by: Browser,
        severity: Error,
        zh: "与主办单位性质不符，请重新选择",
        en: "Does not match the organiser's nature: choose another",
        source: "MI 2023 主办单位性质与证件类型对照",
        at: "organiser.certificate_type",
        breaks: &["notary_licence", "medical_licence", "credit_code_certificate"],
        passes: &["business_licence", "organisation_code", "foreign_representative_office"],
    }

    /// The bureau does not take this certificate of this nature.
    CERTIFICATE_PROVINCE {
        id: "certificate.province",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局不接受所选证件，请使用{usual_certificate}",
        en: "The bureau of {province} does not accept this certificate: use {usual_certificate}",
        source: "TQ 各省管局要求 2022（山东、广西、甘肃、广东）",
        given: &[("organiser.nature", "private_non_enterprise")],
        bureau: "kind = \"certificate\"\nnatures = [\"private_non_enterprise\"]\nonly = [\"organisation_code\"]",
        at: "organiser.certificate_type",
        breaks: &["private_non_enterprise_certificate", "social_service_certificate", "private_school_permit"],
        passes: &["organisation_code", "", "notary_licence"],
    }

    /// A character that cannot occur, named in `character`.
    CHARACTER {
        id: "character",
        said_by: Browser,
        severity: Error,
        zh: "不能有“{character}”（第 {position} 位），请核对",
        en: "“{character}” is not allowed (character {position}): check it",
        source: "GB 32100-2015",
        at: "organiser.certificate_number",
        breaks: &["91110199MAOOAAAA49", "91440399MA00AAAI44", "示例"],
        passes: RIGHT,
    }

    /// 统一社会信用代码: not 18 characters of the alphabet (GB 32100-2015).
    USCC_SHAPE {
        id: "uscc.shape",
        said_by: Browser,
        severity: Error,
        zh: "统一社会信用代码为 18 位数字和大写字母，现在有 {count} 位",
        en: "A unified social credit code has 18 digits and capital letters; there are {count}",
        source: "GB 32100-2015",
        at: "organiser.certificate_number",
        breaks: &["91110199MA00AAAA4", "91110199MA00AAAA499", "9111-0199-MA00"],
        passes: RIGHT,
    }

    /// 统一社会信用代码: the check character is wrong.
    USCC_CHECK {
        id: "uscc.check",
        said_by: Browser,
        severity: Error,
        zh: "最后一位校验码与前 17 位不符，请逐位核对",
        en: "The check character does not match the first 17: check each one",
        source: "GB 32100-2015",
        at: "organiser.certificate_number",
        breaks: &["91110199MA00AAAA4A", "91110199M0A0AAAA49", "91110199MA00AAAA48"],
        passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
    }

    /// 组织机构代码 inside a credit code: its check character is wrong; some codes from before 2015 break this.
    USCC_INNER {
        id: "uscc.inner",
        said_by: Browser,
        severity: Risk,
        zh: "第 9 至 17 位（组织机构代码）的校验码不符，请对照证件核对",
        en: "Characters 9 to 17 (the organisation code) do not match: check the certificate",
        source: "GB 32100-2015; GB 11714-1997",
        at: "organiser.certificate_number",
        breaks: &["91440399MA00AAAB45", "91440399MA00AAAC46", "914403991234567896"],
        passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
    }

    /// The first two characters are not those of the organiser's nature (`expected`).
    USCC_KIND {
        id: "uscc.kind",
        said_by: Browser,
        severity: Risk,
        zh: "前两位为“{kind}”，与所选主办单位性质通常不符（一般以 {expected} 开头），请核对性质和号码",
        en: "It begins with “{kind}”, which is unusual for this nature (usually {expected}): check both",
        source: "GB 32100-2015, 表 1、表 2",
        at: "organiser.certificate_number",
        breaks: &["124403991234567888", "52310199MJX00000XG"],
        passes: &["91110199MA00AAAA49", "91440399MA00AAAA44", "91110000600037341L"],
    }

    /// The certificate's number names another province.
    OTHER_PROVINCE {
        id: "organiser.other-province",
        said_by: Browser,
        severity: Risk,
        zh: "证件在{province}登记，与备案省份不同，可能因跨省被驳回",
        en: "The certificate was registered in {province}, not the province of the filing, and may be rejected",
        source: "TQ 主体信息 2022; GB 32100-2015",
        at: "organiser.certificate_number",
        breaks: &["91110199MA00AAAA49", "52310199MJX00000XG", "91110000600037341L"],
        passes: &["91440399MA00AAAA44", "124403991234567888", "440399600000025"],
    }

    /// 营业执照注册号: 15 digits with a wrong check digit.
    LICENCE_NUMBER_CHECK {
        id: "licence-number.check",
        said_by: Browser,
        severity: Error,
        zh: "15 位注册号的校验码不符；新版执照请填 18 位统一社会信用代码",
        en: "The check digit of the 15-digit number does not match; from a new licence, enter the 18-character credit code",
        source: "GS 15-2006; ISO 7064 MOD 11,10",
        at: "organiser.certificate_number",
        breaks: &["110199000000012", "440399600000026", "310199100000031"],
        passes: &["110199000000011", "440399600000025", "310199100000036"],
    }

    /// 营业执照注册号: right, but replaced by the credit code since 2015.
    LICENCE_NUMBER_OLD {
        id: "licence-number.old",
        said_by: Browser,
        severity: Risk,
        zh: "15 位注册号自 2015 年起换发；执照上有 18 位统一社会信用代码的，请填新代码",
        en: "15-digit numbers were replaced from 2015: if the licence shows an 18-character credit code, enter that",
        source: "国务院“三证合一” 2015",
        at: "organiser.certificate_number",
        breaks: &["110199000000011", "440399600000025", "310199100000036"],
        passes: RIGHT,
    }

    /// 组织机构代码: not eight characters and a check character (GB 11714-1997).
    ORGANISATION_CODE_SHAPE {
        id: "organisation-code.shape",
        said_by: Browser,
        severity: Error,
        zh: "组织机构代码为 8 位数字或字母加 1 位校验码，如 12345678-8",
        en: "An organisation code has eight digits or letters and a check character, such as 12345678-8",
        source: "GB 11714-1997",
        given: &[("organiser.certificate_type", "organisation_code")],
        at: "organiser.certificate_number",
        breaks: &["12345678", "12345678-A", "示例例例例"],
        passes: &["MA00AAAA-4", "12345678-8", "MJX00000-X"],
    }

    /// 组织机构代码: the check character is wrong.
    ORGANISATION_CODE_CHECK {
        id: "organisation-code.check",
        said_by: Browser,
        severity: Error,
        zh: "最后一位校验码不符，请逐位核对",
        en: "The check character does not match: check each one",
        source: "GB 11714-1997",
        given: &[("organiser.certificate_type", "organisation_code")],
        at: "organiser.certificate_number",
        breaks: &["MA00AAAA-5", "12345678-9", "00000019-1"],
        passes: &["MA00AAAA-4", "12345678-8", "00000019-0"],
    }
}
