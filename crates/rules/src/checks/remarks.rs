//! Remarks (备注) and the investor's field: what bureaus ask for in a case, and words that do not belong there.

use super::common;
use crate::data::words;
use crate::identifiers::phone::Landline;
use crate::identifiers::uscc::Uscc;
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{
    Filing, Finding, OrganiserField, Path, PersonField, PersonRef, RemarkCase, RemarkOf, Requirement, ServiceContent,
    Site, SiteField, params,
};

pub(super) const CHECKS: &[Check] = &[
    Check::Filing(of_organiser),
    Check::Site(of_site),
    Check::Filing(investor),
    Check::Filing(words_of_organiser),
    Check::Site(words_of_site),
];

fn of_organiser(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::Remark);
    let sites = &case.filing.sites;
    missing(
        case,
        at,
        RemarkOf::Organiser,
        PersonRef::Organiser,
        |when| match when {
            RemarkCase::ContentOther => sites.iter().any(is_other),
            RemarkCase::ContentNotPortal => sites.iter().any(is_not_portal),
            RemarkCase::NoPreApproval => sites.iter().all(|site| site.pre_approvals.is_empty()),
            _ => false,
        },
        found,
    );
}

fn of_site(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Remark);
    missing(
        case,
        at,
        RemarkOf::Site,
        common::person_of(site),
        |when| match when {
            RemarkCase::ContentOther => is_other(site),
            RemarkCase::ContentNotPortal => is_not_portal(site),
            RemarkCase::NoPreApproval => site.pre_approvals.is_empty(),
            _ => false,
        },
        found,
    );
}

fn is_other(site: &Site) -> bool {
    site.service_content == Some(ServiceContent::Other)
}

fn is_not_portal(site: &Site) -> bool {
    site.service_content.is_some_and(|content| content != ServiceContent::OrganisationPortal)
}

/// The remark that the bureau asks for in a case, where it is not there or too short. What it says nobody but a reader can
/// tell.
fn missing(
    case: &Case,
    at: Path,
    on: RemarkOf,
    person: PersonRef,
    of_content: impl Fn(RemarkCase) -> bool,
    found: &mut Vec<Finding>,
) {
    let filing = case.filing;
    let text = common::text(filing, at).unwrap_or_default();
    for (asks, severity) in common::asked(case) {
        let Requirement::Remark { on: of, when, min, zh, en } = asks else { continue };
        let applies = *of == on
            && match when {
                RemarkCase::Always => true,
                RemarkCase::SeveralResources => several_resources(filing),
                RemarkCase::NoLandline => {
                    let second = common::text(filing, Path::person(person, PersonField::SecondPhone));
                    second.and_then(Landline::parse).is_none()
                }
                RemarkCase::NotLegalRepresentative => common::is_not_legal(filing, person),
                RemarkCase::IndividualBusiness => {
                    Uscc::parse(&filing.organiser.certificate_number).is_ok_and(|code| code.kind() == "92")
                }
                RemarkCase::SameName => same_names(filing),
                content => of_content(*content),
            };
        let length = text.chars().count();
        if applies && (length == 0 || length < usize::from(*min)) {
            let finding = common::by_bureau(case, severity, at, &REMARK_MISSING);
            found.push(finding.with(params::SAY_ZH, zh).with(params::SAY_EN, en));
        }
    }
}

fn several_resources(filing: &Filing) -> bool {
    let mut resources = filing.sites.iter().map(|site| site.resource.trim()).filter(|id| !id.is_empty());
    let first = resources.next();
    resources.any(|other| Some(other) != first)
}

fn same_names(filing: &Filing) -> bool {
    let named = |site: &&Site| !site.name.trim().is_empty();
    filing
        .sites
        .iter()
        .filter(named)
        .enumerate()
        .any(|(n, site)| filing.sites.iter().filter(named).take(n).any(|other| other.name.trim() == site.name.trim()))
}

/// 投资者或上级主管单位, where the bureau asks for it.
fn investor(case: &Case, found: &mut Vec<Finding>) {
    let at = Path::Organiser(OrganiserField::Investor);
    let Some(nature) = case.filing.organiser.nature else { return };
    if common::text(case.filing, at).is_some() {
        return;
    }
    for (asks, severity) in common::asked(case) {
        let Requirement::Investor { natures, zh, en } = asks else { continue };
        if natures.is_empty() || natures.contains(&nature) {
            let finding = common::by_bureau(case, severity, at, &INVESTOR_MISSING);
            return found.push(finding.with(params::SAY_ZH, zh).with(params::SAY_EN, en));
        }
    }
}

fn words_of_organiser(case: &Case, found: &mut Vec<Finding>) {
    banned(case.filing, Path::Organiser(OrganiserField::Remark), found);
}

fn words_of_site(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    banned(case.filing, Path::Site(site.id, SiteField::Remark), found);
}

/// Words that are refused in names are refused in remarks too (reported by users).
fn banned(filing: &Filing, at: Path, found: &mut Vec<Finding>) {
    let Some(text) = common::text(filing, at) else { return };
    if let Some(word) = words::REFUSED.iter().find(|word| text.contains(*word)) {
        found.push(REMARK_WORD.at(at).with(params::WORD, word));
    }
}

rules! {
    /// A remark that the bureau asks for in this case.
    REMARK_MISSING {
        id: "remark.missing",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求填写{label}：{say}",
        en: "{label} for the bureau of {province}: {say}",
        source: "TQ 各省管局要求 2022",
        bureau: "kind = \"remark\"\non = \"site\"\nwhen = \"always\"\nmin = 5\nzh = \"写明网站内容\"\nen = \"Say what the site shows\"",
        at: "sites[3f2a9c01].remark",
        breaks: &["", "示例", " 示例 "],
        passes: &["展示本公司产品", "本公司产品手册网站", "用于展示公司简介"],
    }

    /// A word that is refused in names is refused here too.
    REMARK_WORD {
        id: "remark.word",
        said_by: Browser,
        severity: Risk,
        zh: "“{word}”容易被驳回，请换一种说法",
        en: "“{word}” may be rejected: say it another way",
        source: "用户报告（anyesu/blog #49）",
        at: "organiser.remark",
        breaks: &["不涉及赌博", "无色情内容", "反腐题材"],
        passes: &["", "已是最详细地址", "本单位无座机"],
    }

    /// 投资者或上级主管单位 is asked for.
    INVESTOR_MISSING {
        id: "investor.missing",
        said_by: Browser,
        severity: Error,
        zh: "{province}通信管理局要求：{say}",
        en: "The bureau of {province} asks: {say}",
        source: "TQ 各省管局要求 2022；AL 2019",
        bureau: "kind = \"investor\"\nzh = \"公司全称\"\nen = \"the company's full name\"",
        at: "organiser.investor",
        breaks: &["", " ", "\u{3000}"],
        passes: &["深圳示例一科技有限公司", "示例甲", "示例集团"],
    }
}
