//! What the papers of a filing (备案材料) are called.

use crate::{Lang, Words};
use beian_model::papers::PaperName;

impl Words for PaperName {
    fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            PaperName::Licence => ("主办单位证件", "The organiser's certificate"),
            PaperName::Portrait => ("负责人身份证人像面", "ID card, portrait side"),
            PaperName::Emblem => ("负责人身份证国徽面", "ID card, emblem side"),
            PaperName::Video => ("核验视频", "Verification video"),
            PaperName::OrganiserLetter => ("主体负责人授权书", "Letter for the organiser's person"),
            PaperName::SiteLetter => ("网站负责人授权书", "Letter for the site's person"),
            PaperName::DomainCertificate => ("域名证书", "Domain certificate"),
            PaperName::DomainRecord => ("域名实名认证截图", "Screenshot of the domain's real-name record"),
            PaperName::Approval => ("前置审批文件", "Document of a prior approval"),
        };
        match lang {
            Lang::Chinese => zh,
            Lang::English => en,
        }
    }
}
