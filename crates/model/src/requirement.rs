//! What a bureau (管局) may ask beyond the national rules: the vocabulary in which the files of the provinces are written.

use super::{CertificateType, Nature, PaperKind, Path, PreApprovalKind, Province, ServiceContent, Severity};
use serde::{Deserialize, Serialize};

mod flat;

/// A province's file: everything that its bureau asks beyond the national rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProvinceRules {
    /// The province.
    pub province: Province,
    /// What is asked of organisations (非个人).
    #[serde(default, rename = "rule")]
    pub rules: Vec<ProvinceRule>,
    /// What is asked of individuals (个人), who file by another process: kept for whoever adds it, checked by nothing here.
    #[serde(default, skip_serializing)]
    pub individual: Vec<ProvinceRule>,
}

/// One thing that a bureau asks, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "flat::FlatRule")]
pub struct ProvinceRule {
    /// What is asked.
    #[serde(flatten)]
    pub asks: Requirement,
    /// What a filing is that does not keep to it.
    pub severity: Severity,
    /// Where it was read: a tag that `docs/rules.md` explains, or the bureau's own publication.
    pub source: String,
    /// When that was written: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
}

coded! {
    /// What something that a bureau asks is about: the headings of its checklist, in their order.
    pub enum Subject {
        /// How long it takes.
        Duration = "duration",
        /// Attachments, the organiser's certificate among them.
        Attachments = "attachments",
        /// Responsible persons.
        People = "people",
        /// Telephones.
        Phones = "phones",
        /// Addresses.
        Addresses = "addresses",
        /// Domains.
        Domains = "domains",
        /// Websites: name and content.
        Sites = "sites",
        /// Remarks.
        Remarks = "remarks",
        /// How the bureau proceeds, and anything else.
        Process = "process",
    }
}

coded! {
    /// Who may be the organiser's responsible person (主体负责人).
    pub enum Who {
        /// The legal representative (法定代表人) only.
        LegalRepresentative = "legal_representative",
        /// Another with a letter (主体负责人授权书).
        Letter = "letter",
        /// Another only if a shareholder or executive, with articles and a letter.
        Executive = "executive",
    }
}

coded! {
    /// Whose remark (备注) or paper.
    pub enum RemarkOf {
        /// The organiser's, of the filing as a whole.
        Organiser = "organiser",
        /// Each site's.
        Site = "site",
    }
}

coded! {
    /// When a remark is asked for.
    pub enum RemarkCase {
        /// Always.
        Always = "always",
        /// 服务内容 is 其他.
        ContentOther = "content_other",
        /// 服务内容 is anything but 单位门户网站.
        ContentNotPortal = "content_not_portal",
        /// No prior approval is named.
        NoPreApproval = "no_pre_approval",
        /// The filing uses several resources.
        SeveralResources = "several_resources",
        /// No land line is given.
        NoLandline = "no_landline",
        /// The person is not the legal representative.
        NotLegalRepresentative = "not_legal_representative",
        /// The organiser is an individual business (个体工商户).
        IndividualBusiness = "individual_business",
        /// Two sites have the same name.
        SameName = "same_name",
    }
}

coded! {
    /// An attachment beyond the national list (备案材料).
    pub enum BureauAttachment {
        /// 域名证书.
        DomainCertificate = "domain_certificate",
        /// 网站建设方案书.
        ConstructionPlan = "construction_plan",
        /// 承诺书.
        Pledge = "pledge",
        /// 告知书.
        Notice = "notice",
        /// 承诺视频.
        PledgeVideo = "pledge_video",
        /// 网站党建备案信息确认函.
        PartyBuildingLetter = "party_building_letter",
        /// 网站名称审核表.
        NameReviewForm = "name_review_form",
        /// 开办资格申请表.
        QualificationForm = "qualification_form",
        /// 主体负责人授权书.
        OrganiserLetter = "organiser_letter",
        /// 网站负责人授权书.
        SiteLetter = "site_letter",
        /// Anything else; the text says what.
        Other = "other",
    }
}

impl BureauAttachment {
    /// The paper that it is; nothing where the national list has a slot for it.
    pub const fn paper(self) -> Option<PaperKind> {
        Some(match self {
            BureauAttachment::DomainCertificate | BureauAttachment::OrganiserLetter | BureauAttachment::SiteLetter => {
                return None;
            }
            BureauAttachment::ConstructionPlan => PaperKind::ConstructionPlan,
            BureauAttachment::Pledge => PaperKind::Pledge,
            BureauAttachment::Notice => PaperKind::Notice,
            BureauAttachment::PledgeVideo => PaperKind::PledgeVideo,
            BureauAttachment::PartyBuildingLetter => PaperKind::PartyBuildingLetter,
            BureauAttachment::NameReviewForm => PaperKind::NameReviewForm,
            BureauAttachment::QualificationForm => PaperKind::QualificationForm,
            BureauAttachment::Other => PaperKind::Asked,
        })
    }
}

