//! The attachments of a filing (备案材料): which, when, in which slot, and what a file must be. What a province asks beyond these
//! stands in its file.

use crate::{OrganiserField, PaperField, PaperKind, Path, PreApprovalField, SiteField};

/// What a file must be. The bureau's upload compresses pictures once more, so they begin sharp (TQ 备案驳回).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRule {
    /// Media types that are taken, told by the bytes, never by the name.
    pub kinds: &'static [&'static str],
    /// Most bytes. Consoles that take 4 or 8 MB refuse what telephones photograph; what is larger is scaled down later.
    pub largest: u64,
    /// Fewest pixels on the long side; nothing for a video.
    pub shortest_side: u32,
}

/// An attachment: a colour photograph or scan of the original, all corners, no glare (TQ 备案材料上传).
pub const ATTACHMENT: FileRule =
    FileRule { kinds: &["image/jpeg", "image/png"], largest: 20 * 1024 * 1024, shortest_side: 300 };

/// A side of an ID card, photographed from the original.
pub const ID_SIDE: FileRule =
    FileRule { kinds: &["image/jpeg", "image/png"], largest: 20 * 1024 * 1024, shortest_side: 640 };

/// The verification's video (视频核身). As large as a telephone's own camera makes the longest one: 1080 lines at some 17 Mbit/s.
pub const VIDEO: FileRule =
    FileRule { kinds: &["video/mp4", "video/webm", "video/quicktime"], largest: 40 * 1024 * 1024, shortest_side: 0 };

/// How long the video lasts, in seconds: at least, and at most.
pub const VIDEO_SECONDS: (u32, u32) = (5, 15);

/// When an attachment is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In every filing.
    Always,
    /// For each responsible person, by phone.
    EachPerson,
    /// The person is not the legal representative, and the bureau takes another.
    NotLegalRepresentative,
    /// The bureau asks for it.
    Bureau,
    /// The domain is registered at another registrar.
    OtherRegistrar,
    /// For each prior approval.
    EachApproval,
}

/// Which attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentName {
    /// The organiser's certificate (主办单位证件).
    Licence,
    /// The ID card's side with the portrait (人像面).
    Portrait,
    /// The ID card's side with the emblem (国徽面).
    Emblem,
    /// The verification's video (视频核身).
    Video,
    /// The letter for the organiser's person (主体负责人授权书).
    OrganiserLetter,
    /// The letter for the site's person (网站负责人授权书).
    SiteLetter,
    /// The domain's certificate (域名证书).
    DomainCertificate,
    /// The screenshot of the domain's real-name record (域名实名认证截图).
    DomainRecord,
    /// The document of a prior approval (前置审批文件).
    Approval,
}

/// An attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachmentSpec {
    /// Which it is; its words are the locale's.
    pub name: AttachmentName,
    /// When it is needed.
    pub when: When,
    /// What its file must be.
    pub file: FileRule,
    /// Its slot in the document, with the first site's id left open; nothing for what the phone takes.
    pub slot: Option<Slot>,
}

/// A slot of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Of the organiser.
    Organiser(OrganiserField),
    /// Of each site.
    Site(SiteField),
    /// Of each approval.
    PreApproval(PreApprovalField),
}

/// The attachments of the national list for organisations (TQ 备案材料清单 2022).
pub static ATTACHMENTS: &[AttachmentSpec] = &[
    attachment(AttachmentName::Licence, When::Always, ATTACHMENT, Some(Slot::Organiser(OrganiserField::Licence))),
    attachment(AttachmentName::Portrait, When::EachPerson, ID_SIDE, None),
    attachment(AttachmentName::Emblem, When::EachPerson, ID_SIDE, None),
    attachment(AttachmentName::Video, When::EachPerson, VIDEO, None),
    attachment(
        AttachmentName::OrganiserLetter,
        When::NotLegalRepresentative,
        ATTACHMENT,
        Some(Slot::Organiser(OrganiserField::AuthorisationLetter)),
    ),
    attachment(
        AttachmentName::SiteLetter,
        When::NotLegalRepresentative,
        ATTACHMENT,
        Some(Slot::Site(SiteField::AuthorisationLetter)),
    ),
    attachment(
        AttachmentName::DomainCertificate,
        When::Bureau,
        ATTACHMENT,
        Some(Slot::Site(SiteField::DomainCertificate)),
    ),
    attachment(
        AttachmentName::DomainRecord,
        When::OtherRegistrar,
        ATTACHMENT,
        Some(Slot::Site(SiteField::DomainRecord)),
    ),
    attachment(
        AttachmentName::Approval,
        When::EachApproval,
        ATTACHMENT,
        Some(Slot::PreApproval(PreApprovalField::Document)),
    ),
];

const fn attachment(name: AttachmentName, when: When, file: FileRule, slot: Option<Slot>) -> AttachmentSpec {
    AttachmentSpec { name, when, file, slot }
}

/// A video is uploaded at the path (承诺视频), not pictures.
pub const fn is_video(path: Path) -> bool {
    matches!(path.paper_field(), Some((PaperKind::PledgeVideo, PaperField::Pages)))
}

/// There is a form for the slot, to be printed, signed and sealed (材料模板).
pub const fn has_template(path: Path) -> bool {
    match path {
        Path::Organiser(field) => matches!(field, OrganiserField::AuthorisationLetter),
        Path::Site(_, field) => matches!(field, SiteField::AuthorisationLetter | SiteField::DomainRecord),
        Path::Paper(kind, PaperField::Pages) | Path::SitePaper(_, kind, PaperField::Pages) => {
            matches!(kind, PaperKind::Pledge | PaperKind::Notice | PaperKind::ConstructionPlan)
        }
        _ => false,
    }
}

/// The attachment that a slot of a document is for.
pub fn of_slot(path: Path) -> Option<&'static AttachmentSpec> {
    ATTACHMENTS.iter().find(|attachment| attachment.slot.is_some_and(|slot| slot.is(path)))
}

impl Slot {
    /// Whether a path of a document is this slot.
    pub const fn is(self, path: Path) -> bool {
        match (self, path) {
            (Slot::Organiser(field), Path::Organiser(at)) => field as u8 == at as u8,
            (Slot::Site(field), Path::Site(_, at)) => field as u8 == at as u8,
            (Slot::PreApproval(field), Path::PreApproval(_, _, at)) => field as u8 == at as u8,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::complete_filing;
    use crate::{PreApproval, PreApprovalKind};

    #[test]
    fn every_slot_of_the_document_is_a_attachments_and_the_reverse() {
        let (mut filing, _) = complete_filing();
        let approval = PreApproval { kind: PreApprovalKind::News, number: String::new(), document: Vec::new() };
        filing.sites[0].pre_approvals.push(approval);
        let slots: Vec<Path> =
            filing.fields().filter(|path| path.paper_field().is_none() && filing.pages(*path).is_some()).collect();
        for path in &slots {
            let of_it =
                ATTACHMENTS.iter().filter(|attachment| attachment.slot.is_some_and(|slot| slot.is(*path))).count();
            assert_eq!(of_it, 1, "{path}");
        }
        assert_eq!(ATTACHMENTS.iter().filter(|attachment| attachment.slot.is_some()).count(), slots.len());
    }
}
