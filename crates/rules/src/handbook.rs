//! The rules as the documentation prints them and the tests try them: id, weight, source, values that break a rule or do not.

use super::example::{Entry, Example, Values};
use super::provinces::{Unreadable, read};
use super::{check, checks};
use beian_model::sample::{self, complete_filing};
use beian_model::wire::{CloudResource, Refusal};
use beian_model::{
    Facts, Filing, Finding, Path, PersonRef, PreApproval, ResourceKind, Severity, Site, SiteField, SiteId,
};

/// Every line with the name of its subject.
pub fn entries() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    checks::HANDBOOK.iter().flat_map(|(subject, entries)| entries.iter().map(move |entry| (*subject, entry)))
}

impl Entry {
    /// The sample filing with one of the example's values, and the facts it is checked under.
    ///
    /// # Errors
    /// [`Unreadable`]: what a bureau asks does not stand there in the form of its file.
    pub fn case(&self, values: &Values, value: &str) -> Result<(Filing, Facts), Unreadable> {
        let (mut filing, mut facts) = complete_filing();
        facts.resources.extend([
            resource("ins-expired", Some(Refusal::Expired)),
            resource("ins-full", Some(Refusal::NoSlotLeft)),
            resource("ins-overseas", Some(Refusal::Overseas)),
        ]);
        for (at, text) in values.given {
            put(&mut filing, &mut facts, at, text);
        }
        put(&mut filing, &mut facts, values.at, value);
        facts.basic_check = Some(filing.basic_information());
        if !values.bureau.is_empty() {
            let weight = if self.rule.severity == Severity::Error { "error" } else { "risk" };
            let file = format!(
                "province = \"gd\"\n[[rule]]\n{}\nseverity = \"{weight}\"\nsource = \"TQ\"\ndate = \"2022\"\n",
                values.bureau
            );
            facts.province_rules = Some(read(&file)?.into());
        }
        Ok((filing, facts))
    }

