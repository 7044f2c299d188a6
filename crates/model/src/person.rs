//! A responsible person (负责人): who answers for the organiser or for one website, and how to reach them.

use super::{DocumentType, SiteId};
use crate::part::ReadPart;
use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

/// A responsible person as typed (主体负责人 or 网站负责人). Texts are kept as typed; `rules` says what is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", serde(default))]
pub struct ResponsiblePerson {
    /// Kind of personal document (证件类型).
    pub document_type: Option<DocumentType>,
    /// Name as on the document (负责人姓名).
    pub name: String,
    /// Number of the document (证件号码).
    pub document_number: String,
    /// First day of validity (证件有效期起), `YYYY-MM-DD`.
    pub valid_from: String,
    /// Last day of validity (证件有效期止), `YYYY-MM-DD`, or `long-term` (长期).
    pub valid_until: String,
    /// Mobile number that receives the ministry's code (联系方式1), 11 digits.
    pub mobile: String,
    /// Second number, mobile or land line (联系方式2).
    pub second_phone: String,
    /// Number to call in an emergency (应急联系电话).
    pub emergency_phone: String,
    /// E-mail that receives results and reasons (电子邮箱).
    pub email: String,
}

impl ResponsiblePerson {
    /// The value of `valid_until` of a document without an end (长期).
    pub const LONG_TERM: &'static str = "long-term";
}

/// Whose responsible person: the organiser's, or that of one site. Travels as `organiser` or the site's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonRef {
    /// The organiser's (主体负责人).
    Organiser,
    /// One website's (网站负责人).
    Site(SiteId),
}

impl fmt::Display for PersonRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PersonRef::Organiser => f.write_str("organiser"),
            PersonRef::Site(id) => id.fmt(f),
        }
    }
}

impl FromStr for PersonRef {
    type Err = super::UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "organiser" { Ok(PersonRef::Organiser) } else { text.parse().map(PersonRef::Site) }
    }
}

impl Serialize for PersonRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PersonRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("`organiser` or a site id"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for PersonRef {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^(organiser|[0-9a-f]{8})$"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for PersonRef {}

impl ReadPart for ResponsiblePerson {
    fn empty() -> ResponsiblePerson {
        ResponsiblePerson::default()
    }
}
