//! What the basic check asks (基础信息校验): province, nature, name, certificate, domains, resource.

use super::common;
use crate::model::{CertificateType, Filing, OrganiserField, Path, Province, ResourceKind, Site, SiteField};
use crate::rules::identifiers::authorisation_code::is_authorisation_code;
use crate::rules::identifiers::domain::{Domain, DomainError};
use crate::rules::identifiers::licence_number;
use crate::rules::identifiers::organisation_code::{OrganisationCode, OrganisationCodeError};
use crate::rules::identifiers::uscc::{Uscc, UsccError};
use crate::rules::{Facts, Finding, RuleId};

/// The fields of the basic check.
pub fn check(filing: &Filing, facts: &Facts, found: &mut Vec<Finding>) {
    common::required(filing, Path::Province, found);
    common::required(filing, Path::Organiser(OrganiserField::Nature), found);
    name(filing, found);
    certificate(filing, found);
    if let Some(site) = filing.sites.first() {
        domains_and_resource(filing, site, facts, found);
    }
}

/// 主办单位名称: two to 128 characters (national form, TB).
fn name(filing: &Filing, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::Name);
    if let Some(text) = common::required(filing, at, found) {
        common::length(at, text, 2, 128, found);
    }
}

/// 证件类型 must go with the nature, 证件号码 with the type and, as a risk, with the province.
fn certificate(filing: &Filing, found: &mut Vec<Finding>) {
    let type_at = Path::Organiser(OrganiserField::CertificateType);
    let number_at = Path::Organiser(OrganiserField::CertificateNumber);
    common::required(filing, type_at, found);
    let kind = filing.organiser.certificate_type;
    if let (Some(nature), Some(kind)) = (filing.organiser.nature, kind)
        && !nature.certificates().contains(&kind)
    {
        found.push(Finding::error(type_at, RuleId::NotAllowedHere));
    }
    let Some(number) = common::required(filing, number_at, found) else { return };
    match kind {
        Some(CertificateType::BusinessLicence | CertificateType::CreditCodeCertificate) => {
            credit_code(number_at, number, filing.province, kind, found);
        }
        Some(CertificateType::OrganisationCode) => match OrganisationCode::parse(number) {
            Ok(_) => {}
            Err(OrganisationCodeError::Shape) => found.push(Finding::error(number_at, RuleId::OrganisationCodeShape)),
            Err(OrganisationCodeError::Check) => found.push(Finding::error(number_at, RuleId::OrganisationCodeCheck)),
        },
        // The other certificates carry the credit code since 2015, and numbers of their own before.
        _ if Uscc::parse(number).is_ok() => credit_code(number_at, number, filing.province, kind, found),
        _ => common::length(number_at, number, 4, 64, found),
    }
}

fn credit_code(
    at: Path,
    number: &str,
    province: Option<Province>,
    kind: Option<CertificateType>,
    found: &mut Vec<Finding>,
) {
    let old = kind == Some(CertificateType::BusinessLicence);
    match Uscc::parse(number) {
        Ok(code) => {
            if let (Some(asked), Some(registered)) = (province, code.province())
                && asked != registered
            {
                // R11: no cross-province filing. A risk, because a branch may be registered elsewhere than it sits.
                found.push(Finding::risk(at, RuleId::OtherProvince).with("province", registered));
            }
        }
        Err(error) => {
            // Licences from before 2015 have 15 digits.
            match licence_number::check(number) {
                Ok(()) if old => return,
                Err(licence_number::LicenceNumberError::Check) if old => {
                    return found.push(Finding::error(at, RuleId::LicenceNumberCheck));
                }
                _ => {}
            }
            found.push(match error {
                UsccError::Character(character) => Finding::error(at, RuleId::Character).with("character", character),
                UsccError::Shape => Finding::error(at, RuleId::UsccShape)
                    .with("count", number.chars().filter(|c| !c.is_whitespace()).count()),
                UsccError::Check => Finding::error(at, RuleId::UsccCheck),
            });
        }
    }
}

/// 网站域名 and 云资源 of a site.
pub fn domains_and_resource(filing: &Filing, site: &Site, facts: &Facts, found: &mut Vec<Finding>) {
    if site.domains.is_empty() {
        found.push(Finding::error(Path::Site(site.id, SiteField::Domains), RuleId::Required));
    }
    for (n, typed) in site.domains.iter().enumerate() {
        let Ok(n) = u8::try_from(n) else { break };
        domain(filing, site, n, typed, found);
    }
    resource(filing, site, facts, found);
}

fn domain(filing: &Filing, site: &Site, n: u8, typed: &str, found: &mut Vec<Finding>) {
    let at = Path::Domain(site.id, n);
    let Some(text) = common::required(filing, at, found) else { return };
    match Domain::parse(text) {
        Ok(domain) => {
            let earlier = filing
                .sites
                .iter()
                .flat_map(|one| one.domains.iter().enumerate().map(move |(m, other)| (one.id, m, other)))
                .take_while(|(id, m, _)| (*id, *m) != (site.id, usize::from(n)));
            if earlier.into_iter().any(|(_, _, other)| Domain::parse(other).as_ref() == Ok(&domain)) {
                found.push(Finding::error(at, RuleId::DomainTwice));
            }
        }
        Err(DomainError::Shape) => found.push(Finding::error(at, RuleId::DomainShape).with("typed", typed)),
        Err(DomainError::NotBare(right)) => {
            found.push(Finding::error(at, RuleId::DomainNotBare).with("suggestion", right));
        }
        Err(DomainError::Sub(right)) => found.push(Finding::error(at, RuleId::DomainSub).with("suggestion", right)),
        Err(DomainError::Suffix(suffix)) => {
            found.push(Finding::error(at, RuleId::DomainSuffix).with("suffix", suffix));
        }
    }
}

/// A resource of the account that may carry one more site, or an authorisation code.
fn resource(filing: &Filing, site: &Site, facts: &Facts, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Resource);
    let Some(id) = common::required(filing, at, found) else { return };
    if site.resource_kind == Some(ResourceKind::AuthorisationCode) {
        if !is_authorisation_code(id) {
            found.push(Finding::error(at, RuleId::AuthorisationCodeShape));
        }
        return;
    }
    match facts.resources.iter().find(|one| one.id == id && Some(one.kind) == site.resource_kind) {
        None => found.push(Finding::error(at, RuleId::ResourceUnknown)),
        Some(one) => {
            let here = filing.sites.iter().filter(|site| site.resource == one.id).count();
            if let Some(reason) = one.refused {
                found.push(Finding::error(at, RuleId::ResourceRefused).with("reason", reason));
            } else if here > one.sites_left as usize {
                found.push(Finding::error(at, RuleId::ResourceSlots).with("left", one.sites_left));
            }
        }
    }
}