coded! {
    /// When an attachment is asked for.
    pub enum AttachmentCase {
        /// Always.
        Always = "always",
        /// From the second site on.
        SeveralSites = "several_sites",
        /// From a number of domains on.
        Domains = "domains",
        /// The person is not the legal representative.
        NotLegalRepresentative = "not_legal_representative",
        /// The person has no resident ID card.
        ForeignPerson = "foreign_person",
        /// The organiser is a public body (政府机关, 事业单位).
        Government = "government",
    }
}

/// What a bureau asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // the fields are named for what they hold, and each kind is described
pub enum Requirement {
    /// Who may be the organiser's responsible person.
    ResponsiblePerson { who: Who },
    /// A site's person who is not the legal representative needs a letter.
    SitePersonLetter {},
    /// The site's person must be the organiser's: always, or where that one is not the legal representative.
    SitePersonSame { always: bool },
    /// 联系方式1 must be a number of the province.
    MobileLocal {},
    /// A mobile number belongs to one organiser only; the server knows.
    MobileOnce {},
    /// A person serves one organiser only; the server knows.
    PersonOnce {},
    /// 应急联系电话 must differ from 联系方式1.
    EmergencyDiffers {},
    /// So many different numbers among two persons' mobiles and emergency phones.
    PhonesDiffer { count: u8 },
    /// 联系方式2 must be a land line.
    Landline {},
    /// Age in completed years; below `proof_below` a proof of work or income is asked for.
    Age {
        min: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        proof_below: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        max_man: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        max_woman: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<RemarkOf>,
    },
    /// Sites of one filing at the most.
    Sites { max: u8 },
    /// Domains of one filing at the most without further attachments.
    Domains { max: u8 },
    /// 通信地址 and 证件住所 in one city.
    SameCity {},
    /// A named district, never 市辖区.
    DistrictNamed {},
    /// 证件住所 lies in the province.
    CertificateAddressLocal {},
    /// The domain's owner is the organisation, not a person; the server knows.
    DomainHolder {},
    /// Days for which the domain must stay registered; the server knows.
    DomainDays { days: u16 },
    /// 服务内容 that is taken, or is not.
    ServiceContent { only: Vec<ServiceContent>, not: Vec<ServiceContent> },
    /// A remark that must be there.
    Remark { on: RemarkOf, when: RemarkCase, min: u16, zh: String, en: String },
    /// 投资者或上级主管单位 must be filled in; of organisers of these natures, or of all.
    Investor { natures: Vec<Nature>, zh: String, en: String },
    /// 证件类型 that is taken of these natures, or is not.
    Certificate { natures: Vec<Nature>, only: Vec<CertificateType>, not: Vec<CertificateType> },
    /// Suffixes without their dot, in ASCII: those that are not taken, and those that are although the national list lacks them.
    Suffix { refused: Vec<String>, approved: Vec<String> },
    /// Words in a domain that need an approval or a remark.
    LabelWords { words: Vec<String> },
    /// Words that are refused in a site's name.
    NameWords { words: Vec<String> },
    /// No Latin letter in a site's name.
    NameLatin {},
    /// No place with 网 as a site's name.
    NamePlace {},
    /// Words in the organiser's or a site's name that need a prior approval.
    ApprovalWords { words: Vec<String>, approval: Vec<PreApprovalKind> },
    /// An attachment that must be there, once for the filing or for each site; `count` domains where the case is `domains`.
    Attachment { attachment: BureauAttachment, when: AttachmentCase, count: u8, on: RemarkOf, zh: String, en: String },
    /// What only a person can check; said on the checklist, in the words of the rules of kind `of` where it names one.
    Note {
        #[serde(skip_serializing_if = "Option::is_none")]
        subject: Option<Subject>,
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        zh: String,
        en: String,
    },
}

