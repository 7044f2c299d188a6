//! Telephone numbers and mailboxes of the responsible persons: the ministry's SMS must arrive, and people must differ.

use super::common;
use crate::model::{Path, PersonField, PersonRef};
use crate::rules::identifiers::phone::{self, Landline, Range};
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch, people};
use crate::rules::{Finding, RuleId, Severity};

const MOBILE: Watch = Watch::Person(PersonField::Mobile);
const SECOND: Watch = Watch::Person(PersonField::SecondPhone);
const EMERGENCY: Watch = Watch::Person(PersonField::EmergencyPhone);

pub const CHECKS: &[Check] = &[
    Check { watches: &[MOBILE, Watch::Province], run: Run::Person(mobile) },
    Check { watches: &[MOBILE, SECOND, EMERGENCY, Watch::Province], run: Run::Person(others) },
    Check {
        watches: &[
            Watch::EveryPerson(PersonField::Mobile),
            Watch::EveryPerson(PersonField::EmergencyPhone),
            Watch::EveryPerson(PersonField::Email),
            Watch::EveryPerson(PersonField::Name),
            Watch::EverySite(crate::model::SiteField::SamePerson),
            Watch::Province,
        ],
        run: Run::Person(shared),
    },
];

/// 联系方式1: a mobile number that was proved, of a range that the ministry's SMS reaches, local where the bureau asks.
fn mobile(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Mobile);
    let Some(text) = common::text(case.filing, at) else { return };
    let Some((range, digits)) = phone::range(text) else {
        return found.push(Finding::error(at, RuleId::MobileShape));
    };
    let by_range = match range {
        Range::Personal => None,
        Range::Virtual => Some(Finding::risk(at, RuleId::MobileVirtual)),
        Range::Unknown => Some(Finding::risk(at, RuleId::MobileUnknown)),
        Range::Machine => Some(Finding::error(at, RuleId::MobileMachine)),
        Range::Satellite => Some(Finding::error(at, RuleId::MobileSatellite)),
    };
    found.extend(by_range.map(|finding| finding.with("range", digits)));
    if phone::mobile(text).is_some_and(|number| !case.facts.proved_mobiles.contains(&number)) {
        found.push(Finding::error(at, RuleId::MobileUnproved));
    }
    // Which number is of which province only the operators' tables know: a risk, however much the bureau insists.
    if common::asked(case).any(|(asks, _)| matches!(asks, Requirement::MobileLocal {})) {
        found.push(common::by_bureau(case, Severity::Risk, at, RuleId::MobileLocal));
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
            (None, None) => found.push(Finding::error(at, RuleId::PhoneShape)),
            (Some(number), _) if Some(&number) == mobile.as_ref() => {
                found.push(Finding::error(at, RuleId::SamePhone).with("other", PersonField::Mobile));
            }
            (None, Some(line)) => {
                let other = line.province().filter(|of| case.filing.province.is_some_and(|asked| asked != *of));
                if let Some(province) = other {
                    found.push(
                        Finding::risk(at, RuleId::AreaCode)
                            .with("area", format_args!("0{}", line.area))
                            .with("province", province),
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
                found.push(common::by_bureau(case, severity, at, RuleId::LandlineMissing));
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
    let before = people(case.filing).take_while(|other| *other != person);
    for other in before.filter(|other| common::is_other(text(*other, PersonField::Name), name)) {
        let number = |of, field| text(of, field).and_then(phone::mobile);
        let same = number(person, PersonField::Mobile);
        if same.is_some() && same == number(other, PersonField::Mobile) {
            found.push(Finding::error(Path::person(person, PersonField::Mobile), RuleId::PhoneShared));
        }
        let (one, two) = (text(person, PersonField::Email), text(other, PersonField::Email));
        if matches!((one, two), (Some(one), Some(two)) if one.eq_ignore_ascii_case(two)) {
            found.push(Finding::error(Path::person(person, PersonField::Email), RuleId::EmailShared));
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
        let Some(mut numbers) = fields.map(plain).into_iter().collect::<Option<Vec<_>>>() else { return };
        numbers.sort();
        numbers.dedup();
        if numbers.len() < usize::from(*count) {
            let at = Path::person(person, PersonField::EmergencyPhone);
            found.push(common::by_bureau(case, severity, at, RuleId::PhonesTooFew).with("count", count));
        }
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const MOBILE: Rule = Rule {
        at: "organiser.responsible_person.mobile",
        source: "工信部《电信网编号计划》2017; libphonenumber 9.0",
        ..NATIONAL
    };
    const GOOD: &[&str] = &["13800100500", "+86 138-0010-0500", "１３８００１００５００"];
    const LINE: &[&str] = &["0755-86013388", "086-020-82998299", "13010112500"];
    const OWN: &[(&str, &str)] = &[
        ("sites[3f2a9c01].same_person", ""),
        ("sites[3f2a9c01].responsible_person.name", "示例乙"),
        ("sites[3f2a9c01].responsible_person.emergency_phone", "13010112500"),
    ];

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::MobileShape,
            breaks: &["12345678901", "15412345678", "1380013800"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileVirtual,
            severity: Severity::Risk,
            source: "TQ 短信核验类 2022; libphonenumber 9.0",
            breaks: &["17000000000", "16200000000", "16500000000"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileUnknown,
            severity: Severity::Risk,
            breaks: &["16000000000", "17900000000", "14200000000"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileMachine,
            breaks: &["14000000000", "14400000000", "14800000000"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileSatellite,
            breaks: &["13490000000", "17400000000", "17401234567"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileUnproved,
            source: "S 2022 验证码",
            breaks: &["unproved 13800100500", "unproved 13010112500", "unproved 13800138000"],
            passes: GOOD,
            ..MOBILE
        },
        Rule {
            id: RuleId::MobileLocal,
            severity: Severity::Risk,
            source: "TQ 各省管局要求 2022（江苏、广西、陕西、新疆）",
            bureau: "kind = \"mobile_local\"",
            breaks: GOOD,
            passes: &["", "12345678901", "1380013800"],
            ..MOBILE
        },
        Rule {
            id: RuleId::PhoneShape,
            source: "YD/T 1010-1999",
            at: "organiser.responsible_person.emergency_phone",
            breaks: &["86013388", "12345678901", "phone"],
            passes: LINE,
            ..NATIONAL
        },
        Rule {
            id: RuleId::SamePhone,
            source: "TQ 主体信息 2022",
            at: "organiser.responsible_person.emergency_phone",
            breaks: GOOD,
            passes: LINE,
            ..NATIONAL
        },
        Rule {
            id: RuleId::AreaCode,
            severity: Severity::Risk,
            source: "AL 填写主体信息和网站信息 2019; YD/T 1010-1999",
            at: "organiser.responsible_person.second_phone",
            breaks: &["010-82998299", "0571-86013388", "086-021-60013388"],
            passes: LINE,
            ..NATIONAL
        },
        Rule {
            id: RuleId::LandlineMissing,
            source: "TQ 各省管局要求 2022（江苏）",
            at: "organiser.responsible_person.second_phone",
            bureau: "kind = \"landline\"",
            breaks: &["", "13010112500", "18600000000"],
            passes: &["0755-86013388", "086-020-82998299", "075586013388"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::PhoneShared,
            source: "HW 2025；TQ 网站信息 2022",
            at: "sites[3f2a9c01].responsible_person.mobile",
            given: OWN,
            breaks: GOOD,
            passes: &["13800138000", "18600000000", ""],
            ..NATIONAL
        },
        Rule {
            id: RuleId::EmailShared,
            source: "HW 2025",
            at: "sites[3f2a9c01].responsible_person.email",
            given: OWN,
            breaks: &["person@example.com", "Person@Example.com", " person@example.com "],
            passes: &["other@example.com", "site@example.com", ""],
            ..NATIONAL
        },
        Rule {
            id: RuleId::PhonesTooFew,
            source: "TQ 各省管局要求 2022（北京、辽宁、湖北、广东）",
            at: "sites[3f2a9c01].responsible_person.mobile",
            given: OWN,
            bureau: "kind = \"phones_differ\"\ncount = 4",
            breaks: &["13800138000", "18600000000", "13800100500"],
            passes: &["", "phone", "123"],
            ..NATIONAL
        },
    ];
}
