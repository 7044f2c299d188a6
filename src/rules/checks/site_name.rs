//! The site's name (网站名称): rules N1 to N19 of the naming requirements as far as they concern organisations.

use super::common;
use crate::model::{OrganiserField, Path, Site, SiteField};
use crate::rules::data::{provinces, words};
use crate::rules::identifiers::domain::Domain;
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId, Severity};

const NAME: Watch = Watch::Site(SiteField::Name);

pub const CHECKS: &[Check] = &[
    Check { watches: &[NAME, Watch::Domain, Watch::Site(SiteField::Domains)], run: Run::Site(form) },
    Check {
        watches: &[NAME, Watch::Organiser(OrganiserField::Nature), Watch::Organiser(OrganiserField::Name)],
        run: Run::Site(reserved),
    },
    Check {
        watches: &[NAME, Watch::Site(SiteField::Remark), Watch::Organiser(OrganiserField::Name)],
        run: Run::Site(unrelated),
    },
    Check { watches: &[Watch::EverySite(SiteField::Name)], run: Run::Site(twice) },
    Check {
        watches: &[NAME, Watch::Organiser(OrganiserField::Name), Watch::Province],
        run: Run::Site(by_province),
    },
];

/// Fewest Chinese characters (N1).
const SHORTEST: usize = 3;

fn name_of(site: &Site) -> Option<&str> {
    Some(site.name.trim()).filter(|name| !name.is_empty())
}

/// A Han character (CJK unified ideographs, extensions and compatibility ones included).
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// No domain (N4), not digits or Latin letters alone (N2), no signs (N3), three Chinese characters (N1).
fn form(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = name_of(site) else { return };
    let own = |domain: &String| !domain.trim().is_empty() && name.contains(domain.trim());
    if site.domains.iter().any(own) || (name.contains('.') && Domain::parse(name).is_ok()) {
        return found.push(Finding::error(at, RuleId::SiteNameDomain));
    }
    if name.is_ascii() {
        return found.push(Finding::error(at, RuleId::SiteNameLatin));
    }
    let sign = |c: &char| !c.is_alphanumeric() && !matches!(c, '（' | '）' | '(' | ')' | ' ');
    if let Some((n, sign)) = name.chars().enumerate().find(|(_, c)| sign(c)) {
        return found.push(Finding::error(at, RuleId::Character).with("character", sign).with("position", n + 1));
    }
    if name.chars().filter(|c| is_han(*c)).count() < SHORTEST {
        found.push(Finding::error(at, RuleId::SiteNameTooShort));
    }
}

/// Words for national bodies (N5), words that are refused (N6), forums (N8), countries (N12).
fn reserved(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = name_of(site) else { return };
    let organiser = case.filing.organiser.name.trim();
    let national = words::NATIONAL.iter().find(|word| name.starts_with(*word) && !name.starts_with("中央空调"));
    if let Some(word) = national {
        // A national body proves it with its papers, and so does who is registered under such a name; nobody else may.
        let public = case.filing.organiser.nature.is_some_and(|nature| nature.is_public());
        let severity = if public || organiser.starts_with(word) { Severity::Risk } else { Severity::Error };
        found.push(Finding::weighing(severity, at, RuleId::SiteNameNational).with("word", word));
    }
    let mut says = |list: &[&str], severity: Severity, rule: RuleId| {
        // 美国 stands in 和美国际 too.
        let stands = |word: &str| name.match_indices(word).any(|(at, word)| !name[at + word.len()..].starts_with('际'));
        if let Some(word) = list.iter().find(|word| stands(word)) {
            found.push(Finding::weighing(severity, at, rule).with("word", word));
        }
    };
    says(words::REFUSED, Severity::Error, RuleId::SiteNameWord);
    says(words::FORUM, Severity::Risk, RuleId::SiteNameForum);
    says(words::FOREIGN, Severity::Risk, RuleId::SiteNameForeign);
}

/// Two characters in a row of the organiser's name, or a remark that explains the name (N7).
fn unrelated(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let organiser = common::text(case.filing, Path::Organiser(OrganiserField::Name));
    let (Some(name), Some(organiser)) = (name_of(site), organiser) else { return };
    if !site.remark.trim().is_empty() {
        return;
    }
    let shares = name.char_indices().zip(name.char_indices().skip(2).map(|(end, _)| end).chain([name.len()])).any(
        |((start, _), end)| organiser.contains(&name[start..end]),
    );
    if !shares && name.chars().count() >= 2 {
        found.push(Finding::risk(at, RuleId::SiteNameUnrelated));
    }
}

/// The same name as an earlier site (N13).
fn twice(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(name) = name_of(site) else { return };
    let mut earlier = case.filing.sites.iter().take_while(|other| other.id != site.id);
    if earlier.any(|other| name_of(other) == Some(name)) {
        found.push(Finding::risk(Path::Site(site.id, SiteField::Name), RuleId::SiteNameTwice));
    }
}

