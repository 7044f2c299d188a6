//! The rules as the documentation prints them and the tests try them: id, weight, source, values that break a rule or do not.

use super::RuleId;
use super::checks;
use super::finding::{Facts, Severity};
use crate::model::sample::{self, complete_filing};
use crate::model::wire::{CloudResource, Refusal};
use crate::model::{Filing, Path, PersonRef, PreApproval, ResourceKind, Site, SiteField, SiteId};

/// A rule, with examples on the sample filing (`model::sample`).
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// Its weight; where a bureau's file says, the usual one.
    pub severity: Severity,
    /// Where it was read.
    pub source: &'static str,
    /// The field whose value the examples are.
    pub at: &'static str,
    /// What stands in other fields first.
    pub given: &'static [(&'static str, &'static str)],
    /// What a bureau asks, in the form of its file; empty for a national rule.
    pub bureau: &'static str,
    /// Values that break it.
    pub breaks: &'static [&'static str],
    /// Values that do not.
    pub passes: &'static [&'static str],
}

/// A rule that holds everywhere, to be filled in.
pub const NATIONAL: Rule = Rule {
    id: RuleId::Required,
    severity: Severity::Error,
    source: "",
    at: "filing",
    given: &[],
    bureau: "",
    breaks: &[],
    passes: &[],
};

/// So many characters, for examples of lengths.
pub(crate) const fn filler(length: usize) -> &'static str {
    const TEXT: [u8; 600] = [b'x'; 600];
    match core::str::from_utf8(TEXT.split_at(length).0) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// Every rule with the name of its subject.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static Rule)> {
    checks::RULES.iter().flat_map(|(subject, rules)| rules.iter().map(move |rule| (*subject, rule)))
}

