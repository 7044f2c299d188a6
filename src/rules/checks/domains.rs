//! Domains (网站域名): registrable, under a suffix that may be filed by this organiser in this province, each once.

use super::common;
use crate::model::{Nature, OrganiserField, Path, Site, SiteField};
use crate::rules::data::suffixes::{EXPECTED, KEPT};
use crate::rules::identifiers::domain::{Domain, DomainError};
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

pub const CHECKS: &[Check] = &[
    Check {
        watches: &[
            Watch::Domain,
            Watch::Site(SiteField::Domains),
            Watch::Organiser(OrganiserField::Nature),
            Watch::Province,
        ],
        run: Run::Site(each),
    },
    Check { watches: &[Watch::EveryDomain, Watch::EverySite(SiteField::Domains)], run: Run::Site(twice) },
    Check {
        watches: &[Watch::EverySite(SiteField::Domains), Watch::EveryDomain, Watch::Province],
        run: Run::Filing(count),
    },
];

/// The domains of a site with their paths.
fn of_site(site: &Site) -> impl Iterator<Item = (Path, &str)> {
    let numbered = site.domains.iter().enumerate();
    numbered.filter_map(|(n, typed)| Some((Path::Domain(site.id, u8::try_from(n).ok()?), typed.trim())))
}

fn each(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    for (at, typed) in of_site(site).filter(|(_, typed)| !typed.is_empty()) {
        match Domain::parse(typed) {
            Ok(domain) => {
                kept(case, at, &domain, found);
                by_province(case, at, &domain, found);
            }
            Err(error) => found.push(error.finding(at, typed)),
        }
    }
}

impl DomainError {
    /// The same as a finding on a field that holds what was typed.
    pub fn finding(&self, at: Path, typed: &str) -> Finding {
        match self {
            DomainError::Shape => {
                // A name is 253 characters at the most: of anything longer the beginning tells enough.
                let typed: String = typed.chars().take(253).collect();
                Finding::error(at, RuleId::DomainShape).with("typed", typed)
            }
            DomainError::NotBare(right) => Finding::error(at, RuleId::DomainNotBare).with("suggestion", right),
            DomainError::Sub(right) => Finding::error(at, RuleId::DomainSub).with("suggestion", right),
            DomainError::Suffix(suffix) => Finding::error(at, RuleId::DomainSuffix).with("suffix", suffix),
        }
    }
}

/// Suffixes kept for others, and those that are expected of public bodies (3.6, rule 9).
fn kept(case: &Case, at: Path, domain: &Domain, found: &mut Vec<Finding>) {
    let Some(nature) = case.filing.organiser.nature else { return };
    let suffix = domain.suffix();
    if let Some((who, finding)) = kept_for(at, domain)
        && !who.contains(&nature)
    {
        return found.push(finding);
    }
    if let Some((_, _, expected)) = EXPECTED.iter().find(|(of, under, _)| *of == nature && !under.contains(&suffix)) {
        found.push(Finding::risk(at, RuleId::DomainPublicBody).with("nature", nature).with("expected", expected));
    }
}

/// Whom a domain's suffix is kept for, and what to say to everybody else.
pub fn kept_for(at: Path, domain: &Domain) -> Option<(&'static [Nature], Finding)> {
    let suffix = domain.suffix();
    let (_, who) = KEPT.iter().find(|(kept, _)| *kept == suffix)?;
    let first = who.first().copied().unwrap_or(Nature::Government);
    let shown = crate::rules::identifiers::idn::to_unicode(suffix);
    Some((who, Finding::error(at, RuleId::DomainSuffixNature).with("suffix", shown).with("who", first)))
}

/// What the bureau does not take, or asks about.
fn by_province(case: &Case, at: Path, domain: &Domain, found: &mut Vec<Finding>) {
    for (asks, severity) in common::asked(case) {
        match asks {
            Requirement::Suffix { refused } => {
                let suffix = domain.suffix();
                if refused.iter().any(|one| one == suffix) {
                    found.push(
                        common::by_bureau(case, severity, at, RuleId::DomainSuffixProvince).with("suffix", suffix),
                    );
                }
            }
            Requirement::LabelWords { words } => {
                let label = domain.label();
                if let Some(word) = words.iter().find(|word| label.contains(word.as_str())) {
                    found.push(common::by_bureau(case, severity, at, RuleId::DomainWord).with("word", word));
                }
            }
            _ => {}
        }
    }
}

