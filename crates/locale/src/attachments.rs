//! What the attachments of a filing (备案材料) are called.

use crate::{Lang, Words};
use beian_model::PaperKind;
use beian_model::attachments::AttachmentName;

impl Words for AttachmentName {
    fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            AttachmentName::Licence => ("主办单位证件", "Organiser's certificate"),
            AttachmentName::Portrait => ("负责人身份证人像面", "ID card, portrait side"),
            AttachmentName::Emblem => ("负责人身份证国徽面", "ID card, emblem side"),
            AttachmentName::Video => ("核验视频", "Verification video"),
            AttachmentName::OrganiserLetter => ("主体负责人授权书", "Letter authorising the responsible person"),
            AttachmentName::SiteLetter => ("网站负责人授权书", "Letter authorising the site's person"),
            AttachmentName::DomainCertificate => ("域名证书", "Domain certificate"),
            AttachmentName::DomainRecord => ("域名实名认证截图", "Screenshot of the domain's real-name record"),
            AttachmentName::Approval => ("前置审批文件", "Approval document"),
        };
        match lang {
            Lang::Chinese => zh,
            Lang::English => en,
        }
    }
}

impl Words for PaperKind {
    fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            PaperKind::Pledge => ("承诺书", "Pledge"),
            PaperKind::Notice => ("责任告知书", "Notice of responsibility"),
            PaperKind::PledgeVideo => ("承诺视频", "Pledge video"),
            PaperKind::ConstructionPlan => ("网站建设方案书", "Site construction plan"),
            PaperKind::PartyBuildingLetter => ("网站党建备案信息确认函", "Party-building letter"),
            PaperKind::NameReviewForm => ("网站名称审核表", "Site name review form"),
            PaperKind::QualificationForm => ("开办资格申请表", "Qualification form"),
            PaperKind::Asked => ("管局要求的材料", "Document for the bureau"),
            PaperKind::Other => ("其他材料", "Another attachment"),
        };
        match lang {
            Lang::Chinese => zh,
            Lang::English => en,
        }
    }
}
