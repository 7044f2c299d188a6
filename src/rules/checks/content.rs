//! What a site offers (网站服务内容) and the prior approvals (前置审批) that it takes.

use super::common;
use crate::model::{OrganiserField, Path, PreApprovalKind, Site, SiteField};
use crate::rules::data::words::{APPROVALS, CONTENTS};
use crate::rules::provinces::Requirement;
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId, Severity};

const APPROVED: Watch = Watch::Site(SiteField::PreApprovals);
const KIND: Watch = Watch::PreApproval(crate::model::PreApprovalField::Kind);
const CONTENT: Watch = Watch::Site(SiteField::ServiceContent);

pub const CHECKS: &[Check] = &[
    Check { watches: &[CONTENT, APPROVED, KIND], run: Run::Site(content) },
    Check { watches: &[CONTENT, Watch::Province], run: Run::Site(by_province) },
    Check {
        watches: &[
            Watch::Site(SiteField::Name),
            Watch::Organiser(OrganiserField::Name),
            APPROVED,
            KIND,
            Watch::Province,
        ],
        run: Run::Site(words),
    },
    Check { watches: &[APPROVED, KIND], run: Run::Site(twice) },
];

fn has(site: &Site, kind: PreApprovalKind) -> bool {
    site.pre_approvals.iter().any(|approval| approval.kind == kind)
}

/// A content that needs an approval.
fn content(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(content) = site.service_content else { return };
    if let Some((_, kind)) = CONTENTS.iter().find(|(one, kind)| *one == content && !has(site, *kind)) {
        let at = Path::Site(site.id, SiteField::ServiceContent);
        found.push(Finding::risk(at, RuleId::ContentApproval).with("content", content).with("approval", kind));
    }
}

/// A content that the bureau does not take.
fn by_province(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(content) = site.service_content else { return };
    for (asks, severity) in common::asked(case) {
        let Requirement::ServiceContent { only, not } = asks else { continue };
        let expected = only.first().copied().unwrap_or(crate::model::ServiceContent::OrganisationPortal);
        if (!only.is_empty() && !only.contains(&content)) || not.contains(&content) {
            let at = Path::Site(site.id, SiteField::ServiceContent);
            found.push(common::by_bureau(case, severity, at, RuleId::ContentProvince).with("expected", expected));
        }
    }
}

/// Words in the names that need an approval which is not named: nationally, and by the bureau's own list. One of a name is
/// enough to look at it.
fn words(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::PreApprovals);
    for path in [Path::Site(site.id, SiteField::Name), Path::Organiser(OrganiserField::Name)] {
        let Some(name) = common::text(case.filing, path) else { continue };
        // 基金会 is a foundation, not a fund.
        let holds = |word: &str| name.match_indices(word).any(|(at, word)| !name[at + word.len()..].starts_with('会'));
        let national = APPROVALS.iter().find(|(word, kind)| holds(word) && !has(site, *kind));
        let of_bureau = || {
            common::asked(case).find_map(|(asks, _)| {
                let Requirement::ApprovalWords { words, approval } = asks else { return None };
                let answered = match approval.as_slice() {
                    [] => !site.pre_approvals.is_empty(),
                    kinds => kinds.iter().any(|kind| has(site, *kind)),
                };
                let word = words.iter().find(|word| !answered && name.contains(word.as_str()))?;
                Some((word.as_str(), approval.first().copied()))
            })
        };
        let needed = national.map(|(word, kind)| (*word, Some(*kind))).or_else(of_bureau);
        if let Some((word, kind)) = needed {
            // A risk whoever says it: only the authority knows what a business really does.
            let finding = match kind {
                Some(kind) => Finding::risk(at, RuleId::NeedsApproval).with("approval", kind),
                None => common::by_bureau(case, Severity::Risk, at, RuleId::NeedsSomeApproval),
            };
            found.push(finding.with("word", word).with("where", path));
        }
    }
}

/// The same approval twice.
fn twice(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    for (n, approval) in site.pre_approvals.iter().enumerate() {
        if site.pre_approvals[..n].iter().any(|earlier| earlier.kind == approval.kind) {
            return found.push(Finding::error(Path::Site(site.id, SiteField::PreApprovals), RuleId::PreApprovalTwice));
        }
    }
}

#[cfg(any(test, feature = "handbook"))]
pub use handbook::RULES;

#[cfg(any(test, feature = "handbook"))]
mod handbook {
    use crate::rules::handbook::{NATIONAL, Rule};
    use crate::rules::{RuleId, Severity};

    const CONTENT: Rule = Rule { at: "sites[3f2a9c01].service_content", source: "MI 2023；TQ 前置审批相关 2022", ..NATIONAL };

    pub const RULES: &[Rule] = &[
        Rule {
            id: RuleId::ContentApproval,
            severity: Severity::Risk,
            breaks: &["news", "games", "film"],
            passes: &["organisation_portal", "shopping", "other"],
            ..CONTENT
        },
        Rule {
            id: RuleId::ContentProvince,
            source: "TQ 各省管局要求 2022（江西、黑龙江）",
            bureau: "kind = \"service_content\"\nonly = [\"organisation_portal\"]",
            breaks: &["other", "shopping", "general_portal"],
            passes: &["organisation_portal", "organisation_portal", ""],
            ..CONTENT
        },
        Rule {
            id: RuleId::NeedsApproval,
            severity: Severity::Risk,
            source: "TQ 前置审批相关 2022；上海管局金融类关键词",
            at: "sites[3f2a9c01].name",
            breaks: &["示例一理财展示", "示例一视频展示", "示例一游戏展示"],
            passes: &["示例一企业展示", "示例一产品手册", "示例一招聘展示"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::NeedsSomeApproval,
            severity: Severity::Risk,
            source: "TQ 各省管局要求 2022（河北、四川）",
            at: "sites[3f2a9c01].name",
            bureau: "kind = \"approval_words\"\nwords = [\"电子商务\", \"空间\"]",
            breaks: &["示例一电子商务", "示例一空间展示", "电子商务示例一"],
            passes: &["示例一企业展示", "示例一产品手册", "示例一招聘展示"],
            ..NATIONAL
        },
        Rule {
            id: RuleId::PreApprovalTwice,
            source: "WX 2025",
            at: "sites[3f2a9c01].pre_approvals",
            breaks: &["news,news", "games,news,games", "finance,finance,news"],
            passes: &["", "news", "news,games"],
            ..NATIONAL
        },
    ];
}
