//! One value of a named kind, checked alone: for the command line and for integrators. The same rules as in a filing, on an
//! otherwise empty one.

use super::identifiers::icp_number::IcpNumber;
use super::{check, normalised_mobile, text};
use crate::checks::content::NEEDS_APPROVAL;
use crate::checks::read_as::READ_AS;
use crate::checks::review::ICP_NUMBER;
use beian_model::{
    CertificateType, Date, DocumentType, Facts, Filing, Finding, OrganiserField, Path, PersonField, Severity,
    SiteField, SiteId, params,
};
use std::borrow::Cow;

beian_model::coded_enum! {
    /// A kind of value.
    pub enum ValueKind {
        /// 统一社会信用代码.
        Uscc = "uscc",
        /// 组织机构代码.
        OrganisationCode = "org-code",
        /// 公民身份号码.
        ResidentId = "resident-id",
        /// 手机号.
        Mobile = "mobile",
        /// 电子邮箱.
        Email = "email",
        /// 网站域名.
        Domain = "domain",
        /// 网站名称.
        SiteName = "site-name",
        /// 备案号.
        IcpNumber = "icp-number",
        /// 护照号码.
        Passport = "passport",
        /// 港澳居民来往内地通行证, 台湾居民来往大陆通行证.
        Permit = "permit",
    }
}

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The value in its one written form; as typed, without blanks around it, where it is wrong.
    pub normalised: String,
    /// What is wrong or at risk; empty where nothing is.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Nothing is wrong; there may be risks.
    pub fn is_ok(&self) -> bool {
        self.findings.iter().all(|one| one.severity != Severity::Error)
    }
}

/// Checks a value; `today` tells ages and birth dates in the future.
pub fn check_value(kind: ValueKind, value: &str, today: Date) -> Checked {
    let id = SiteId(1);
    let mut filing = Filing::new(id);
    let organiser = &mut filing.organiser;
    let person = &mut organiser.responsible_person;
    let at = match kind {
        ValueKind::IcpNumber => return icp_number(value),
        ValueKind::Uscc => {
            organiser.certificate_type = Some(CertificateType::CreditCodeCertificate);
            Path::Organiser(OrganiserField::CertificateNumber)
        }
        ValueKind::OrganisationCode => {
            organiser.certificate_type = Some(CertificateType::OrganisationCode);
            Path::Organiser(OrganiserField::CertificateNumber)
        }
        ValueKind::ResidentId | ValueKind::Passport | ValueKind::Permit => {
            person.document_type = Some(document_type(kind, value));
            Path::OrganiserPerson(PersonField::DocumentNumber)
        }
        ValueKind::Mobile => Path::OrganiserPerson(PersonField::Mobile),
        ValueKind::Email => Path::OrganiserPerson(PersonField::Email),
        ValueKind::Domain => Path::Domain(id, 0),
        ValueKind::SiteName => Path::Site(id, SiteField::Name),
    };
    let _ = filing.set_text(at, value);
    let facts = Facts {
        // Who asks for one number alone has no filing in which it could be proved.
        proved_mobiles: normalised_mobile(value).into_iter().collect(),
        ..Facts::on(today)
    };
    let mut findings = check(&filing, &facts);
    // What the rest of an empty filing lacks is not asked for here.
    findings.retain(|one| one.path == at || NEEDS_APPROVAL.found(one));
    let ok = findings.iter().all(|one| one.severity != Severity::Error);
    let normalised = match kind {
        ValueKind::Mobile => normalised_mobile(value),
        ValueKind::Domain => super::identifiers::domain::Domain::parse(value).ok().map(|one| one.as_str().to_owned()),
        ValueKind::OrganisationCode => {
            let code = text::number(value);
            (ok && code.len() == 9).then(|| format!("{}-{}", &code[..8], &code[8..]))
        }
        ValueKind::Uscc | ValueKind::ResidentId | ValueKind::Passport | ValueKind::Permit => {
            ok.then(|| text::number(value).into_owned())
        }
        ValueKind::Email => super::identifiers::email::parse(value).map(Cow::into_owned),
        _ => None,
    };
    findings.retain(|one| one.rule != READ_AS.id);
    Checked { normalised: normalised.unwrap_or_else(|| text::name(value).into_owned()), findings }
}

