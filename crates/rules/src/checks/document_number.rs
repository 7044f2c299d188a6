//! The number of a personal document (证件号码), whoever's it is.

use crate::identifiers::resident_id::ResidentIdError;
use crate::registry::Check;
use crate::rule::rules;
use beian_model::{Finding, Path, params};

/// What finds them asks whose number it is first: `legal_representative`, `person`.
pub(super) const CHECKS: &[Check] = &[];

/// A finding on an ID card's number.
pub fn id_error(at: Path, error: &ResidentIdError) -> Finding {
    match error {
        ResidentIdError::Shape => RESIDENT_ID_SHAPE.at(at),
        ResidentIdError::Old(now) => RESIDENT_ID_OLD.at(at).with(params::SUGGESTION, now),
        ResidentIdError::PermitRegion => PERMIT_REGION.at(at),
        ResidentIdError::Region => RESIDENT_ID_REGION.at(at),
        ResidentIdError::Date => RESIDENT_ID_DATE.at(at),
        ResidentIdError::Check => RESIDENT_ID_CHECK.at(at),
    }
}

/// Numbers of ID cards as they should be, for examples.
pub(super) const GOOD: &[&str] = &["440399198512310026", "110199199001010010", "11019919900101007x"];

rules! {
    /// 外国人永久居留身份证: digits 2 and 3 are no province.
    PERMIT_REGION {
        id: "permanent-residence.region",
        said_by: Browser,
        severity: Error,
        zh: "第 2、3 位不是任何省份的代码，请核对",
        en: "Digits 2 and 3 are not a province's code: check the card",
        source: "国家移民管理局《新版外国人永久居留身份证》2023",
        given: &[("organiser.responsible_person.document_type", "permanent_residence")],
        at: "organiser.responsible_person.document_number",
        breaks: &["900840199001010015", "99984019900101001X", "910840199001010017"],
        passes: &["91184019900101000X", "AAA000000000001", "944840198512310016"],
    }

    /// 公民身份号码: not 17 digits and a digit or X (GB 11643-1999).
    RESIDENT_ID_SHAPE {
        id: "resident-id.shape",
        said_by: Browser,
        severity: Error,
        zh: "身份证号为 17 位数字加 1 位数字或 X",
        en: "An ID number has 17 digits and a last digit or X",
        source: "GB 11643-1999",
        at: "organiser.responsible_person.document_number",
        breaks: &["11019919900101001", "1101991990010100100", "示例"],
        passes: GOOD,
    }

    /// 公民身份号码: the region's first two digits do not exist.
    RESIDENT_ID_REGION {
        id: "resident-id.region",
        said_by: Browser,
        severity: Error,
        zh: "前两位不是任何省份的代码，请核对",
        en: "The first two digits are not a province's code: check the card",
        source: "GB 11643-1999",
        at: "organiser.responsible_person.document_number",
        breaks: &["990199199001010010", "160199199001010010", "200199199001010010"],
        passes: GOOD,
    }

    /// 公民身份号码: no such birth date, or it lies in the future.
    RESIDENT_ID_DATE {
        id: "resident-id.date",
        said_by: Browser,
        severity: Error,
        zh: "第 7 至 14 位不是有效的出生日期，请核对",
        en: "Digits 7 to 14 are not a valid birth date: check the card",
        source: "GB 11643-1999",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199199002300011", "110199299001010010", "110199189912310015"],
        passes: GOOD,
    }

    /// 公民身份号码: the check character is wrong.
    RESIDENT_ID_CHECK {
        id: "resident-id.check",
        said_by: Browser,
        severity: Error,
        zh: "最后一位校验码与前 17 位不符，请逐位核对",
        en: "The last character does not match the first 17: check each one",
        source: "GB 11643-1999",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199199001010011", "440399198512310027", "110199199001010101"],
        passes: GOOD,
    }

    /// The document's number is not of the form of its kind.
    DOCUMENT_SHAPE {
        id: "document.shape",
        said_by: Browser,
        severity: Error,
        zh: "不是这类证件的号码格式，请对照证件核对",
        en: "Not the form of this document's number: check the document",
        source: "K（证件版式）",
        given: &[("organiser.responsible_person.document_type", "hong_kong_macau_permit")],
        at: "organiser.responsible_person.document_number",
        breaks: &["A00000001", "H000", "440399198512310026"],
        passes: &["H00000001", "M00000002", "H0000000301"],
    }

    /// A residence permit's number (港澳台居民居住证) where a resident ID card is named.
    RESIDENCE_PERMIT {
        id: "resident-id.residence-permit",
        said_by: Browser,
        severity: Error,
        zh: "81、82、83 开头的是港澳台居民居住证号码，请将证件类型改为居住证",
        en: "Numbers that begin with 81, 82 or 83 are residence permits': choose that type of document",
        source: "国务院办公厅《港澳台居民居住证申领发放办法》2018",
        given: &[("organiser.responsible_person.document_type", "resident_id")],
        at: "organiser.responsible_person.document_number",
        breaks: &["810000199001010000", "820000199001010002", "830000199001010004"],
        passes: GOOD,
    }

    /// 15-digit ID number: `suggestion` is its present form.
    RESIDENT_ID_OLD {
        id: "resident-id.old",
        said_by: Browser,
        severity: Error,
        zh: "15 位旧号码已停用，对应的 18 位号码应为 {suggestion}，请对照证件填写",
        en: "15-digit numbers are no longer valid; this one became {suggestion}: check the card",
        source: "GB 11643-1999",
        at: "organiser.legal_representative_number",
        breaks: &["110199900101001", "440399851231002", "310199800229003"],
        passes: &["440399198512310026", "E00000001", "H00000001"],
    }
}
