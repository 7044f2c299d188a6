//! One website of a filing (网站信息): its name, domains, resource, content and people.

use super::{Attachment, Language, Paper, PreApprovalKind, ResourceKind, ResponsiblePerson, ServiceContent, SiteId};
use crate::part::ReadPart;
use serde::de::MapAccess;
use serde::ser::SerializeMap;

/// A website as typed (网站信息).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// The site within its filing.
    pub id: SiteId,
    /// Name of the website (网站名称).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub name: String,
    /// Domains of the website (网站域名), registrable domains without `www`; the first is the main one.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub domains: Vec<String>,
    /// Kind of cloud resource (云资源).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub resource_kind: Option<ResourceKind>,
    /// The resource's id, or the authorisation code (备案授权码) where the kind is that.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub resource: String,
    /// What the website offers (网站服务内容).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub service_content: Option<ServiceContent>,
    /// Languages of the website (网站语言); at least one.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub languages: Vec<Language>,
    /// Content that another authority approved first (前置审批); empty means none of them (以上都不涉及).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub pre_approvals: Vec<PreApproval>,
    /// Remarks (备注).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub remark: String,
    /// The organiser's responsible person answers for the site too (同主体负责人).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub same_person: bool,
    /// Who answers for the site (网站负责人) where it is another person.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub responsible_person: ResponsiblePerson,
    /// Domain certificate (域名证书).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub domain_certificate: Vec<Attachment>,
    /// Letter that authorises the site's responsible person (网站负责人授权书).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub authorisation_letter: Vec<Attachment>,
    /// Screenshot of the domain's real-name record (域名实名认证截图).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub domain_record: Vec<Attachment>,
    /// Papers of the site that the bureau demands or the applicant adds (其他材料), each kind once.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub papers: Vec<Paper>,
}

impl Site {
    /// An empty site with one domain to fill in, in Simplified Chinese, answered for by the organiser's person.
    pub fn new(id: SiteId) -> Site {
        Site {
            id,
            name: String::new(),
            domains: vec![String::new()],
            resource_kind: None,
            resource: String::new(),
            service_content: None,
            languages: vec![Language::SimplifiedChinese],
            pre_approvals: Vec::new(),
            remark: String::new(),
            same_person: true,
            responsible_person: ResponsiblePerson::default(),
            domain_certificate: Vec::new(),
            authorisation_letter: Vec::new(),
            domain_record: Vec::new(),
            papers: Vec::new(),
        }
    }
}

/// One approval of another authority (前置审批): its kind, its number, its attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreApproval {
    /// What was approved.
    pub kind: PreApprovalKind,
    /// Number of the approval (审批号).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub number: String,
    /// Pictures of the approval (审批文件).
    #[cfg_attr(feature = "openapi", serde(default))]
    pub document: Vec<Attachment>,
}

impl ReadPart for Site {
    const KEY: Option<&'static str> = Some("id");

    fn empty() -> Site {
        Site { domains: Vec::new(), languages: Vec::new(), same_person: false, ..Site::new(SiteId(0)) }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "id" => self.id = map.next_value()?,
            "domains" => self.domains = map.next_value()?,
            "languages" => self.languages = map.next_value()?,
            "pre_approvals" => self.pre_approvals = map.next_value()?,
            "papers" => self.papers = map.next_value()?,
            "responsible_person" => self.responsible_person = map.next_value()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn write_own<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("domains", &self.domains)?;
        map.serialize_entry("languages", &self.languages)?;
        map.serialize_entry("pre_approvals", &self.pre_approvals)?;
        map.serialize_entry("papers", &self.papers)?;
        map.serialize_entry("responsible_person", &self.responsible_person)
    }
}

impl ReadPart for PreApproval {
    const KEY: Option<&'static str> = Some("kind");

    fn empty() -> PreApproval {
        PreApproval { kind: PreApprovalKind::News, number: String::new(), document: Vec::new() }
    }
}
