//! Required and length, the same for every field. Lengths are in Unicode scalar values, as people count characters; the
//! national registration form gives most of them (TB 2011).

use super::common;
use crate::model::{OrganiserField, Path, PersonField, PreApprovalField, SiteField};
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

/// Most sites of one filing of an organisation (TQ 网站信息).
const MOST_SITES: u8 = 10;

pub const CHECKS: &[Check] = &[
    Check { watches: &[Watch::EveryText], run: Run::Fields(field) },
    Check { watches: &[Watch::EverySite(SiteField::Domains), Watch::EverySite(SiteField::Languages)], run: Run::Site(lists) },
    Check { watches: &[Watch::Province], run: Run::Filing(sites) },
];

/// What must stand in a field.
enum Need {
    /// Nothing.
    None,
    /// A text of so many characters.
    Text(usize, usize),
    /// A text of so many characters at the most, or nothing.
    Optional(usize),
    /// A choice, or a text whose form another check looks at.
    Something,
    /// A picture.
    Paper,
}

fn need(path: Path) -> Need {
    use Need::{None, Optional, Paper, Something, Text};
    match path {
        Path::Filing | Path::Sites | Path::Agreement(_) => None,
        Path::Province | Path::Domain(..) => Something,
        Path::Organiser(field) => match field {
            OrganiserField::Nature
            | OrganiserField::CertificateType
            | OrganiserField::City
            | OrganiserField::District => Something,
            OrganiserField::Name => Text(2, 128),
            OrganiserField::CertificateNumber => Text(4, 64),
            OrganiserField::LegalRepresentative => Text(2, 64),
            OrganiserField::LegalRepresentativeNumber => Text(5, 64),
            OrganiserField::CertificateAddress | OrganiserField::Address => Text(1, 512),
            OrganiserField::Investor => Optional(512),
            OrganiserField::Remark => Optional(500),
            OrganiserField::Licence => Paper,
            OrganiserField::AuthorisationLetter => None,
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::Name => Text(2, 64),
            PersonField::Email => Text(1, 128),
            PersonField::SecondPhone => Optional(64),
            PersonField::Verification => None,
            _ => Something,
        },
        Path::Site(_, field) => match field {
            SiteField::Name => Text(1, 128),
            SiteField::Resource | SiteField::ServiceContent => Something,
            SiteField::Remark => Optional(500),
            _ => None,
        },
        Path::PreApproval(_, _, field) => match field {
            PreApprovalField::Kind => Something,
            PreApprovalField::Number => Text(1, 64),
            PreApprovalField::Document => Paper,
        },
    }
}

fn field(case: &Case, path: Path, found: &mut Vec<Finding>) {
    let (min, max, required) = match need(path) {
        Need::None => return,
        Need::Paper => {
            if case.filing.attachment(path).is_some_and(Option::is_none) {
                found.push(Finding::error(path, RuleId::Required));
            }
            return;
        }
        Need::Text(min, max) => (min, max, true),
        Need::Optional(max) => (0, max, false),
        Need::Something => (0, 512, true),
    };
    let Some(text) = common::text(case.filing, path) else {
        if required {
            found.push(Finding::error(path, RuleId::Required));
        }
        return;
    };
    // Bytes are at least characters: most texts need no counting.
    if text.len() >= min * 4 && text.len() <= max {
        return;
    }
    let count = text.chars().count();
    if count < min {
        found.push(Finding::error(path, RuleId::TooShort).with("min", min));
    } else if count > max {
        found.push(Finding::error(path, RuleId::TooLong).with("max", max).with("count", count));
    }
}

fn lists(_: &Case, site: &crate::model::Site, found: &mut Vec<Finding>) {
    if site.domains.is_empty() {
        found.push(Finding::error(Path::Site(site.id, SiteField::Domains), RuleId::Required));
    }
    if site.languages.is_empty() {
        found.push(Finding::error(Path::Site(site.id, SiteField::Languages), RuleId::LanguageMissing));
    }
}

/// One to ten sites, or as many as the bureau takes.
fn sites(case: &Case, found: &mut Vec<Finding>) {
    let count = case.filing.sites.len();
    if count == 0 || count > usize::from(MOST_SITES) {
        found.push(Finding::error(Path::Sites, RuleId::SiteCount).with("max", MOST_SITES));
    }
    for (asks, severity) in common::asked(case) {
        if let Requirement::Sites { max } = asks
            && count > usize::from(*max)
            && count <= usize::from(MOST_SITES)
        {
            found.push(common::by_bureau(case, severity, Path::Sites, RuleId::SiteCountProvince).with("max", max));
        }
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::RuleId;
    use crate::rules::handbook::{NATIONAL, Rule};

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::Required,
            source: "《互联网信息服务备案登记表》；首次备案字段表（S 2022）",
            at: "organiser.name",
            breaks: &["", " ", "\u{3000}"],
            passes: &["深圳示例一科技有限公司", "示例一有限公司", "某某集团有限公司"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::TooShort,
            source: "K",
            at: "organiser.name",
            breaks: &["甲", "A", " 乙 "],
            passes: &["深圳示例一科技有限公司", "示例一有限公司", "甲公司"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::TooLong,
            source: "TB 2011",
            at: "organiser.remark",
            breaks: &[LONG, LONGER, LONGEST],
            passes: &["", "已是最详细地址", "本单位无座机"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::LanguageMissing,
            source: "MI 2023",
            at: "sites[3f2a9c01].languages",
            breaks: &["", " ", ","],
            passes: &["zh-Hans", "zh-Hans,en", "bo"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::SiteCount,
            source: "TQ 网站信息 2022",
            at: "sites",
            breaks: &["0", "11", "12"],
            passes: &["1", "2", "10"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::SiteCountProvince,
            source: "TQ 各省管局要求 2022",
            at: "sites",
            bureau: "kind = \"sites\"\nmax = 3",
            breaks: &["4", "5", "10"],
            passes: &["1", "2", "3"],
            ..NATIONAL
        },
    ];

    // 501, 502 and 600 characters.
    const LONG: &str = crate::rules::handbook::filler(501);
    const LONGER: &str = crate::rules::handbook::filler(502);
    const LONGEST: &str = crate::rules::handbook::filler(600);
}
