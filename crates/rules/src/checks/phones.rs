//! Telephone numbers and mailboxes of the responsible persons: the ministry's SMS must arrive, and people must differ.

use super::common;
use crate::identifiers::phone::{self, Landline, Range};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path, PersonField, PersonRef, Requirement, Severity, params};

pub(super) const CHECKS: &[Check] = &[Check::Person(mobile), Check::Person(others), Check::Person(shared)];

/// 联系方式1: a mobile number that was proved, of a range that the ministry's SMS reaches, local where the bureau asks.
fn mobile(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Mobile);
    let Some(text) = common::text(case.filing, at) else { return };
    let Some((range, digits)) = phone::range(text) else {
        return found.push(MOBILE_SHAPE.at(at));
    };
    let by_range = match range {
        Range::Personal => None,
        Range::Virtual => Some(MOBILE_VIRTUAL.at(at)),
        Range::Unknown => Some(MOBILE_UNKNOWN.at(at)),
        Range::Machine => Some(MOBILE_MACHINE.at(at)),
        Range::Satellite => Some(MOBILE_SATELLITE.at(at)),
    };
    found.extend(by_range.map(|finding| finding.with(params::RANGE, digits)));
    if phone::mobile(text).is_some_and(|number| !case.facts.proved_mobiles.contains(&number)) {
        found.push(MOBILE_UNPROVED.at(at));
    }
    // Which number is of which province only the operators' tables know: a risk, however much the bureau insists.
    if common::asked(case).any(|(asks, _)| matches!(asks, Requirement::MobileLocal {})) {
        found.push(common::by_bureau(case, Severity::Risk, at, &MOBILE_LOCAL));
    }
}

/// 联系方式2 and 应急联系电话: telephone numbers, other than the mobile, of the province.
fn others(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let text = |field| common::text(case.filing, Path::person(person, field));
    let mobile = text(PersonField::Mobile).and_then(phone::mobile);
    for field in [PersonField::SecondPhone, PersonField::EmergencyPhone] {
        let at = Path::person(person, field);
        let Some(typed) = text(field) else { continue };
        match (phone::mobile(typed), Landline::parse(typed)) {
            (None, None) => found.push(PHONE_SHAPE.at(at)),
            (Some(number), _) if Some(&number) == mobile.as_ref() => {
                found.push(SAME_PHONE.at(at).with(params::WHERE, Path::person(person, PersonField::Mobile)));
            }
            (None, Some(line)) => {
                let other = line.province().filter(|of| case.filing.province.is_some_and(|asked| asked != *of));
                if let Some(province) = other {
                    found.push(
                        AREA_CODE.at(at).with(params::AREA, format!("0{}", line.area)).with(params::PROVINCE, province),
                    );
                }
            }
            _ => {}
        }
    }
    let line = text(PersonField::SecondPhone).and_then(Landline::parse);
    if person == PersonRef::Organiser && line.is_none() {
        let at = Path::person(person, PersonField::SecondPhone);
        for (asks, severity) in common::asked(case) {
            if matches!(asks, Requirement::Landline {}) {
                found.push(common::by_bureau(case, severity, at, &LANDLINE_MISSING));
            }
        }
    }
}

/// Two persons of different names: different mobiles and mailboxes (T12), and as many numbers as the bureau wants (T6).
/// Said at a site's person, who is the one to change.
fn shared(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    if person == PersonRef::Organiser {
        return;
    }
    let text = |of, field| common::text(case.filing, Path::person(of, field));
    let name = text(person, PersonField::Name);
    for (other, _) in case.filing.people() {
        if other == person {
            return;
        }
        if !common::is_other(text(other, PersonField::Name), name) {
            continue;
        }
        let number = |of, field| text(of, field).and_then(phone::mobile);
        let same = number(person, PersonField::Mobile);
        if same.is_some() && same == number(other, PersonField::Mobile) {
            found.push(PHONE_SHARED.at(Path::person(person, PersonField::Mobile)));
        }
        let (one, two) = (text(person, PersonField::Email), text(other, PersonField::Email));
        if matches!((one, two), (Some(one), Some(two)) if one.eq_ignore_ascii_case(two)) {
            found.push(EMAIL_SHARED.at(Path::person(person, PersonField::Email)));
        }
        if other == PersonRef::Organiser {
            too_few(case, person, found);
        }
    }
}