/// The same domain twice in the filing; said at the second.
fn twice(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    for (at, typed) in of_site(site).filter(|(_, typed)| !typed.is_empty()) {
        let earlier = case.filing.sites.iter().flat_map(of_site).take_while(|(other, _)| *other != at);
        if earlier.into_iter().any(|(_, other)| Domain::is_same(typed, other)) {
            found.push(Finding::error(at, RuleId::DomainTwice));
        }
    }
}

/// More domains than the bureau takes without further papers.
fn count(case: &Case, found: &mut Vec<Finding>) {
    let count = count_of(case);
    for (asks, severity) in common::asked(case) {
        if let Requirement::Domains { max } = asks
            && count > usize::from(*max)
        {
            found.push(
                common::by_bureau(case, severity, Path::Sites, RuleId::DomainLimit)
                    .with("count", count)
                    .with("max", max),
            );
        }
    }
}

/// How many domains the filing names.
pub fn count_of(case: &Case) -> usize {
    case.filing.sites.iter().flat_map(|site| &site.domains).filter(|domain| !domain.trim().is_empty()).count()
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const DOMAIN: Rule = Rule {
        at: "sites[3f2a9c01].domains[0]",
        source: "TQ 备案域名 2022；工信部可备案域名后缀 2022-08-30",
        ..NATIONAL
    };
    const LIST: Rule = Rule { at: "sites[3f2a9c01].domains", ..DOMAIN };
    const GOOD: &[&str] = &["example-demo.com", "示例甲.中国", "ｅｘａｍｐｌｅ．ｃｏｍ.cn"];

    pub const RULES: &[Rule] = &[
        Rule { id: RuleId::DomainShape, breaks: &["-bad.com", "a_b.com", "ab--cd.com"], passes: GOOD, ..DOMAIN },
        Rule {
            id: RuleId::DomainNotBare,
            breaks: &["www.example.com", "https://example.com/a?b", "example.com:8080"],
            passes: GOOD,
            ..DOMAIN
        },
        Rule { id: RuleId::DomainSuffix, breaks: &["example.io", "example.org", "示例甲.香港"], passes: GOOD, ..DOMAIN },
        Rule {
            id: RuleId::DomainSub,
            breaks: &["shop.example.com.cn", "a.b.example.com", "商店.示例甲.中国"],
            passes: GOOD,
            ..DOMAIN
        },
        Rule {
            id: RuleId::DomainTwice,
            breaks: &["example.com,EXAMPLE.com", "示例甲.中国,xn--fsqv13goyc.xn--fiqs8s", "a.cn,b.cn,a.cn"],
            passes: &["example.com,example.cn", "示例甲.中国,示例乙.中国", "a.cn"],
            ..LIST
        },
        Rule {
            id: RuleId::DomainSuffixNature,
            source: "HW 备案域名咨询 2025",
            breaks: &["example.gov.cn", "示例甲.政务", "example.mil.cn"],
            passes: GOOD,
            ..DOMAIN
        },
        Rule {
            id: RuleId::DomainPublicBody,
            severity: Severity::Risk,
            source: "HW 备案域名咨询 2025",
            given: &[("organiser.nature", "government")],
            breaks: &["example.com", "example.cn", "示例甲.公司"],
            passes: &["example.gov.cn", "示例甲.政务", "示例甲.政务.cn"],
            ..DOMAIN
        },
        Rule {
            id: RuleId::DomainSuffixProvince,
            source: "TQ 各省管局要求 2022（北京）",
            bureau: "kind = \"suffix\"\nrefused = [\"asia\", \"me\"]",
            breaks: &["example.asia", "example.me", "EXAMPLE.ASIA"],
            passes: GOOD,
            ..DOMAIN
        },
        Rule {
            id: RuleId::DomainWord,
            source: "TQ 各省管局要求 2022（上海、北京）",
            bureau: "kind = \"label_words\"\nwords = [\"game\", \"国家\"]",
            breaks: &["mygame.com", "game.cn", "国家示例.中国"],
            passes: GOOD,
            ..DOMAIN
        },
        Rule {
            id: RuleId::DomainLimit,
            source: "TQ 各省管局要求 2022",
            bureau: "kind = \"domains\"\nmax = 2",
            breaks: &["a.cn,b.cn,c.cn", "a.com,b.com,c.com,d.com", "示例甲.中国,示例乙.中国,a.cn"],
            passes: &["a.cn,b.cn", "a.cn", "示例甲.中国,示例乙.中国"],
            ..LIST
        },
    ];
}
