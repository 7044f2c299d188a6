//! Addresses and regions: down to the room, in the filing's province, without what does not belong there.

use super::common;
use crate::data::{cities, provinces};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, OrganiserField, Path, Requirement, Severity, params};

pub(super) const CHECKS: &[Check] =
    &[Check::Filing(mailing), Check::Filing(on_certificate), Check::Filing(region), Check::Filing(city)];

/// Fewest characters of an address that somebody can be found by.
const SHORTEST: usize = 6;
/// What stands behind a number in an address.
const WORDS: [char; 12] = ['号', '室', '栋', '幢', '楼', '层', '座', '村', '组', '屯', '户', '院'];

/// 通信地址: street, number, room; the region stands in fields of its own.
fn mailing(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::Address);
    let Some(text) = common::text(case.filing, at) else { return };
    if has_contact(text) {
        found.push(ADDRESS_CONTACT.at(at));
    }
    let number = text.chars().any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c));
    // A village needs no number, a box no street; where there is nothing finer, the remark says so.
    let detailed = (number && text.contains(WORDS)) || text.ends_with(['村', '屯']) || text.contains("信箱");
    if text.chars().count() < SHORTEST || !detailed {
        let explained = common::text(case.filing, Path::Organiser(OrganiserField::Remark)).is_some();
        let severity = if explained { Severity::Risk } else { Severity::Error };
        found.push(ADDRESS_DETAIL.weighing(severity, at));
    }
    if provinces::of_address(text).is_some() {
        found.push(ADDRESS_REPEATS.at(at));
    }
}

/// An e-mail address, or eleven digits in a row that begin like a mobile number.
fn has_contact(text: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    let mut mobiles = runs.filter(|run| run.len() == 11 && crate::normalised_mobile(run).is_some());
    mobiles.next().is_some() || text.contains(['@', '＠'])
}

/// 证件住所 in another province: a filing across provinces is refused.
fn on_certificate(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::CertificateAddress);
    let (Some(text), Some(province)) = (common::text(case.filing, at), case.filing.province) else { return };
    if has_contact(text) {
        // A licence of an electronic shop shows its address on the web.
        found.push(ADDRESS_CONTACT.weighing(Severity::Risk, at));
    }
    let Some(other) = provinces::of_address(text).filter(|other| *other != province) else { return };
    let strict = common::asked(case).any(|(asks, _)| matches!(asks, Requirement::CertificateAddressLocal {}));
    let severity = if strict { Severity::Error } else { Severity::Risk };
    found.push(ADDRESS_PROVINCE.weighing(severity, at).with(params::PROVINCE, other));
}

/// 市, 区县: of the filing's province (GB/T 2260: the first two digits).
fn region(case: &Case, found: &mut Vec<Finding>) {
    let Some(province) = case.filing.province else { return };
    for field in [OrganiserField::City, OrganiserField::District] {
        let at = Path::Organiser(field);
        if common::text(case.filing, at).is_some_and(|code| !code.starts_with(province.digits())) {
            found.push(REGION_OTHER_PROVINCE.at(at));
        }
    }
}

/// 通信地址 and 证件住所 in one city: told by the city's name, which an address on a certificate usually holds.
fn city(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::CertificateAddress);
    let Some(text) = common::text(case.filing, at) else { return };
    let Some(code) = common::text(case.filing, Path::Organiser(OrganiserField::City)) else { return };
    let severity =
        common::asked(case).find_map(|(asks, severity)| matches!(asks, Requirement::SameCity {}).then_some(severity));
    let Some(severity) = severity else { return };
    if cities::of_address(text).is_some_and(|named| !code.starts_with(named)) {
        found.push(common::by_bureau(case, severity, at, &ADDRESS_CITY));
    }
}

const GOOD: &[&str] = &["科技园路1号示例大厦2栋3层301室", "示例镇示例村三组12号", "人民路18号院2号楼"];

rules! {
    /// An address without street, number or room.
    ADDRESS_DETAIL {
        id: "address.detail",
        said_by: Browser,
        severity: Error,
        zh: "请写到门牌号或房间号，如“科技园路1号示例大厦301室”",
        en: "Enter it down to number and room, such as 科技园路1号示例大厦301室",
        source: "AL 填写主体信息和网站信息 2019；HW 2025",
        at: "organiser.address",
        breaks: &["深圳市", "科技园路", "示例大厦A"],
        passes: GOOD,
    }

    /// 市辖区 or the like instead of a district.
    ADDRESS_REPEATS {
        id: "address.repeats-region",
        said_by: Browser,
        severity: Risk,
        zh: "不用写省、市、区，从街道写起",
        en: "Leave out province, city and district: begin with the street",
        source: "AL 填写主体信息和网站信息 2019；HW 2025",
        at: "organiser.address",
        breaks: &["广东省深圳市南山区科技园路1号", "北京市海淀区示例路1号院", "广东深圳市南山区科技园路1号"],
        passes: GOOD,
    }

    /// A telephone number or an e-mail address in an address.
    ADDRESS_CONTACT {
        id: "address.contact",
        said_by: Browser,
        severity: Error,
        zh: "地址中不要写电话或邮箱",
        en: "Leave out phone numbers and e-mail addresses",
        source: "D",
        at: "organiser.address",
        breaks: &["科技园路1号301室13800138000", "科技园路1号301室a@example.com", "科技园路1号301室 电话13010112500"],
        passes: GOOD,
    }

    /// The region is not one of the province.
    REGION_OTHER_PROVINCE {
        id: "region.other-province",
        said_by: Browser,
        severity: Error,
        zh: "不属于所选的备案省份，请重新选择",
        en: "Not in the province of the filing: choose again",
        source: "GB/T 2260-2007",
        at: "organiser.city",
        breaks: &["110100", "430100", "310100"],
        passes: &["440300", "440100", "445300"],
    }

    /// The address on the certificate lies in another province (`other`).
    ADDRESS_PROVINCE {
        id: "address.other-province",
        said_by: Browser,
        severity: Risk,
        zh: "地址在{province}，与备案省份不同；不能跨省备案",
        en: "The address is in {province}, not the province of the filing: filings across provinces are refused",
        source: "TQ 主体信息 2022（内蒙古、云南必须本地）",
        at: "organiser.certificate_address",
        breaks: &["北京市海淀区示例路1号", "湖南省长沙市示例路1号", "内蒙古自治区呼和浩特市示例街1号"],
        passes: &["广东省深圳市南山区科技园路1号", "深圳市南山区科技园路1号", "上海路1号"],
    }

    /// The mailing address and the certificate's are in different cities.
    ADDRESS_CITY {
        id: "address.other-city",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求通信地址与证件住所在同一城市",
        en: "The bureau of {province} requires the mailing address to be in the city of the certificate's address",
        source: "TQ 各省管局要求 2022（广东、河北、河南、贵州）",
        bureau: "kind = \"same_city\"",
        at: "organiser.certificate_address",
        breaks: &["广州市天河区示例路1号", "广东省佛山市示例路1号", "广东省东莞市示例镇1号"],
        passes: &["深圳市南山区科技园路1号", "广东省深圳市科技园路1号", "科技园路1号"],
    }
}
