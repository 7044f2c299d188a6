//! What a check is: one small function, and how often it is called. The list of them all is [`super::checks`].

use beian_model::{Facts, Filing, Finding, Later, Path, PersonRef, ProvinceRules, Requirement, Severity, Site};

/// What a check looks at.
pub struct Case<'a> {
    /// The document as it is read ([`super::as_read`]).
    pub filing: &'a Filing,
    /// The document as it was typed.
    pub typed: &'a Filing,
    /// What must be known from outside.
    pub facts: &'a Facts,
    /// What the bureau of the filing's province asks, once a province is chosen.
    pub province: Option<&'a ProvinceRules>,
    /// The same with its weight, without what only a person can check.
    pub asked: Vec<(&'a Requirement, Severity)>,
}

impl<'a> Case<'a> {
    /// The case of a filing; the rules of a province it is no longer in are left aside.
    pub fn new(filing: &'a Filing, typed: &'a Filing, facts: &'a Facts) -> Case<'a> {
        let of_it =
            facts.province_rules.as_ref().and_then(Later::get).filter(|rules| Some(rules.province) == filing.province);
        let rules = of_it.map_or(&[][..], |province| &province.rules).iter();
        let checked = rules.filter(|rule| rule.severity != Severity::Note);
        let asked = checked.map(|rule| (&rule.asks, rule.severity)).collect();
        Case { filing, typed, facts, province: of_it, asked }
    }
}

/// A check: the function, and how often it is called.
#[derive(Clone, Copy)]
pub enum Check {
    /// For each field of the document.
    Fields(fn(&Case, Path, &mut Vec<Finding>)),
    /// Once.
    Filing(fn(&Case, &mut Vec<Finding>)),
    /// For each responsible person that the filing asks for.
    Person(fn(&Case, PersonRef, &mut Vec<Finding>)),
    /// For each site.
    Site(fn(&Case, &Site, &mut Vec<Finding>)),
}

impl Check {
    /// Calls the function wherever it applies.
    pub fn run(self, case: &Case, found: &mut Vec<Finding>) {
        match self {
            Check::Fields(check) => case.filing.fields().for_each(|path| check(case, path, found)),
            Check::Filing(check) => check(case, found),
            Check::Person(check) => case.filing.people().for_each(|(person, _)| check(case, person, found)),
            Check::Site(check) => case.filing.sites.iter().for_each(|site| check(case, site, found)),
        }
    }
}
