//! Required and length, the same for every field, as its row has it (`beian_model::fields`). Lengths are in Unicode scalar values, as
//! people count characters; the national registration form gives most of them (TB 2011).

use super::common;
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::field::Need;
use beian_model::{Finding, Path, Requirement, SiteField, params};

/// Most sites of one filing of an organisation (TQ 网站信息).
const MOST_SITES: u8 = 10;

pub(super) const CHECKS: &[Check] = &[Check::Fields(field), Check::Site(lists), Check::Filing(sites)];

fn field(case: &Case, path: Path, found: &mut Vec<Finding>) {
    let Some(row) = path.row() else { return };
    let (min, required) = match row.need {
        Need::Nothing => return,
        Need::File => {
            if case.filing.is_missing(path) {
                found.push(REQUIRED.at(path));
            }
            return;
        }
        Need::Text(min, _) => (usize::from(min), true),
        Need::Optional(_) => (0, false),
        Need::Something => (0, true),
    };
    let max = usize::from(row.need.most().unwrap_or(u16::MAX));
    let Some(text) = common::text(case.filing, path) else {
        if required {
            found.push(REQUIRED.at(path));
        }
        return;
    };
    // Bytes are at least characters: most texts need no counting.
    if text.len() >= min * 4 && text.len() <= max {
        return;
    }
    let count = text.chars().count();
    if count < min {
        found.push(TOO_SHORT.at(path).with(params::MIN, min));
    } else if count > max {
        found.push(TOO_LONG.at(path).with(params::MAX, max).with(params::COUNT, count));
    }
}

fn lists(_: &Case, site: &beian_model::Site, found: &mut Vec<Finding>) {
    if site.domains.is_empty() {
        found.push(REQUIRED.at(Path::Site(site.id, SiteField::Domains)));
    }
    if site.languages.is_empty() {
        found.push(LANGUAGE_MISSING.at(Path::Site(site.id, SiteField::Languages)));
    }
}

/// One to ten sites, or as many as the bureau takes.
fn sites(case: &Case, found: &mut Vec<Finding>) {
    let count = case.filing.sites.len();
    if count == 0 || count > usize::from(MOST_SITES) {
        found.push(SITE_COUNT.at(Path::Sites).with(params::MAX, MOST_SITES));
    }
    for (asks, severity) in common::asked(case) {
        if let Requirement::Sites { max } = asks
            && count > usize::from(*max)
            && count <= usize::from(MOST_SITES)
        {
            found.push(common::by_bureau(case, severity, Path::Sites, &SITE_COUNT_PROVINCE).with(params::MAX, max));
        }
    }
}

const LONG: &str = crate::example::filler(501);
const LONGER: &str = crate::example::filler(502);
const LONGEST: &str = crate::example::filler(600);

rules! {
    /// The field is empty and must not be.
    REQUIRED {
        id: "required",
        said_by: Browser,
        severity: Error,
        zh: "请填写{label}",
        en: "Enter the {label}",
        source: "《互联网信息服务备案登记表》；S 2022",
        at: "organiser.name",
        breaks: &["", " ", "\u{3000}"],
        passes: &["深圳示例一科技有限公司", "示例一有限公司", "某某集团有限公司"],
    }

    /// Fewer than `min` characters.
    TOO_SHORT {
        id: "too-short",
        said_by: Browser,
        severity: Error,
        zh: "至少 {min} 个字",
        en: "At least {min} characters",
        source: "K",
        at: "organiser.name",
        breaks: &["甲", "A", " 乙 "],
        passes: &["深圳示例一科技有限公司", "示例一有限公司", "甲公司"],
    }

    /// More than `max` characters.
    TOO_LONG {
        id: "too-long",
        said_by: Browser,
        severity: Error,
        zh: "超过 {max} 个字，现在有 {count} 个",
        en: "At most {max} characters: you have {count}",
        source: "TB 2011",
        at: "organiser.remark",
        breaks: &[LONG, LONGER, LONGEST],
        passes: &["", "已是最详细地址", "本单位无座机"],
    }

    /// A site needs at least one language.
    LANGUAGE_MISSING {
        id: "site.language-missing",
        said_by: Browser,
        severity: Error,
        zh: "至少选择一种语言",
        en: "Choose at least one language",
        source: "MI 2023",
        at: "sites[3f2a9c01].languages",
        breaks: &["", " ", ","],
        passes: &["zh-Hans", "zh-Hans,en", "bo"],
    }

    /// A filing has one to ten sites.
    SITE_COUNT {
        id: "sites.count",
        said_by: Browser,
        severity: Error,
        zh: "每次备案 1 至 {max} 个网站",
        en: "A filing has one to {max} websites",
        source: "TQ 网站信息 2022",
        at: "sites",
        breaks: &["0", "11", "12"],
        passes: &["1", "2", "10"],
    }

    /// More sites than the bureau takes at once.
    SITE_COUNT_PROVINCE {
        id: "sites.count-province",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局规定每次最多备案 {max} 个网站，其余请另行备案",
        en: "The bureau of {province} accepts at most {max} in one filing: file the rest afterwards",
        source: "TQ 各省管局要求 2022",
        bureau: "kind = \"sites\"\nmax = 3",
        at: "sites",
        breaks: &["4", "5", "10"],
        passes: &["1", "2", "3"],
    }

    /// What was typed into a list's search (`typed`) fits several of its entries (`count`).
    CHOICE_OPEN {
        id: "choice.open",
        said_by: Browser,
        severity: Error,
        zh: "列表中有 {count} 项符合“{typed}”，请选择一项",
        en: "{count} entries in the list match “{typed}”: choose one",
        source: "D",
        params: [("typed", "b"), ("count", "3")],
    }

    /// What was typed into a list's search (`typed`) names none of its entries.
    CHOICE_NONE {
        id: "choice.none",
        said_by: Browser,
        severity: Error,
        zh: "列表中没有“{typed}”，请换个写法，或清空后选择",
        en: "Nothing in the list matches “{typed}”: try another spelling, or clear it and choose from the list",
        source: "D",
        params: [("typed", "xyz")],
    }
}
