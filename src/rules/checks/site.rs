//! A website (网站信息): name, content, languages, approvals, its person, its papers.

use super::{common, person};
use crate::model::{Filing, Path, PersonField, PersonRef, PreApprovalField, Site, SiteField};
use crate::rules::data::words;
use crate::rules::identifiers::domain::Domain;
use crate::rules::{Facts, Finding, RuleId};

/// Most sites of one filing of an organisation (网站信息, TQ).
const MOST_SITES: usize = 10;

/// The filing has one to ten sites.
pub fn count(filing: &Filing, found: &mut Vec<Finding>) {
    if filing.sites.is_empty() || filing.sites.len() > MOST_SITES {
        found.push(Finding::error(Path::Sites, RuleId::SiteCount).with("max", MOST_SITES));
    }
}

/// One site's block.
pub fn check(filing: &Filing, site: &Site, facts: &Facts, found: &mut Vec<Finding>) {
    let at = |field| Path::Site(site.id, field);
    name(filing, site, found);
    common::required(filing, at(SiteField::ServiceContent), found);
    common::optional_text(filing, at(SiteField::Remark), 500, found);
    if site.languages.is_empty() {
        found.push(Finding::error(at(SiteField::Languages), RuleId::LanguageMissing));
    }
    approvals(filing, site, found);
    let of = if site.same_person { PersonRef::Organiser } else { PersonRef::Site(site.id) };
    if !site.same_person {
        person::check(filing, of, facts, found);
    }
    if person::needs_letter(filing, Path::person(of, PersonField::Name)) {
        common::required_paper(filing, at(SiteField::AuthorisationLetter), found);
    }
}

/// 网站名称, rules N1 to N6 and N8 (domain facts 5.1).
fn name(filing: &Filing, site: &Site, found: &mut Vec<Finding>) {
    let at = Path::Site(site.id, SiteField::Name);
    let Some(name) = common::required(filing, at, found) else { return };
    common::length(at, name, 1, 128, found);
    if Domain::parse(name).is_ok()
        || site.domains.iter().any(|domain| !domain.is_empty() && name.contains(domain.as_str()))
    {
        return found.push(Finding::error(at, RuleId::SiteNameDomain));
    }
    if name.is_ascii() {
        return found.push(Finding::error(at, RuleId::SiteNameLatin));
    }
    if let Some(character) = name.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '（' | '）' | '(' | ')' | ' '))
    {
        return found.push(Finding::error(at, RuleId::Character).with("character", character));
    }
    if name.chars().filter(|c| is_han(*c)).count() < 3 {
        return found.push(Finding::error(at, RuleId::SiteNameTooShort));
    }
    if let Some(word) = words::NATIONAL.iter().find(|word| name.starts_with(*word)) {
        found.push(Finding::error(at, RuleId::SiteNameNational).with("word", word));
    }
    if let Some(word) = words::REFUSED.iter().find(|word| name.contains(*word)) {
        found.push(Finding::error(at, RuleId::SiteNameWord).with("word", word));
    }
    if let Some(word) = words::FORUM.iter().find(|word| name.contains(*word)) {
        found.push(Finding::risk(at, RuleId::SiteNameWord).with("word", word));
    }
}

/// A Han character (CJK unified ideographs, extension A and compatibility ones included).
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// 前置审批: each with its number and its paper, none twice.
fn approvals(filing: &Filing, site: &Site, found: &mut Vec<Finding>) {
    for (n, approval) in site.pre_approvals.iter().enumerate() {
        if site.pre_approvals[..n].iter().any(|earlier| earlier.kind == approval.kind) {
            found.push(Finding::error(Path::Site(site.id, SiteField::PreApprovals), RuleId::PreApprovalTwice));
        }
        let Ok(n) = u8::try_from(n) else { break };
        common::text(filing, Path::PreApproval(site.id, n, PreApprovalField::Number), 64, found);
        common::required_paper(filing, Path::PreApproval(site.id, n, PreApprovalField::Document), found);
    }
}
