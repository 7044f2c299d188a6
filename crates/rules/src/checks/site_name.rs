//! The site's name (网站名称): the naming requirements (网站名称命名要求) as far as they concern organisations.

use super::certificate::CHARACTER;
use super::common;
use crate::data::{provinces, words};
use crate::identifiers::domain::Domain;
use crate::registry::{Case, Check};
use crate::rule::{Rule, rules};
use beian_model::{Finding, OrganiserField, Path, Requirement, Severity, Site, SiteField, params};

pub(super) const CHECKS: &[Check] =
    &[Check::Site(form), Check::Site(reserved), Check::Site(unrelated), Check::Site(twice), Check::Site(by_province)];

/// Fewest Chinese characters.
const SHORTEST: usize = 3;

fn name_of(site: &Site) -> Option<&str> {
    Some(site.name.trim()).filter(|name| !name.is_empty())
}

/// A Han character (CJK unified ideographs, extensions and compatibility ones included).
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// No domain, not digits or Latin letters alone, no signs, three Chinese characters.
fn form(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = name_of(site) else { return };
    let own = |domain: &String| !domain.trim().is_empty() && name.contains(domain.trim());
    if site.domains.iter().any(own) || (name.contains('.') && Domain::parse(name).is_ok()) {
        return found.push(SITE_NAME_DOMAIN.at(at));
    }
    if name.is_ascii() {
        return found.push(SITE_NAME_LATIN.at(at));
    }
    let sign = |c: &char| !c.is_alphanumeric() && !matches!(c, '（' | '）' | '(' | ')' | ' ');
    if let Some((n, sign)) = name.chars().enumerate().find(|(_, c)| sign(c)) {
        return found.push(CHARACTER.at(at).with(params::CHARACTER, sign).with(params::POSITION, n + 1));
    }
    if name.chars().filter(|c| is_han(*c)).count() < SHORTEST {
        found.push(SITE_NAME_TOO_SHORT.at(at));
    }
}

/// Words for national bodies, words that are refused, forums, countries.
fn reserved(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = name_of(site) else { return };
    let organiser = case.filing.organiser.name.trim();
    let national = words::NATIONAL.iter().find(|word| name.starts_with(*word) && !name.starts_with("中央空调"));
    if let Some(word) = national {
        // A national body proves it with its attachments, and so does who is registered under such a name; nobody else may.
        let public = case.filing.organiser.nature.is_some_and(|nature| nature.is_public());
        let severity = if public || organiser.starts_with(word) { Severity::Risk } else { Severity::Error };
        found.push(SITE_NAME_NATIONAL.weighing(severity, at).with(params::WORD, word));
    }
    let mut says = |list: &[&str], severity: Severity, rule: &Rule| {
        // 美国 stands in 和美国际 too.
        let stands = |word: &str| name.match_indices(word).any(|(at, word)| !name[at + word.len()..].starts_with('际'));
        if let Some(word) = list.iter().find(|word| stands(word)) {
            found.push(rule.weighing(severity, at).with(params::WORD, word));
        }
    };
    says(words::REFUSED, Severity::Error, &SITE_NAME_WORD);
    says(words::FORUM, Severity::Risk, &SITE_NAME_FORUM);
    says(words::FOREIGN, Severity::Risk, &SITE_NAME_FOREIGN);
}

/// Two characters in a row of the organiser's name, or a remark that explains the name.
fn unrelated(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let organiser = common::text(case.filing, Path::Organiser(OrganiserField::Name));
    let (Some(name), Some(organiser)) = (name_of(site), organiser) else { return };
    if !site.remark.trim().is_empty() {
        return;
    }
    let shares = name
        .char_indices()
        .zip(name.char_indices().skip(2).map(|(end, _)| end).chain([name.len()]))
        .any(|((start, _), end)| organiser.contains(&name[start..end]));
    if !shares && name.chars().count() >= 2 {
        found.push(SITE_NAME_UNRELATED.at(at));
    }
}

/// The same name as an earlier site.
fn twice(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(name) = name_of(site) else { return };
    let mut earlier = case.filing.sites.iter().take_while(|other| other.id != site.id);
    if earlier.any(|other| name_of(other) == Some(name)) {
        found.push(SITE_NAME_TWICE.at(Path::Site(site.id, SiteField::Name)));
    }
}

/// The bureau's own lists.
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
                    found.push(common::by_bureau(case, severity, at, &SITE_NAME_PROVINCE).with(params::WORD, word));
                }
            }
            Requirement::NameLatin {} if name.bytes().any(|b| b.is_ascii_alphabetic()) => {
                found.push(common::by_bureau(case, severity, at, &SITE_NAME_LATIN_PROVINCE));
            }
            Requirement::NamePlace {} if is_place_net(name) => {
                found.push(common::by_bureau(case, severity, at, &SITE_NAME_PLACE));
            }
            _ => {}
        }
    }
}

/// A place with 网 behind it: a province, or what ends in 市, 县, 区, 州 and is no market, park or neighbourhood.
fn is_place_net(name: &str) -> bool {
    let Some(place) =
        name.strip_suffix("网站").or_else(|| name.strip_suffix("信息网")).or_else(|| name.strip_suffix('网'))
    else {
        return false;
    };
    let province = provinces::begins_with(place)
        .is_some_and(|(_, length)| matches!(&place[length..], "" | "省" | "市" | "自治区"));
    let no_place = ["超市", "景区", "园区", "社区", "小区", "校区"].iter().any(|end| place.ends_with(end));
    province || (place.ends_with(['市', '县', '区', '州']) && !no_place)
}

const GOOD: &[&str] = &["示例一企业展示", "深圳示例一科技有限公司", "示例一产品手册"];