impl Requirement {
    /// The kind, as a file writes it, and what it is about.
    const fn kind_and_subject(&self) -> (&'static str, Subject) {
        use Requirement as R;
        use Subject as S;
        match self {
            R::ResponsiblePerson { .. } => ("responsible_person", S::People),
            R::SitePersonLetter {} => ("site_person_letter", S::Attachments),
            R::SitePersonSame { .. } => ("site_person_same", S::People),
            R::MobileLocal {} => ("mobile_local", S::Phones),
            R::MobileOnce {} => ("mobile_once", S::Phones),
            R::PersonOnce {} => ("person_once", S::People),
            R::EmergencyDiffers {} => ("emergency_differs", S::Phones),
            R::PhonesDiffer { .. } => ("phones_differ", S::Phones),
            R::Landline {} => ("landline", S::Phones),
            R::Age { .. } => ("age", S::People),
            R::Sites { .. } => ("sites", S::Sites),
            R::Domains { .. } => ("domains", S::Domains),
            R::SameCity {} => ("same_city", S::Addresses),
            R::DistrictNamed {} => ("district_named", S::Addresses),
            R::CertificateAddressLocal {} => ("certificate_address_local", S::Addresses),
            R::DomainHolder {} => ("domain_holder", S::Domains),
            R::DomainDays { .. } => ("domain_days", S::Domains),
            R::ServiceContent { .. } => ("service_content", S::Sites),
            R::Remark { .. } => ("remark", S::Remarks),
            R::Investor { .. } => ("investor", S::Remarks),
            R::Certificate { .. } => ("certificate", S::Attachments),
            R::Suffix { .. } => ("suffix", S::Domains),
            R::LabelWords { .. } => ("label_words", S::Domains),
            R::NameWords { .. } => ("name_words", S::Sites),
            R::NameLatin {} => ("name_latin", S::Sites),
            R::NamePlace {} => ("name_place", S::Sites),
            R::ApprovalWords { .. } => ("approval_words", S::Sites),
            R::Attachment { .. } => ("attachment", S::Attachments),
            R::Note { subject: Some(subject), .. } => ("note", *subject),
            R::Note { subject: None, .. } => ("note", S::Process),
        }
    }

    /// The kind, as a file writes it.
    pub const fn kind(&self) -> &'static str {
        self.kind_and_subject().0
    }

    /// Whether it is said beside the field of a path: the field's row names its kind.
    pub fn is_said_at(&self, path: Path) -> bool {
        let is_organisers = matches!(path, Path::Organiser(_) | Path::OrganiserPerson(_));
        let is_here = match self {
            // Who else may be it is said by the list.
            Requirement::ResponsiblePerson { who } => {
                is_organisers && matches!(who, Who::LegalRepresentative | Who::Executive)
            }
            Requirement::PhonesDiffer { .. } | Requirement::Remark { on: RemarkOf::Organiser, .. } => is_organisers,
            Requirement::Remark { on: RemarkOf::Site, .. } => !is_organisers,
            Requirement::Attachment { attachment, on, .. } => {
                let kind = path.paper_field().map(|(kind, _)| kind);
                kind.is_some() && kind == attachment.paper() && path.site().is_some() == matches!(on, RemarkOf::Site)
            }
            _ => true,
        };
        is_here && path.row().is_some_and(|row| row.bureau.contains(&self.kind()))
    }

    /// What it is about.
    pub const fn subject(&self) -> Subject {
        self.kind_and_subject().1
    }
}

impl ProvinceRules {
    /// What a note is `of` that says: at the foot of a site stands the organiser's number (主体备案号), in place of the site's.
    pub const FOOTER: &'static str = "footer";

    /// The bureau wants the organiser's number at the foot of each site.
    pub fn organiser_in_footer(&self) -> bool {
        let is_footer =
            |rule: &ProvinceRule| matches!(&rule.asks, Requirement::Note { of: Some(of), .. } if of == Self::FOOTER);
        self.rules.iter().any(is_footer)
    }

    /// What is to be said of the bureau, each thing once, with its weight: a rule that a note puts in words is said by the note,
    /// and the number of domains by the attachment that is asked for beyond it.
    pub fn said(&self) -> Vec<(&Requirement, Severity)> {
        let of = |rule: &ProvinceRule| match &rule.asks {
            Requirement::Note { of, .. } => of.clone(),
            _ => None,
        };
        let attachments =
            |asks: &Requirement| matches!(asks, Requirement::Attachment { when: AttachmentCase::Domains, .. });
        let mut said = Vec::new();
        for (n, rule) in self.rules.iter().enumerate() {
            let kind = rule.asks.kind();
            let elsewhere = match rule.asks {
                Requirement::Domains { .. } => self.rules.iter().any(|other| attachments(&other.asks)),
                _ => self.rules.iter().any(|other| of(other).as_deref() == Some(kind)),
            };
            if elsewhere {
                continue;
            }
            // A note weighs what the rule weighs that it stands below.
            let named = of(rule).and_then(|kind| {
                let mut of_kind = self.rules[..n].iter().rev().chain(&self.rules[n..]);
                of_kind.find(|other| other.asks.kind() == kind)
            });
            said.push((&rule.asks, named.unwrap_or(rule).severity));
        }
        said
    }
}
