//! What a site offers (网站服务内容) and the prior approvals (前置审批) that it takes.

use super::common;
use crate::data::words::{APPROVALS, CONTENTS};
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, OrganiserField, Path, PreApprovalKind, Requirement, Severity, Site, SiteField, params};

pub(super) const CHECKS: &[Check] =
    &[Check::Site(content), Check::Site(by_province), Check::Site(words), Check::Site(twice)];

fn has(site: &Site, kind: PreApprovalKind) -> bool {
    site.pre_approvals.iter().any(|approval| approval.kind == kind)
}

/// A content that needs an approval.
fn content(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(content) = site.service_content else { return };
    if let Some((_, kind)) = CONTENTS.iter().find(|(one, kind)| *one == content && !has(site, *kind)) {
        let at = Path::Site(site.id, SiteField::ServiceContent);
        found.push(CONTENT_APPROVAL.at(at).with(params::CONTENT, content).with(params::APPROVAL, kind));
    }
}

/// A content that the bureau does not take.
fn by_province(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let Some(content) = site.service_content else { return };
    for (asks, severity) in common::asked(case) {
        let Requirement::ServiceContent { only, not } = asks else { continue };
        let expected = only.first().copied().unwrap_or(beian_model::ServiceContent::OrganisationPortal);
        if (!only.is_empty() && !only.contains(&content)) || not.contains(&content) {
            let at = Path::Site(site.id, SiteField::ServiceContent);
            found.push(common::by_bureau(case, severity, at, &CONTENT_PROVINCE).with(params::USUAL_CONTENT, expected));
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
                Some(kind) => NEEDS_APPROVAL.at(at).with(params::APPROVAL, kind),
                None => common::by_bureau(case, Severity::Risk, at, &NEEDS_SOME_APPROVAL),
            };
            found.push(finding.with(params::WORD, word).with(params::WHERE, path));
        }
    }
}

/// The same approval twice.
fn twice(_: &Case, site: &Site, found: &mut Vec<Finding>) {
    for (n, approval) in site.pre_approvals.iter().enumerate() {
        if site.pre_approvals[..n].iter().any(|earlier| earlier.kind == approval.kind) {
            return found.push(PRE_APPROVAL_TWICE.at(Path::Site(site.id, SiteField::PreApprovals)));
        }
    }
}

rules! {
    /// A content that needs an approval.
    CONTENT_APPROVAL {
        id: "pre-approval.content",
        said_by: Browser,
        severity: Risk,
        zh: "“{content}”一般需要{approval}前置审批，请添加审批或核对服务内容",
        en: "“{content}” usually needs an approval ({approval}): add it, or check what the site offers",
        source: "MI 2023；TQ 前置审批相关 2022",
        at: "sites[3f2a9c01].service_content",
        breaks: &["news", "games", "film"],
        passes: &["organisation_portal", "shopping", "other"],
    }

    /// The bureau takes only, or does not take, this content.
    CONTENT_PROVINCE {
        id: "service-content.province",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局不接受所选服务内容，一般选“{usual_content}”",
        en: "The bureau of {province} does not accept this content; “{usual_content}” is usual",
        source: "TQ 各省管局要求 2022（江西、黑龙江）",
        bureau: "kind = \"service_content\"\nonly = [\"organisation_portal\"]",
        at: "sites[3f2a9c01].service_content",
        breaks: &["other", "shopping", "general_portal"],
        passes: &["organisation_portal", ""],
    }

    /// A word (`word`) that needs an approval of a kind (`approval`).
    NEEDS_APPROVAL {
        id: "pre-approval.word",
        said_by: Browser,
        severity: Risk,
        zh: "“{where}”中的“{word}”一般需要{approval}前置审批，请添加审批或改名",
        en: "“{word}” in “{where}” usually needs an approval ({approval}): add it, or change the name",
        source: "TQ 前置审批相关 2022；上海管局金融类关键词",
        at: "sites[3f2a9c01].name",
        breaks: &["示例一理财展示", "示例一视频展示", "示例一游戏展示"],
        passes: &["示例一企业展示", "示例一产品手册", "示例一招聘展示"],
    }

    /// A word (`word`) that the bureau wants an approval for, whichever it is.
    NEEDS_SOME_APPROVAL {
        id: "pre-approval.some",
        said_by: Browser,
        severity: Risk,
        zh: "“{where}”中的“{word}”，{province}通信管理局一般要求相应的前置审批，请添加审批、改名或在备注中说明",
        en: "The bureau of {province} usually requires an approval for “{word}” in “{where}”: add it, change the name, or explain it in the remarks",
        source: "TQ 各省管局要求 2022（河北、四川）",
        bureau: "kind = \"approval_words\"\nwords = [\"电子商务\", \"空间\"]",
        at: "sites[3f2a9c01].name",
        breaks: &["示例一电子商务", "示例一空间展示", "电子商务示例一"],
        passes: &["示例一企业展示", "示例一产品手册", "示例一招聘展示"],
    }

    /// The same approval twice.
    PRE_APPROVAL_TWICE {
        id: "pre-approval.twice",
        said_by: Browser,
        severity: Error,
        zh: "同一类审批只需填写一次",
        en: "This approval is entered twice: remove one",
        source: "WX 2025",
        at: "sites[3f2a9c01].pre_approvals",
        breaks: &["news,news", "games,news,games", "finance,finance,news"],
        passes: &["", "news", "news,games"],
    }
}