/// The bureau's own lists (N10, N16, N17).
fn by_province(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = name_of(site) else { return };
    let organiser = case.filing.organiser.name.as_str();
    for (asks, severity) in common::asked(case) {
        match asks {
            Requirement::NameWords { words } => {
                if let Some(word) = words.iter().find(|word| name.contains(word.as_str())) {
                    // The organiser's registered name holds it: it may stand, if the bureau is shown the licence.
                    let severity = if organiser.contains(word.as_str()) { Severity::Risk } else { severity };
                    found.push(common::by_bureau(case, severity, at, RuleId::SiteNameProvince).with("word", word));
                }
            }
            Requirement::NameLatin {} if name.bytes().any(|b| b.is_ascii_alphabetic()) => {
                found.push(common::by_bureau(case, severity, at, RuleId::SiteNameLatinProvince));
            }
            Requirement::NamePlace {} if is_place_net(name) => {
                found.push(common::by_bureau(case, severity, at, RuleId::SiteNamePlace));
            }
            _ => {}
        }
    }
}

/// A place with 网 behind it: a province, or what ends in 市, 县, 区, 州 and is no market, park or neighbourhood.
fn is_place_net(name: &str) -> bool {
    let Some(place) = name.strip_suffix("网站").or_else(|| name.strip_suffix("信息网")).or_else(|| name.strip_suffix('网'))
    else {
        return false;
    };
    let province = provinces::begins_with(place)
        .is_some_and(|(_, length)| matches!(&place[length..], "" | "省" | "市" | "自治区"));
    let no_place = ["超市", "景区", "园区", "社区", "小区", "校区"].iter().any(|end| place.ends_with(end));
    province || (place.ends_with(['市', '县', '区', '州']) && !no_place)
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const NAME: Rule = Rule {
        at: "sites[3f2a9c01].name",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        ..NATIONAL
    };
    const RISK: Rule = Rule { severity: Severity::Risk, ..NAME };
    const GOOD: &[&str] = &["示例一企业展示", "深圳示例一科技有限公司", "示例一产品手册"];

    pub const RULES: &[Rule] = &[
        Rule { id: RuleId::SiteNameTooShort, breaks: &["示例", "示例a", "示例12"], passes: GOOD, ..NAME },
        Rule { id: RuleId::SiteNameLatin, breaks: &["example", "12345", "Example 2026"], passes: GOOD, ..NAME },
        Rule {
            id: RuleId::SiteNameDomain,
            breaks: &["example-demo.com", "示例.中国", "欢迎来到example-demo.com"],
            passes: GOOD,
            ..NAME
        },
        Rule { id: RuleId::Character, breaks: &["示例★站点", "示例一、展示", "示例一！展示"], passes: GOOD, ..NAME },
        Rule {
            id: RuleId::SiteNameNational,
            breaks: &["中国示例网", "全国示例展示", "中华示例一展示"],
            passes: GOOD,
            ..NAME
        },
        Rule {
            id: RuleId::SiteNameWord,
            breaks: &["反腐示例展示", "示例赌博研究", "示例廉政展示"],
            passes: GOOD,
            ..NAME
        },
        Rule { id: RuleId::SiteNameForum, breaks: &["示例论坛", "示例社区展示", "示例在线展示"], passes: GOOD, ..RISK },
        Rule {
            id: RuleId::SiteNameForeign,
            breaks: &["示例美国代购", "示例联合国展示", "示例韩国展示"],
            passes: GOOD,
            ..RISK
        },
        Rule {
            id: RuleId::SiteNameUnrelated,
            breaks: &["山间小屋随笔", "美味餐厅展示", "某某产品手册"],
            passes: GOOD,
            ..RISK
        },
        Rule {
            id: RuleId::SiteNameTwice,
            source: "TQ 各省管局要求 2022（陕西、青海）",
            at: "sites",
            breaks: &["2", "3", "4"],
            passes: &["1", "1", "1"],
            ..RISK
        },
        Rule {
            id: RuleId::SiteNameProvince,
            source: "TQ 各省管局要求 2022（天津、山东、四川）",
            bureau: "kind = \"name_words\"\nwords = [\"工作室\", \"导航\"]",
            breaks: &["示例一工作室", "示例一导航", "导航示例一"],
            passes: GOOD,
            ..NAME
        },
        Rule {
            id: RuleId::SiteNameLatinProvince,
            source: "TQ 各省管局要求 2022（重庆）",
            bureau: "kind = \"name_latin\"",
            breaks: &["示例一App展示", "示例一VR展示", "IT示例一展示"],
            passes: GOOD,
            ..NAME
        },
        Rule {
            id: RuleId::SiteNamePlace,
            source: "TQ 各省管局要求 2022（云南、海南、河南）",
            bureau: "kind = \"name_place\"",
            breaks: &["云南信息网", "昆明市网", "海南网站"],
            passes: GOOD,
            ..NAME
        },
    ];
}