fn too_few(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let fields = [
        (PersonRef::Organiser, PersonField::Mobile),
        (PersonRef::Organiser, PersonField::EmergencyPhone),
        (person, PersonField::Mobile),
        (person, PersonField::EmergencyPhone),
    ];
    for (asks, severity) in common::asked(case) {
        let Requirement::PhonesDiffer { count } = asks else { continue };
        let plain = |(of, field)| {
            let text = common::text(case.filing, Path::person(of, field))?;
            phone::mobile(text).or_else(|| Landline::parse(text).map(|line| line.to_string()))
        };
        // All four must be there before their number is counted.
        let Some(numbers) = fields.map(plain).into_iter().collect::<Option<Vec<_>>>() else { return };
        let differ = numbers.iter().enumerate().filter(|(n, one)| !numbers[..*n].contains(one)).count();
        if differ < usize::from(*count) {
            let at = Path::person(person, PersonField::EmergencyPhone);
            found.push(common::by_bureau(case, severity, at, &PHONES_TOO_FEW).with(params::COUNT, count));
        }
    }
}

const GOOD: &[&str] = &["13800100500", "+86 138-0010-0500", "１３８００１００５００"];
const LINE: &[&str] = &["0755-86013388", "086-020-82998299", "13010112500"];
const OWN: &[(&str, &str)] = &[
    ("sites[3f2a9c01].same_person", ""),
    ("sites[3f2a9c01].responsible_person.name", "示例乙"),
    ("sites[3f2a9c01].responsible_person.emergency_phone", "13010112500"),
];