    /// What the rule finds in the example, every value that breaks it by itself.
    ///
    /// # Errors
    /// As [`Entry::case`].
    pub fn findings(&self) -> Result<Vec<Finding>, Unreadable> {
        let values = match &self.example {
            Example::Values(values) => values,
            Example::Params(params) => {
                let mut finding = self.rule.at(Path::Filing);
                finding.params.extend(params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
                return Ok(vec![finding]);
            }
        };
        let mut all = Vec::new();
        for value in values.breaks {
            let (filing, facts) = self.case(values, value)?;
            all.extend(check(&filing, &facts).into_iter().filter(|one| self.rule.found(one)));
        }
        Ok(all)
    }
}

fn resource(id: &str, refused: Option<Refusal>) -> CloudResource {
    CloudResource {
        kind: ResourceKind::Cvm,
        id: id.to_owned(),
        name: id.to_owned(),
        address: String::new(),
        sites_left: 5,
        refused,
    }
}

/// Writes an example's value: a text where the path is one, else what the value stands for: a picture, so many sites, a list
/// parted by commas (of domains two a site), a verification that passed. Mobile numbers count as proved unless the value says `unproved`.
fn put(filing: &mut Filing, facts: &mut Facts, at: &str, value: &str) {
    let Ok(path) = at.parse::<Path>() else { return };
    let list = || value.split(',').map(str::trim).filter(|part| !part.is_empty());
    let pictures = || (value == "picture").then(|| sample::attachment("example")).into_iter().collect();
    match path {
        Path::Sites => {
            let first = filing.sites.first().cloned();
            let count: u32 = value.parse().unwrap_or(1);
            filing.sites = (0..count).filter_map(|n| copy(first.as_ref()?, n)).collect();
        }
        Path::Site(id, SiteField::Domains) => {
            facts.domains_per_site = Some(2);
            if let Some(site) = filing.site_mut(id) {
                site.domains = list().map(str::to_owned).collect();
            }
        }
        Path::Site(id, SiteField::Languages) => {
            if let Some(site) = filing.site_mut(id) {
                site.languages = list().filter_map(|code| code.parse().ok()).collect();
            }
        }
        Path::Site(id, SiteField::PreApprovals) => {
            if let Some(site) = filing.site_mut(id) {
                let approval = |code: &str| {
                    let document = vec![sample::attachment("approval")];
                    Some(PreApproval { kind: code.parse().ok()?, number: "示例1号".to_owned(), document })
                };
                site.pre_approvals = list().filter_map(approval).collect();
            }
        }
        Path::OrganiserPerson(beian_model::PersonField::Verification) => {
            facts.verified = if value == "passed" { vec![PersonRef::Organiser] } else { Vec::new() };
        }
        Path::OrganiserPerson(beian_model::PersonField::Mobile)
        | Path::SitePerson(_, beian_model::PersonField::Mobile) => {
            let number = value.strip_prefix("unproved ");
            facts.proved_mobiles.clear();
            if number.is_none() {
                facts.proved_mobiles.extend(super::normalised_mobile(value));
            }
            let _ = filing.set_text(path, number.unwrap_or(value));
        }
        _ => {
            if let Some(slot) = filing.pages_mut(path) {
                *slot = pictures();
            } else {
                let _ = filing.set_text(path, value);
            }
        }
    }
}

fn copy(site: &Site, n: u32) -> Option<Site> {
    let mut site = site.clone();
    if n > 0 {
        site.id = SiteId(site.id.0.checked_add(n)?);
        site.domains = site.domains.iter().map(|domain| format!("site-{n}-{domain}")).collect();
    }
    Some(site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::message;
    use crate::{Rule, SaidBy, rules};
    use beian_locale::Lang;
    use beian_model::Province;

    #[test]
    fn each_example_breaks_its_rule_or_does_not() {
        for (subject, entry) in entries() {
            let id = entry.rule.id;
            assert!(!entry.source.is_empty(), "{subject} {id}");
            let Example::Values(values) = &entry.example else { continue };
            assert!(values.at.parse::<Path>().is_ok(), "{subject} {id}");
            for (list, breaks) in [(values.breaks, true), (values.passes, false)] {
                assert!(!list.is_empty(), "{subject} {id}");
                for (n, value) in list.iter().enumerate() {
                    assert!(!list[..n].contains(value), "{subject} {id}: {value:?} twice");
                    let (filing, facts) = entry.case(values, value).unwrap();
                    let mut found = check(&filing, &facts);
                    found.retain(|one| entry.rule.found(one));
                    assert_eq!(!found.is_empty(), breaks, "{subject} {id} = {value:?}: {found:?}");
                    let weight = found.iter().all(|one| one.severity == entry.rule.severity);
                    assert!(weight, "{subject} {id} = {value:?} weighs {found:?}");
                }
            }
        }
    }

    #[test]
    fn an_id_names_one_rule_and_whoever_says_it_is_shown() {
        let all: Vec<&Rule> = rules().collect();
        for (n, rule) in all.iter().enumerate() {
            assert!(all[..n].iter().all(|other| other.id != rule.id), "{} twice", rule.id);
            // What the browser finds is found here too, but for what only a control or the engine knows.
            let mut lines = entries().filter(|(_, entry)| std::ptr::eq(entry.rule, *rule));
            let shown = lines.any(|(_, entry)| matches!(entry.example, Example::Values(_)));
            let elsewhere =
                rule.said_by != SaidBy::Browser || ["choice.open", "choice.none", "basic.unchecked"].contains(&rule.id);
            assert_ne!(shown, elsewhere, "{}", rule.id);
        }
    }

    /// A parameter has one meaning: each stands in the words, none is left over for something else to make sense of, and no
    /// place in the words is left empty.
    #[test]
    fn every_rule_says_its_own_parameters_and_no_other() {
        for finding in entries().flat_map(|(_, entry)| entry.findings().unwrap()) {
            let said = |finding: &Finding| Lang::ALL.iter().map(|lang| message(finding, *lang)).collect::<Vec<_>>();
            let words = said(&finding);
            assert!(words.iter().all(|text| !text.contains(['{', '}'])), "{}: {words:?}", finding.rule);
            for (name, value) in &finding.params {
                let holds = beian_model::params::holds(name);
                assert!(holds.is_some_and(|holds| holds.reads(value)), "{}: {name} = {value}", finding.rule);
                // The time at which it was said, which is no part of the words.
                assert_ne!(name, "at", "{}", finding.rule);
                let mut without = finding.clone();
                without.params.remove(name);
                assert_ne!(said(&without), words, "{} says nothing of `{name}`", finding.rule);
            }
        }
    }

    #[test]
    fn the_sample_passes_in_every_province_but_for_what_its_bureau_asks() {
        for rules in crate::provinces::all().unwrap() {
            let (mut filing, mut facts) = complete_filing();
            filing.province = Some(rules.province);
            facts.province_rules = Some(rules.clone().into());
            facts.basic_check = Some(filing.basic_information());
            for one in check(&filing, &facts) {
                for lang in Lang::ALL {
                    let text = message(&one, *lang);
                    assert!(!text.contains('{') && !text.is_empty(), "{}: {} {text}", rules.province, one.rule);
                }
            }
            if rules.province == Province::Guangdong {
                let errors: Vec<_> =
                    check(&filing, &facts).into_iter().filter(|one| one.severity == Severity::Error).collect();
                assert_eq!(errors, [], "the sample is a whole filing of its own province");
            }
        }
    }
}
