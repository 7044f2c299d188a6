//! The document: one filing (备案订单) as the applicant fills it in.

use super::{
    AgreementField, CertificateType, Nature, Organiser, Paper, PersonRef, Province, ResourceKind, ResponsiblePerson,
    Site, SiteId, UnknownCode,
};
use crate::by_name::by_name;
use crate::part::ReadPart;
use serde::Serialize;
use serde::de::{Error, MapAccess};
use serde_json::value::RawValue;

/// One filing (备案订单): wire format, draft, database row and reviewer's snapshot in one.
///
/// `schema` is the version of this form. An older document is read by the same type: fields that did not exist take
/// their defaults, and what changed its meaning is migrated in [`Filing::migrated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filing {
    /// Version of the document's form; now [`Filing::SCHEMA`].
    #[cfg_attr(feature = "openapi", schema(maximum = 3))]
    #[serde(default)]
    pub schema: u32,
    /// Where the applicant is.
    #[serde(default)]
    pub step: Step,
    /// Province of the bureau that decides (备案省份).
    #[serde(default)]
    pub province: Option<Province>,
    /// Who runs the websites (主办单位).
    #[serde(default)]
    pub organiser: Organiser,
    /// The websites, at least one; the first is asked for in the basic check.
    #[serde(default)]
    pub sites: Vec<Site>,
    /// Papers of the filing that the bureau demands or the applicant adds (其他材料), each kind once.
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// What the applicant agreed to before submission.
    #[serde(default)]
    pub agreements: Agreements,
}

by_name! {
    Filing,
    must {}
    may { schema step province organiser sites papers agreements }
    Filing {
        schema: 0,
        step: Step::default(),
        province: None,
        organiser: Organiser::default(),
        sites: Vec::new(),
        papers: Vec::new(),
        agreements: Agreements::default(),
    }
}

impl Filing {
    /// The version of the document's form that this program writes.
    pub const SCHEMA: u32 = 3;

    /// An empty filing with one empty site.
    pub fn new(first_site: SiteId) -> Filing {
        Filing {
            schema: Filing::SCHEMA,
            step: Step::default(),
            province: None,
            organiser: Organiser::default(),
            sites: vec![Site::new(first_site)],
            papers: Vec::new(),
            agreements: Agreements::default(),
        }
    }

    /// The site of this id, if the filing still has it.
    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The site of this id, to write to.
    pub fn site_mut(&mut self, id: SiteId) -> Option<&mut Site> {
        self.sites.iter_mut().find(|site| site.id == id)
    }

    /// The responsible persons that the filing asks for: the organiser's, and each site's that is another (负责人).
    pub fn people(&self) -> std::vec::IntoIter<(PersonRef, &ResponsiblePerson)> {
        let mut people = vec![(PersonRef::Organiser, &self.organiser.responsible_person)];
        let own = self.sites.iter().filter(|site| !site.same_person);
        people.extend(own.map(|site| (PersonRef::Site(site.id), &site.responsible_person)));
        people.into_iter()
    }

    /// What the basic check (基础信息校验) looks at; a check that passed holds while this is unchanged.
    pub fn basic_information(&self) -> BasicInformation {
        let first = self.sites.first();
        BasicInformation {
            province: self.province,
            nature: self.organiser.nature,
            name: self.organiser.name.clone(),
            certificate_type: self.organiser.certificate_type,
            certificate_number: self.organiser.certificate_number.clone(),
            domains: first.map(|site| site.domains.clone()).unwrap_or_default(),
            resource_kind: first.and_then(|site| site.resource_kind),
            resource: first.map(|site| site.resource.clone()).unwrap_or_default(),
        }
    }

    /// This document in the present form, whatever earlier form it was stored in.
    ///
    /// # Errors
    /// [`NewerForm`]: what this program does not know of it would be lost.
    pub fn migrated(mut self) -> Result<Filing, NewerForm> {
        if self.schema > Filing::SCHEMA {
            return Err(NewerForm(self.schema));
        }
        self.schema = Filing::SCHEMA;
        Ok(self)
    }
}