rules! {
    /// Not a mobile number of mainland China.
    MOBILE_SHAPE {
        id: "mobile.shape",
        said_by: Browser,
        severity: Error,
        zh: "请填写 11 位中国大陆手机号，如 13800138000",
        en: "Enter an 11-digit mobile number of mainland China, such as 13800138000",
        source: "工信部《电信网编号计划》2017; libphonenumber 9.0",
        at: "organiser.responsible_person.mobile",
        breaks: &["12345678901", "15412345678", "1380013800"],
        passes: GOOD,
    }

    /// A range of virtual operators (`range`), which may not receive the ministry's SMS.
    MOBILE_VIRTUAL {
        id: "mobile.virtual",
        said_by: Browser,
        severity: Risk,
        zh: "{range} 是虚拟运营商号段，可能收不到工信部核验短信，建议换用其他号码",
        en: "{range} belongs to a virtual operator and may not receive the ministry's SMS: another number is safer",
        source: "TQ 短信核验类 2022; libphonenumber 9.0",
        at: "organiser.responsible_person.mobile",
        breaks: &["17000000000", "16200000000", "16500000000"],
        passes: GOOD,
    }

    /// A range that nobody was known to use when the table was written.
    MOBILE_UNKNOWN {
        id: "mobile.unknown-range",
        said_by: Browser,
        severity: Risk,
        zh: "{range} 号段未在号码规划中，请核对号码",
        en: "{range} is not in the numbering plan: check the number",
        source: "工信部《电信网编号计划》2017; libphonenumber 9.0",
        at: "organiser.responsible_person.mobile",
        breaks: &["16000000000", "17900000000", "14200000000"],
        passes: GOOD,
    }

    /// A range of machines (`range`): no person can receive an SMS there.
    MOBILE_MACHINE {
        id: "mobile.machine",
        said_by: Browser,
        severity: Error,
        zh: "{range} 是物联网号段，不能接收核验短信，请换用手机号",
        en: "{range} is for machines and cannot receive the SMS: enter a mobile number",
        source: "工信部《电信网编号计划》2017; libphonenumber 9.0",
        at: "organiser.responsible_person.mobile",
        breaks: &["14000000000", "14400000000", "14800000000"],
        passes: GOOD,
    }

    /// A satellite telephone's range.
    MOBILE_SATELLITE {
        id: "mobile.satellite",
        said_by: Browser,
        severity: Error,
        zh: "{range} 是卫星电话号段，不能接收核验短信，请换用手机号",
        en: "{range} is for satellite phones and cannot receive the SMS: enter a mobile number",
        source: "工信部《电信网编号计划》2017; libphonenumber 9.0",
        at: "organiser.responsible_person.mobile",
        breaks: &["13490000000", "17400000000", "17401234567"],
        passes: GOOD,
    }

    /// The number was not proved by an SMS code.
    MOBILE_UNPROVED {
        id: "mobile.unproved",
        said_by: Browser,
        severity: Error,
        zh: "请获取短信验证码并完成验证",
        en: "Get a code by SMS and confirm this number",
        source: "S 2022 验证码",
        at: "organiser.responsible_person.mobile",
        breaks: &["unproved 13800100500", "unproved 13010112500", "unproved 13800138000"],
        passes: GOOD,
    }

    /// Another province's number, or one that cannot be told, where the bureau asks for a local one.
    MOBILE_LOCAL {
        id: "mobile.local",
        said_by: Browser,
        severity: Risk,
        zh: "{province}通信管理局要求使用本地手机号，请确认号码归属地",
        en: "The bureau of {province} requires a local mobile number: check that this is one",
        source: "TQ 各省管局要求 2022（江苏、广西、陕西、新疆）",
        bureau: "kind = \"mobile_local\"",
        at: "organiser.responsible_person.mobile",
        breaks: GOOD,
        passes: &["", "12345678901", "1380013800"],
    }

    /// Neither a mobile number nor a land line with its area code.
    PHONE_SHAPE {
        id: "phone.shape",
        said_by: Browser,
        severity: Error,
        zh: "请填写手机号，或带区号的座机，如 0755-86013388",
        en: "Enter a mobile, or a landline with its area code, such as 0755-86013388",
        source: "YD/T 1010-1999",
        at: "organiser.responsible_person.emergency_phone",
        breaks: &["86013388", "12345678901", "phone"],
        passes: LINE,
    }

    /// The same number as `other`, and must be another.
    SAME_PHONE {
        id: "phone.same",
        said_by: Browser,
        severity: Error,
        zh: "不能与“{where}”相同，请换一个号码",
        en: "Must differ from “{where}”: enter another number",
        source: "TQ 主体信息 2022",
        at: "organiser.responsible_person.emergency_phone",
        breaks: GOOD,
        passes: LINE,
    }

    /// The area code is another province's.
    AREA_CODE {
        id: "phone.area-code",
        said_by: Browser,
        severity: Risk,
        zh: "区号 {area} 属于{province}，与备案省份不同，请核对",
        en: "Area code {area} belongs to {province}, not the province of the filing: check it",
        source: "AL 填写主体信息和网站信息 2019; YD/T 1010-1999",
        at: "organiser.responsible_person.second_phone",
        breaks: &["010-82998299", "0571-86013388", "086-021-60013388"],
        passes: LINE,
    }

    /// The bureau asks for a land line.
    LANDLINE_MISSING {
        id: "phone.landline",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求单位填写本地座机，如 0755-86013388",
        en: "The bureau of {province} requires a local landline of the organisation, such as 0755-86013388",
        source: "TQ 各省管局要求 2022（江苏）",
        bureau: "kind = \"landline\"",
        at: "organiser.responsible_person.second_phone",
        breaks: &["", "13010112500", "18600000000"],
        passes: &["0755-86013388", "086-020-82998299", "075586013388"],
    }

    /// Two persons, one number.
    PHONE_SHARED {
        id: "phone.shared",
        said_by: Browser,
        severity: Error,
        zh: "与另一位负责人的号码相同；不同的人须留不同的号码",
        en: "The other responsible person has this number too: two people need two numbers",
        source: "HW 2025；TQ 网站信息 2022",
        given: OWN,
        at: "sites[3f2a9c01].responsible_person.mobile",
        breaks: GOOD,
        passes: &["13800138000", "18600000000", ""],
    }

    /// Two persons, one mailbox.
    EMAIL_SHARED {
        id: "email.shared",
        said_by: Browser,
        severity: Error,
        zh: "与另一位负责人的邮箱相同；不同的人须留不同的邮箱",
        en: "The other responsible person has this address too: two people need two addresses",
        source: "HW 2025",
        given: OWN,
        at: "sites[3f2a9c01].responsible_person.email",
        breaks: &["person@example.com", "Person@Example.com", " person@example.com "],
        passes: &["other@example.com", "site@example.com", ""],
    }

    /// Fewer different numbers among two persons than the bureau asks for.
    PHONES_TOO_FEW {
        id: "phone.too-few",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求两位负责人的手机号和应急电话至少有 {count} 个不同号码",
        en: "The bureau of {province} requires {count} different numbers among both persons' mobiles and emergency phones",
        source: "TQ 各省管局要求 2022（北京、辽宁、湖北、广东）",
        given: OWN,
        bureau: "kind = \"phones_differ\"\ncount = 4",
        at: "sites[3f2a9c01].responsible_person.mobile",
        breaks: &["13800138000", "18600000000", "13800100500"],
        passes: &["", "phone", "123"],
    }

    /// The number belongs to another organiser's filing.
    PHONE_TAKEN {
        id: "phone.taken",
        said_by: Server,
        severity: Risk,
        zh: "此号码已用于其他主办单位的备案，请更换号码",
        en: "This number is in another organiser's filing: enter another",
        source: "TQ 主体信息 2022",
        params: [],
    }
}
