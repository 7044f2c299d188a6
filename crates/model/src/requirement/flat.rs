//! A rule as its table stands in a file or travels: every key that some kind has, each optional. One plain struct instead of
//! a visitor a kind: what reads it in a browser is a third of the size.

use super::{AttachmentCase, BureauAttachment, ProvinceRule, RemarkCase, RemarkOf, Requirement, Subject, Who};
use crate::{CertificateType, Nature, PreApprovalKind, ServiceContent, Severity};
use core::fmt;
use core::str::FromStr;
use serde::Deserialize;

/// A rule's table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlatRule {
    kind: String,
    severity: Severity,
    source: String,
    date: String,
    #[serde(default)]
    who: Option<Who>,
    #[serde(default)]
    always: Option<bool>,
    #[serde(default)]
    count: Option<u16>,
    #[serde(default)]
    min: Option<u16>,
    #[serde(default)]
    max: Option<u16>,
    #[serde(default)]
    days: Option<u16>,
    #[serde(default)]
    proof_below: Option<u16>,
    #[serde(default)]
    max_man: Option<u16>,
    #[serde(default)]
    max_woman: Option<u16>,
    #[serde(default)]
    role: Option<RemarkOf>,
    #[serde(default)]
    on: Option<RemarkOf>,
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    attachment: Option<BureauAttachment>,
    #[serde(default)]
    subject: Option<Subject>,
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    zh: Option<String>,
    #[serde(default)]
    en: Option<String>,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    natures: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    approval: Vec<String>,
}

/// Why a table is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No such kind.
    Kind,
    /// A key that the kind needs is missing: its name.
    Missing(&'static str),
    /// A code that its list does not know: the key.
    Code(&'static str),
    /// A number beyond what the key can hold: the key.
    TooLarge(&'static str),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (says, key) = match self {
            Wrong::Kind => ("`kind` names no kind of rule", ""),
            Wrong::Missing(key) => ("missing key ", *key),
            Wrong::Code(key) => ("unknown code in ", *key),
            Wrong::TooLarge(key) => ("too large a number in ", *key),
        };
        f.write_str(says)?;
        f.write_str(key)
    }
}

fn codes<T: FromStr>(codes: &[String], key: &'static str) -> Result<Vec<T>, Wrong> {
    codes.iter().map(|code| code.parse().map_err(|_| Wrong::Code(key))).collect()
}

fn small(number: u16, key: &'static str) -> Result<u8, Wrong> {
    u8::try_from(number).map_err(|_| Wrong::TooLarge(key))
}

fn small_or_none(number: Option<u16>, key: &'static str) -> Result<Option<u8>, Wrong> {
    number.map(|number| small(number, key)).transpose()
}

impl TryFrom<FlatRule> for ProvinceRule {
    type Error = Wrong;

    fn try_from(flat: FlatRule) -> Result<ProvinceRule, Wrong> {
        let FlatRule { kind, severity, source, date, .. } = &flat;
        let (severity, source, date) = (*severity, source.clone(), date.clone());
        let kind = kind.clone();
        Ok(ProvinceRule { asks: asks(&kind, flat)?, severity, source, date })
    }
}

fn asks(kind: &str, flat: FlatRule) -> Result<Requirement, Wrong> {
    use Requirement as R;
    let said = |text: Option<String>, key| text.ok_or(Wrong::Missing(key));
    let number = |number: Option<u16>, key| number.ok_or(Wrong::Missing(key));
    let when = flat.when.as_deref().ok_or(Wrong::Missing("when"));
    Ok(match kind {
        "responsible_person" => R::ResponsiblePerson { who: flat.who.ok_or(Wrong::Missing("who"))? },
        "site_person_letter" => R::SitePersonLetter {},
        "site_person_same" => R::SitePersonSame { always: flat.always.ok_or(Wrong::Missing("always"))? },
        "mobile_local" => R::MobileLocal {},
        "mobile_once" => R::MobileOnce {},
        "person_once" => R::PersonOnce {},
        "emergency_differs" => R::EmergencyDiffers {},
        "phones_differ" => R::PhonesDiffer { count: small(number(flat.count, "count")?, "count")? },
        "landline" => R::Landline {},
        "age" => R::Age {
            min: small(number(flat.min, "min")?, "min")?,
            proof_below: small_or_none(flat.proof_below, "proof_below")?,
            max_man: small_or_none(flat.max_man, "max_man")?,
            max_woman: small_or_none(flat.max_woman, "max_woman")?,
            role: flat.role,
        },
        "sites" => R::Sites { max: small(number(flat.max, "max")?, "max")? },
        "domains" => R::Domains { max: small(number(flat.max, "max")?, "max")? },
        "same_city" => R::SameCity {},
        "district_named" => R::DistrictNamed {},
        "certificate_address_local" => R::CertificateAddressLocal {},
        "domain_holder" => R::DomainHolder {},
        "domain_days" => R::DomainDays { days: number(flat.days, "days")? },
        "service_content" => R::ServiceContent {
            only: codes::<ServiceContent>(&flat.only, "only")?,
            not: codes::<ServiceContent>(&flat.not, "not")?,
        },
        "remark" => R::Remark {
            on: flat.on.ok_or(Wrong::Missing("on"))?,
            when: when?.parse::<RemarkCase>().map_err(|_| Wrong::Code("when"))?,
            min: flat.min.unwrap_or_default(),
            zh: said(flat.zh, "zh")?,
            en: said(flat.en, "en")?,
        },
        "investor" => R::Investor {
            natures: codes::<Nature>(&flat.natures, "natures")?,
            zh: said(flat.zh, "zh")?,
            en: said(flat.en, "en")?,
        },
        "certificate" => R::Certificate {
            natures: codes::<Nature>(&flat.natures, "natures")?,
            only: codes::<CertificateType>(&flat.only, "only")?,
            not: codes::<CertificateType>(&flat.not, "not")?,
        },
        "suffix" => R::Suffix { refused: flat.refused },
        "label_words" => R::LabelWords { words: flat.words },
        "name_words" => R::NameWords { words: flat.words },
        "name_latin" => R::NameLatin {},
        "name_place" => R::NamePlace {},
        "approval_words" => {
            R::ApprovalWords { words: flat.words, approval: codes::<PreApprovalKind>(&flat.approval, "approval")? }
        }
        "attachment" => R::Attachment {
            attachment: flat.attachment.ok_or(Wrong::Missing("attachment"))?,
            when: when?.parse::<AttachmentCase>().map_err(|_| Wrong::Code("when"))?,
            count: small(flat.count.unwrap_or_default(), "count")?,
            zh: said(flat.zh, "zh")?,
            en: said(flat.en, "en")?,
        },
        "note" => R::Note { subject: flat.subject, of: flat.of, zh: said(flat.zh, "zh")?, en: said(flat.en, "en")? },
        _ => return Err(Wrong::Kind),
    })
}
