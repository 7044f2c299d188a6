//! The organiser (主办单位): who runs the websites, its certificate, its people and where it sits.

use super::{Attachment, CertificateType, Nature, PersonIs, ResponsiblePerson};
use crate::part::ReadPart;
use serde::de::MapAccess;
use serde::ser::SerializeMap;

/// The organiser as typed (主体信息).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", serde(default))]
pub struct Organiser {
    /// Nature of the organiser (主办单位性质).
    pub nature: Option<Nature>,
    /// Name, character for character as on the certificate (主办单位名称).
    pub name: String,
    /// Kind of certificate (证件类型).
    pub certificate_type: Option<CertificateType>,
    /// Number of the certificate (证件号码).
    pub certificate_number: String,
    /// City, six digits of GB/T 2260 (市).
    pub city: String,
    /// District, six digits of GB/T 2260 (区县).
    pub district: String,
    /// Pictures of the certificate (营业执照 / 单位证件).
    pub licence: Vec<Attachment>,
    /// Address printed on the certificate (证件住所).
    pub certificate_address: String,
    /// Legal representative's name (法定代表人).
    pub legal_representative: String,
    /// Number of the legal representative's personal document (法定代表人证件号码).
    pub legal_representative_number: String,
    /// Where the organiser really sits, down to the room (通信地址).
    pub address: String,
    /// Investor or higher authority (投资者或上级主管单位); asked by some bureaus.
    pub investor: String,
    /// Remarks (备注).
    pub remark: String,
    /// Hours at which the responsible person can be reached by telephone (方便接听电话的时间).
    pub call_hours: String,
    /// Who the responsible person is; asked before they are verified.
    pub person_is: Option<PersonIs>,
    /// Who answers for the organiser (主体负责人).
    pub responsible_person: ResponsiblePerson,
    /// Letter that authorises a responsible person who is not the legal representative (主体负责人授权书).
    pub authorisation_letter: Vec<Attachment>,
}

impl ReadPart for Organiser {
    fn empty() -> Organiser {
        Organiser::default()
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        let is_person = key == "responsible_person";
        if is_person {
            self.responsible_person = map.next_value()?;
        }
        Ok(is_person)
    }

    fn write_own<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("responsible_person", &self.responsible_person)
    }
}
