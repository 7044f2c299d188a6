//! Attachments (备案材料) that a bureau asks for in this case, beyond licence, ID card and letters: each in its slot, of the filing or of
//! each site. And what an applicant adds (其他材料) is explained.

use super::fields::REQUIRED;
use super::{common, domains};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{
    AttachmentCase, BureauAttachment, Finding, Nature, OrganiserField, PaperField, PaperKind, Path, PersonRef,
    RemarkOf, Requirement, Severity, Site, SiteField, SiteId, params,
};

pub(super) const CHECKS: &[Check] = &[Check::Filing(of_filing), Check::Site(of_site)];

/// Attachments of the filing.
fn of_filing(case: &Case, found: &mut Vec<Finding>) {
    asked(case, PersonRef::Organiser, found, |attachment, on| match attachment {
        BureauAttachment::OrganiserLetter => Some(Path::Organiser(OrganiserField::AuthorisationLetter)),
        paper => of_paper(None, on, paper),
    });
    explained(case, None, found);
}

/// Attachments of a site.
fn of_site(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    asked(case, common::person_of(site), found, |attachment, on| match attachment {
        BureauAttachment::DomainCertificate => Some(Path::Site(site.id, SiteField::DomainCertificate)),
        BureauAttachment::SiteLetter => Some(Path::Site(site.id, SiteField::AuthorisationLetter)),
        paper => of_paper(Some(site.id), on, paper),
    });
    explained(case, Some(site.id), found);
}

/// The slot of a paper, where it is asked for of this: the filing, or a site.
fn of_paper(of: Option<SiteId>, on: RemarkOf, attachment: BureauAttachment) -> Option<Path> {
    let here = of.is_some() == (on == RemarkOf::Site);
    attachment.paper().filter(|_| here).map(|kind| Path::paper(of, kind, PaperField::Pages))
}

/// What an applicant adds is explained, and what they explain is there.
fn explained(case: &Case, of: Option<SiteId>, found: &mut Vec<Finding>) {
    let at = |field| Path::paper(of, PaperKind::Other, field);
    let explanation = at(PaperField::Explanation);
    let is_there = !case.filing.is_missing(at(PaperField::Pages));
    if is_there != common::text(case.filing, explanation).is_some() {
        found.push(REQUIRED.at(if is_there { explanation } else { at(PaperField::Pages) }));
    }
}

fn asked(
    case: &Case,
    person: PersonRef,
    found: &mut Vec<Finding>,
    at: impl Fn(BureauAttachment, RemarkOf) -> Option<Path>,
) {
    for (asks, severity) in common::asked(case) {
        let Requirement::Attachment { attachment, when, count, on, zh, en } = asks else { continue };
        let Some(at) = at(*attachment, *on) else { continue };
        if !applies(case, person, *when, *count) {
            continue;
        }
        if !case.filing.is_missing(at) {
            continue;
        }
        // A foreign legal representative who answers himself has nobody to write a letter for, and no slot for it.
        let is_nobodys = *when == AttachmentCase::ForeignPerson && !common::is_not_legal(case.filing, person);
        let severity = if is_nobodys { Severity::Risk } else { severity };
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
        zh: "请按{province}通信管理局要求上传：{say}",
        en: "Upload for the bureau of {province}: {say}",
        source: "TQ 备案材料清单 2022；各省管局要求",
        bureau: "kind = \"attachment\"\nattachment = \"domain_certificate\"\nwhen = \"always\"\nzh = \"域名证书\"\nen = \"the domain certificate\"",
        at: "sites[3f2a9c01].domain_certificate",
        breaks: &["", " ", "\u{3000}"],
        passes: &["picture"],
    }
}
