//! Attachments (备案材料) that a bureau asks for in this case, beyond licence, ID card and letters. Those with a slot must be
//! there; the others are said, so that nobody learns of them from a rejection.

use super::{common, domains};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{
    AttachmentCase, BureauAttachment, Finding, Nature, OrganiserField, Path, PersonRef, Requirement, Severity, Site,
    SiteField, params,
};

pub(super) const CHECKS: &[Check] = &[Check::Filing(of_filing), Check::Site(of_site)];

/// Attachments of the organiser, and those without a slot.
fn of_filing(case: &Case, found: &mut Vec<Finding>) {
    asked(case, PersonRef::Organiser, found, |attachment| match attachment {
        BureauAttachment::OrganiserLetter => Some(Path::Organiser(OrganiserField::AuthorisationLetter)),
        BureauAttachment::DomainCertificate | BureauAttachment::SiteLetter => None,
        _ => Some(Path::Sites),
    });
}

/// Attachments of a site.
fn of_site(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    asked(case, common::person_of(site), found, |attachment| match attachment {
        BureauAttachment::DomainCertificate => Some(Path::Site(site.id, SiteField::DomainCertificate)),
        BureauAttachment::SiteLetter => Some(Path::Site(site.id, SiteField::AuthorisationLetter)),
        _ => None,
    });
}

fn asked(case: &Case, person: PersonRef, found: &mut Vec<Finding>, at: impl Fn(BureauAttachment) -> Option<Path>) {
    for (asks, severity) in common::asked(case) {
        let Requirement::Attachment { attachment, when, count, zh, en } = asks else { continue };
        let Some(at) = at(*attachment) else { continue };
        if !applies(case, person, *when, *count) {
            continue;
        }
        let severity = match case.filing.attachment(at) {
            // A foreign legal representative who answers himself has nobody to write a letter for, and no slot for it.
            Some(None) if *when == AttachmentCase::ForeignPerson && !common::is_not_legal(case.filing, person) => {
                Severity::Risk
            }
            Some(None) => severity,
            Some(Some(_)) => continue,
            // No slot: it is handed in on another way, and nothing here can tell whether it was.
            None => Severity::Risk,
        };
        let finding = common::by_bureau(case, severity, at, &ATTACHMENT_MISSING);
        found.push(finding.with(params::SAY_ZH, zh).with(params::SAY_EN, en));
    }
}

fn applies(case: &Case, person: PersonRef, when: AttachmentCase, count: u8) -> bool {
    let filing = case.filing;
    match when {
        AttachmentCase::Always => true,
        AttachmentCase::SeveralSites => filing.sites.len() > 1,
        AttachmentCase::Domains => domains::count_of(case) >= usize::from(count),
        AttachmentCase::NotLegalRepresentative => common::is_not_legal(filing, person),
        AttachmentCase::ForeignPerson => common::is_foreign_legal(filing),
        AttachmentCase::Government => {
            matches!(filing.organiser.nature, Some(Nature::Government | Nature::PublicInstitution))
        }
    }
}

rules! {
    /// An attachment that the bureau asks for in this case.
    ATTACHMENT_MISSING {
        id: "material.missing",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求：{say}",
        en: "The bureau of {province} asks for: {say}",
        source: "TQ 备案材料清单 2022；各省管局要求",
        bureau: "kind = \"attachment\"\nattachment = \"domain_certificate\"\nwhen = \"always\"\nzh = \"域名证书\"\nen = \"the domain certificate\"",
        at: "sites[3f2a9c01].domain_certificate",
        breaks: &["", " ", "\u{3000}"],
        passes: &["picture"],
    }
}