/// A document is of a form that this program does not know yet; its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewerForm(pub u32);

impl core::fmt::Display for NewerForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "schema {} is newer than {}", self.0, Filing::SCHEMA)
    }
}

impl std::error::Error for NewerForm {}

/// The fields of the basic check (基础信息校验), to tell whether a check that passed still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BasicInformation {
    /// 备案省份.
    pub province: Option<Province>,
    /// 主办单位性质.
    pub nature: Option<Nature>,
    /// 主办单位名称.
    pub name: String,
    /// 证件类型.
    pub certificate_type: Option<CertificateType>,
    /// 证件号码.
    pub certificate_number: String,
    /// 网站域名 of the first site.
    pub domains: Vec<String>,
    /// 云资源 of the first site.
    pub resource_kind: Option<ResourceKind>,
    /// The resource's id or the authorisation code.
    pub resource: String,
}

by_name! {
    BasicInformation,
    must { name certificate_number domains resource }
    may { province nature certificate_type resource_kind }
    BasicInformation {
        province: None,
        nature: None,
        name: String::new(),
        certificate_type: None,
        certificate_number: String::new(),
        domains: Vec::new(),
        resource_kind: None,
        resource: String::new(),
    }
}

/// What the applicant agreed to (勾选协议) before submission: of each agreement the version that was ticked, and nothing where none was.
/// Earlier documents hold `true`: it stays, and is no version, so that the agreement must be ticked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", serde(default))]
pub struct Agreements {
    /// 《信息安全管理协议》.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9A-Za-z.-]{0,32}$"))]
    pub information_security: String,
    /// 《协助更改备案信息服务在线服务条款》.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9A-Za-z.-]{0,32}$"))]
    pub assisted_correction: String,
    /// 《互联网信息服务备案承诺书》.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9A-Za-z.-]{0,32}$"))]
    pub filing_pledge: String,
}

coded! {
    /// A step of the wizard, in order.
    pub enum Step {
        /// What to have at hand (备案准备).
        Prepare = "prepare",
        /// Basic information check (基础信息校验).
        BasicCheck = "basic-check",
        /// Authenticity verification of the organiser's person (真实性核验).
        Verification = "verification",
        /// Organiser (主体信息).
        Organiser = "organiser",
        /// Websites (网站信息).
        Websites = "websites",
        /// Preview and submit (提交备案).
        Preview = "preview",
    }
}

#[allow(clippy::derivable_impls)] // the enum is made by `coded!`
impl Default for Step {
    fn default() -> Self {
        Step::Prepare
    }
}

impl ReadPart for Agreements {
    fn empty() -> Agreements {
        Agreements::default()
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        let Ok(field) = key.parse::<AgreementField>() else { return Ok(false) };
        let json = map.next_value::<Box<RawValue>>()?;
        // A version is of letters, digits, `.` and `-`: nothing in it is escaped.
        let version = match json.get() {
            "true" => Some("true"),
            "false" => Some(""),
            text => text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.contains('\\')),
        };
        match version {
            Some(version) if field.set_text(self, version).is_ok() => Ok(true),
            _ => Err(A::Error::custom(UnknownCode)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_tick_of_before_versions_is_kept_and_is_no_version() {
        let read = |it| serde_json::from_value::<Agreements>(it);
        let old = read(json!({ "information_security": true, "assisted_correction": false })).unwrap();
        assert_eq!((old.information_security.as_str(), old.assisted_correction.as_str()), ("true", ""));
        let new = read(json!({ "information_security": "2026-11-29", "filing_pledge": "第1版" })).unwrap();
        assert_eq!((new.information_security.as_str(), new.filing_pledge.as_str()), ("2026-11-29", "第1版"));
        assert_eq!(read(serde_json::to_value(&old).unwrap()).unwrap(), old);
        for wrong in [
            json!({ "information_security": 1 }),
            json!({ "filing_pledge": ["1"] }),
            json!({ "filing_pledge": null }),
            json!({ "filing_pledge": "\"" }),
        ] {
            assert!(read(wrong).is_err());
        }
    }
}