/// The sample filing with an example's values, and the facts it is checked under. The bureau's rule must be put into the
/// facts by who can read its form.
pub fn example(rule: &Rule, value: &str) -> (Filing, Facts) {
    let (mut filing, mut facts) = complete_filing();
    facts.resources.extend([
        resource("ins-expired", Some(Refusal::Expired)),
        resource("ins-full", Some(Refusal::NoSlotLeft)),
        resource("ins-overseas", Some(Refusal::Overseas)),
    ]);
    for (at, text) in rule.given {
        put(&mut filing, &mut facts, at, text);
    }
    put(&mut filing, &mut facts, rule.at, value);
    facts.basic_check = Some(filing.basic_information());
    (filing, facts)
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
/// parted by commas, a verification that passed. Mobile numbers count as proved unless the value says `unproved`.
fn put(filing: &mut Filing, facts: &mut Facts, at: &str, value: &str) {
    let Ok(path) = at.parse::<Path>() else { return };
    let list = || value.split(',').map(str::trim).filter(|part| !part.is_empty());
    let picture = (value == "picture").then(|| sample::attachment("example"));
    match path {
        Path::Sites => {
            let first = filing.sites.first().cloned();
            let count: u32 = value.parse().unwrap_or(1);
            filing.sites = (0..count).filter_map(|n| copy(first.as_ref()?, n)).collect();
        }
        Path::Site(id, SiteField::Domains) => {
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
                    let document = Some(sample::attachment("approval"));
                    Some(PreApproval { kind: code.parse().ok()?, number: "示例1号".to_owned(), document })
                };
                site.pre_approvals = list().filter_map(approval).collect();
            }
        }
        Path::OrganiserPerson(crate::model::PersonField::Verification) => {
            facts.verified = if value == "passed" { vec![PersonRef::Organiser] } else { Vec::new() };
        }
        Path::OrganiserPerson(crate::model::PersonField::Mobile)
        | Path::SitePerson(_, crate::model::PersonField::Mobile) => {
            let number = value.strip_prefix("unproved ");
            facts.proved_mobiles.clear();
            if number.is_none() {
                facts.proved_mobiles.extend(super::normalised_mobile(value));
            }
            let _ = filing.set_text(path, number.unwrap_or(value));
        }
        _ => {
            if let Some(slot) = filing.attachment_mut(path) {
                *slot = picture;
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
    use crate::locale::{Lang, rules::message};
    use crate::model::Province;
    use crate::rules::provinces::read;
    use crate::rules::{Finding, check};
    use RuleId as R;

    fn facts_with(rule: &Rule, facts: Facts) -> Facts {
        if rule.bureau.is_empty() {
            return facts;
        }
        let weight = match rule.severity {
            Severity::Error => "error",
            _ => "risk",
        };
        let text = format!(
            "province = \"gd\"\n[[rule]]\n{}\nseverity = \"{weight}\"\nsource = \"TQ\"\ndate = \"2022\"\n",
            rule.bureau
        );
        Facts { province_rules: Some(read(&text).unwrap()), ..facts }
    }

    #[test]
    fn each_example_breaks_its_rule_or_does_not() {
        for (subject, rule) in rules() {
            assert!(rule.breaks.len() >= 3 && rule.passes.len() >= 3, "{subject} {}: three examples each", rule.id);
            assert!(rule.at.parse::<Path>().is_ok() && !rule.source.is_empty(), "{subject} {}", rule.id);
            for (values, breaks) in [(rule.breaks, true), (rule.passes, false)] {
                for value in values {
                    let (filing, facts) = example(rule, value);
                    let facts = facts_with(rule, facts);
                    let found: Vec<_> = check(&filing, &facts).into_iter().filter(|one| one.rule == rule.id).collect();
                    assert_eq!(!found.is_empty(), breaks, "{subject} {} = {value:?}: {found:?}", rule.id);
                    let weight = found.iter().all(|one| one.severity == rule.severity);
                    assert!(weight, "{subject} {} = {value:?} weighs {found:?}", rule.id);
                }
            }
        }
    }

    /// What the server, an upload or a person finds has no example; with the parameters that its words need.
    const ELSEWHERE: &[(RuleId, &[(&str, &str)])] = &[
        (R::ChoiceOpen, &[("typed", "b"), ("count", "3")]),
        (R::BasicUnchecked, &[]),
        (R::OrganiserInFlight, &[]),
        (R::DomainTaken, &[]),
        (R::DomainUnregistered, &[]),
        (R::DomainExpires, &[("until", "2026-12-01")]),
        (R::DomainHolder, &[]),
        (R::DomainRegistrar, &[]),
        (R::DomainPrivacy, &[]),
        (R::DomainUnverified, &[("ready", "2026-12-01")]),
        (R::DomainLive, &[]),
        (R::AuthorisationCodeRefused, &[]),
        (R::PersonTaken, &[]),
        (R::PhoneTaken, &[]),
        (R::FileTooLarge, &[("max", "20971520")]),
        (R::FileEmpty, &[]),
        (R::FileKind, &[]),
        (R::FileHeic, &[]),
        (R::FileUnreadable, &[]),
        (R::FileAltered, &[]),
        (R::FileTooSmall, &[("min", "1000")]),
        (R::FileTooManyPixels, &[("max", "50")]),
        (R::VideoKind, &[]),
        (R::VideoTooShort, &[]),
        (R::VideoTooLong, &[]),
        (R::VideoUnreadable, &[]),
        (R::VideoSilent, &[]),
        (R::IcpNumber, &[("prefix", "粤")]),
        (R::CaptureMissing, &[]),
        (R::CapturesSame, &[]),
        (R::CaptureQuality, &[("capture", "portrait"), ("measures", "sharpness,light")]),
        (R::CaptureOverruled, &[("capture", "video")]),
        (R::CaptureOtherCamera, &[("capture", "emblem")]),
        (R::CaptureUnmeasured, &[("capture", "portrait")]),
        (R::CardUnread, &[]),
        (R::CardNumberDiffers, &[("read", "4403**********0026")]),
        (R::CardNameDiffers, &[("read", "示例乙")]),
        (R::CardDateDiffers, &[("read", "2030-01-01")]),
        (R::CardOther, &[]),
        (R::CardExpires, &[("until", "2026-12-01"), ("months", "3")]),
        (R::VerifiedOther, &[]),
        (R::Returned, &[("text", "请重新上传"), ("by", "审核专员")]),
    ];

    #[test]
    fn every_rule_that_a_check_can_find_is_in_the_handbook() {
        for id in RuleId::ALL {
            let here = rules().any(|(_, rule)| rule.id == *id);
            assert_ne!(here, ELSEWHERE.iter().any(|(one, _)| one == id), "{id}");
        }
    }

    /// A parameter has one meaning: each stands in the words, none is left over for something else to make sense of, and no
    /// place in the words is left empty.
    #[test]
    fn every_rule_says_its_own_parameters_and_no_other() {
        let by_example = rules().flat_map(|(_, rule)| {
            let found = rule.breaks.iter().flat_map(|value| {
                let (filing, facts) = example(rule, value);
                check(&filing, &facts_with(rule, facts))
            });
            found.filter(|one| one.rule == rule.id).collect::<Vec<_>>()
        });
        let elsewhere = ELSEWHERE.iter().map(|(rule, params)| {
            params.iter().fold(Finding::error(Path::Filing, *rule), |finding, (name, value)| finding.with(name, value))
        });
        for finding in by_example.chain(elsewhere) {
            let said = |finding: &Finding| Lang::ALL.iter().map(|lang| message(finding, *lang)).collect::<Vec<_>>();
            let words = said(&finding);
            assert!(words.iter().all(|text| !text.contains(['{', '}'])), "{}: {words:?}", finding.rule);
            for name in finding.params.keys() {
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
        for rules in crate::rules::provinces::all() {
            let (mut filing, mut facts) = complete_filing();
            filing.province = Some(rules.province);
            facts.province_rules = Some(rules.clone());
            facts.basic_check = Some(filing.basic_information());
            for one in check(&filing, &facts) {
                for lang in crate::locale::Lang::ALL {
                    let text = crate::locale::rules::message(&one, *lang);
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