rules! {
    /// Fewer than three Chinese characters in the site's name.
    SITE_NAME_TOO_SHORT {
        id: "site-name.too-short",
        said_by: Browser,
        severity: Error,
        zh: "至少三个汉字，如“示例一企业展示”",
        en: "At least three Chinese characters, such as 示例一企业展示",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["示例", "示例a", "示例12"],
        passes: GOOD,
    }

    /// Only digits or Latin letters.
    SITE_NAME_LATIN {
        id: "site-name.latin",
        said_by: Browser,
        severity: Error,
        zh: "不能只用数字或字母，至少三个汉字",
        en: "Not only digits or Latin letters: at least three Chinese characters",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["example", "12345", "Example 2026"],
        passes: GOOD,
    }

    /// The site's name is a domain or address.
    SITE_NAME_DOMAIN {
        id: "site-name.domain",
        said_by: Browser,
        severity: Error,
        zh: "不能使用域名作为网站名称，请用汉字命名",
        en: "A domain is not a site name: use Chinese characters",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["example-demo.com", "示例.中国", "欢迎来到example-demo.com"],
        passes: GOOD,
    }

    /// Begins with a word reserved for national bodies.
    SITE_NAME_NATIONAL {
        id: "site-name.national",
        said_by: Browser,
        severity: Error,
        zh: "“{word}”开头的名称仅限国家机构使用，请改名",
        en: "Names that begin with “{word}” are for national bodies: choose another",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["中国示例网", "全国示例展示", "中华示例一展示"],
        passes: GOOD,
    }

    /// Contains a word that is refused: `word`.
    SITE_NAME_WORD {
        id: "site-name.word",
        said_by: Browser,
        severity: Error,
        zh: "网站名称不能含有“{word}”，请改名",
        en: "A site's name cannot contain “{word}”: choose another",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["反腐示例展示", "示例赌博研究", "示例廉政展示"],
        passes: GOOD,
    }

    /// Reads as a forum, which needs an approval.
    SITE_NAME_FORUM {
        id: "site-name.forum",
        said_by: Browser,
        severity: Risk,
        zh: "“{word}”会被当作论坛、博客类网站，通常须先取得审批，建议改名",
        en: "“{word}” suggests a forum or blog, which usually needs an approval: another name is safer",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["示例论坛", "示例社区展示", "示例在线展示"],
        passes: GOOD,
    }

    /// A foreign country or an international organisation.
    SITE_NAME_FOREIGN {
        id: "site-name.foreign",
        said_by: Browser,
        severity: Risk,
        zh: "含有国家或国际组织名称“{word}”，容易被驳回，请改名",
        en: "It names a country or international organisation (“{word}”) and may be rejected: choose another",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["示例美国代购", "示例联合国展示", "示例韩国展示"],
        passes: GOOD,
    }

    /// Nothing in common with the organiser's name, and no remark that explains it.
    SITE_NAME_UNRELATED {
        id: "site-name.unrelated",
        said_by: Browser,
        severity: Risk,
        zh: "看不出与主办单位的关系：请在网站备注中说明，如“本公司××产品网站”，或改名",
        en: "Nothing connects it with the organiser: explain it in the site's remarks, or change it",
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["山间小屋随笔", "美味餐厅展示", "某某产品手册"],
        passes: GOOD,
    }

    /// The same name as another site of this filing.
    SITE_NAME_TWICE {
        id: "site-name.twice",
        said_by: Browser,
        severity: Risk,
        zh: "与本次另一网站同名；两站内容须不同，并在备注中说明",
        en: "Another site in this filing has this name: their content must differ. Explain it in the remarks",
        source: "TQ 各省管局要求 2022（陕西、青海）",
        at: "sites",
        breaks: &["2", "3", "4"],
        passes: &["1"],
    }

    /// A word (`word`) of the bureau's own list.
    SITE_NAME_PROVINCE {
        id: "site-name.province-word",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局不接受含“{word}”的网站名称",
        en: "The bureau of {province} does not accept site names with “{word}”",
        source: "TQ 各省管局要求 2022（天津、山东、四川）",
        bureau: "kind = \"name_words\"\nwords = [\"工作室\", \"导航\"]",
        at: "sites[3f2a9c01].name",
        breaks: &["示例一工作室", "示例一导航", "导航示例一"],
        passes: GOOD,
    }

    /// Latin letters, where the bureau wants none.
    SITE_NAME_LATIN_PROVINCE {
        id: "site-name.province-latin",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求网站名称不含英文",
        en: "The bureau of {province} does not accept Latin letters in a site's name",
        source: "TQ 各省管局要求 2022（重庆）",
        bureau: "kind = \"name_latin\"",
        at: "sites[3f2a9c01].name",
        breaks: &["示例一App展示", "示例一VR展示", "IT示例一展示"],
        passes: GOOD,
    }

    /// A place and 网: a portal of a region, which needs a licence.
    SITE_NAME_PLACE {
        id: "site-name.place",
        said_by: Browser,
        severity: Error,
        zh: "“地名+网”式名称需相应资质，{province}通信管理局通常不接受",
        en: "A place name and 网 suggests a regional portal: the bureau of {province} usually refuses it without a licence",
        source: "TQ 各省管局要求 2022（云南、海南、河南）",
        bureau: "kind = \"name_place\"",
        at: "sites[3f2a9c01].name",
        breaks: &["云南信息网", "昆明市网", "海南网站"],
        passes: GOOD,
    }

    + CHARACTER {
        source: "TQ 常见驳回原因及其处理 2022；AL 网站名称 2019；QC 2021",
        at: "sites[3f2a9c01].name",
        breaks: &["示例★站点", "示例一、展示", "示例一！展示"],
        passes: GOOD,
    }
}