/// Permits of Hong Kong and Macau begin with their letter, those of Taiwan with a digit.
fn document_type(kind: ValueKind, value: &str) -> DocumentType {
    match kind {
        ValueKind::Passport => DocumentType::Passport,
        ValueKind::Permit if text::number(value).starts_with(|c: char| c.is_ascii_digit()) => {
            DocumentType::TaiwanPermit
        }
        ValueKind::Permit => DocumentType::HongKongMacauPermit,
        _ => DocumentType::ResidentId,
    }
}

fn icp_number(value: &str) -> Checked {
    match IcpNumber::parse(value) {
        Ok(number) => Checked { normalised: number.to_string(), findings: Vec::new() },
        Err(_) => Checked {
            normalised: text::name(value).into_owned(),
            findings: vec![ICP_NUMBER.at(Path::Filing).with(params::PREFIX, "粤")],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::phones::MOBILE_VIRTUAL;
    use proptest::prelude::*;

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn values_by_kind() {
        use ValueKind as K;
        for (kind, value, ok, normalised) in [
            (K::Uscc, "91110199ma00aaaa49", true, "91110199MA00AAAA49"),
            (K::Uscc, "91110199MA00AAAA4A", false, "91110199MA00AAAA4A"),
            (K::OrganisationCode, "ma00aaaa4", true, "MA00AAAA-4"),
            (K::OrganisationCode, "MA00AAAA-5", false, "MA00AAAA-5"),
            (K::ResidentId, "11019919900101007x", true, "11019919900101007X"),
            (K::ResidentId, "110199199001010011", false, "110199199001010011"),
            (K::ResidentId, "", false, ""),
            (K::Mobile, "+86 138-0013-8000", true, "13800138000"),
            (K::Mobile, "12345678901", false, "12345678901"),
            (K::Mobile, "17000000000", true, "17000000000"),
            (K::Email, " a@example.com ", true, "a@example.com"),
            (K::Email, "a@b", false, "a@b"),
            (K::Domain, "示例甲.中国", true, "xn--fsqv13goyc.xn--fiqs8s"),
            (K::Domain, "www.example.com", false, "www.example.com"),
            (K::SiteName, "示例一企业展示", true, "示例一企业展示"),
            (K::SiteName, "中国示例网", false, "中国示例网"),
            (K::IcpNumber, "粤icp备12345678号-1", true, "粤ICP备12345678号-1"),
            (K::IcpNumber, "12345678", false, "12345678"),
            (K::Passport, "E00000001", true, "E00000001"),
            (K::Passport, "12", false, "12"),
            (K::Permit, "H00000001", true, "H00000001"),
            (K::Permit, "0000000001b", true, "0000000001B"),
            (K::Permit, "A00000001", false, "A00000001"),
        ] {
            let checked = check_value(kind, value, today());
            assert_eq!((checked.is_ok(), checked.normalised.as_str()), (ok, normalised), "{kind} {value}: {checked:?}");
        }
        assert_eq!(check_value(K::Mobile, "17000000000", today()).findings[0].rule, MOBILE_VIRTUAL.id);
    }

    proptest! {
        #[test]
        fn no_value_panics_and_what_is_right_stays_right(text in "\\PC{0,40}", kind in proptest::sample::select(ValueKind::ALL)) {
            let once = check_value(kind, &text, today());
            if once.is_ok() {
                let again = check_value(kind, &once.normalised, today());
                prop_assert!(again.is_ok());
                prop_assert_eq!(again.normalised, once.normalised);
            }
        }
    }
}
