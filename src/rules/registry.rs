//! What a rule is made of, and which changes make it run again. The list itself is [`super::checks`].

use super::finding::{Facts, Finding};
use super::provinces::ProvinceRules;
use crate::model::{
    AgreementField, Filing, OrganiserField, Path, PersonField, PersonRef, PreApprovalField, Site, SiteField, SiteId,
};

/// What a check looks at.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The document as it is read ([`super::as_read`]).
    pub filing: &'a Filing,
    /// The document as it was typed.
    pub typed: &'a Filing,
    /// What must be known from outside.
    pub facts: &'a Facts,
    /// What the bureau of the filing's province asks, once a province is chosen.
    pub province: Option<&'a ProvinceRules>,
}

impl<'a> Case<'a> {
    /// The case of a filing; the rules of a province it is no longer in are left aside.
    pub fn new(filing: &'a Filing, typed: &'a Filing, facts: &'a Facts) -> Case<'a> {
        let of_it = facts.province_rules.as_ref().filter(|rules| Some(rules.province) == filing.province);
        Case { filing, typed, facts, province: of_it }
    }
}

/// Where a check is made once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Once for the filing.
    Filing,
    /// For one field.
    Field(Path),
    /// For one responsible person.
    Person(PersonRef),
    /// For one site.
    Site(SiteId),
}

/// One small function, and how often it is called.
#[derive(Clone, Copy)]
pub enum Run {
    /// For each field that the check watches.
    Fields(fn(&Case, Path, &mut Vec<Finding>)),
    /// Once.
    Filing(fn(&Case, &mut Vec<Finding>)),
    /// For each responsible person that the filing asks for.
    Person(fn(&Case, PersonRef, &mut Vec<Finding>)),
    /// For each site.
    Site(fn(&Case, &Site, &mut Vec<Finding>)),
}

/// A field that a check reads, whichever site it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Every text of the document.
    EveryText,
    /// 备案省份.
    Province,
    /// A field of the organiser.
    Organiser(OrganiserField),
    /// A field of the organiser's responsible person, for a check that is not made person by person.
    OrganiserPerson(PersonField),
    /// A field of the person that is checked.
    Person(PersonField),
    /// A field of any person, whoever is checked.
    EveryPerson(PersonField),
    /// A field of the site that is checked.
    Site(SiteField),
    /// A field of any site, whichever is checked.
    EverySite(SiteField),
    /// A domain of the site that is checked.
    Domain,
    /// A domain of any site.
    EveryDomain,
    /// A field of an approval of the site that is checked.
    PreApproval(PreApprovalField),
    /// An agreement.
    Agreement(AgreementField),
}

/// A check: what it reads, and the function.
#[derive(Clone, Copy)]
pub struct Check {
    /// What it reads; a change elsewhere cannot alter what it finds.
    pub watches: &'static [Watch],
    /// The function.
    pub run: Run,
}

/// What a change at a path does to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Nothing.
    None,
    /// What it finds where the change was made may change.
    Here,
    /// What it finds anywhere may change.
    Everywhere,
}

impl Check {
    /// Calls the function wherever it applies.
    pub fn run(&self, case: &Case, found: &mut Vec<Finding>) {
        match self.run {
            Run::Fields(_) => case.filing.fields().for_each(|path| self.run_in(case, Scope::Field(path), found)),
            Run::Filing(run) => run(case, found),
            Run::Person(run) => people(case.filing).for_each(|person| run(case, person, found)),
            Run::Site(run) => case.filing.sites.iter().for_each(|site| run(case, site, found)),
        }
    }

    /// Calls the function in one scope; nothing is found in a scope that the filing does not have.
    pub fn run_in(&self, case: &Case, scope: Scope, found: &mut Vec<Finding>) {
        match (self.run, scope) {
            (Run::Fields(run), Scope::Field(path)) if self.watched(path) != Reach::None => run(case, path, found),
            (Run::Filing(run), Scope::Filing) => run(case, found),
            (Run::Person(run), Scope::Person(person)) if people(case.filing).any(|one| one == person) => {
                run(case, person, found);
            }
            (Run::Site(run), Scope::Site(id)) => {
                if let Some(site) = case.filing.site(id) {
                    run(case, site, found);
                }
            }
            _ => {}
        }
    }

    /// The scopes in which a change at a path may alter what is found.
    pub fn scopes(&self, case: &Case, path: Path, mut each: impl FnMut(Scope)) {
        let reach = match path {
            // Sites came, went or changed places: nothing is known to be as before.
            Path::Filing | Path::Sites => Reach::Everywhere,
            _ => self.reach(path),
        };
        if reach == Reach::None {
            return;
        }
        match self.run {
            Run::Filing(_) => each(Scope::Filing),
            Run::Fields(_) if reach == Reach::Here => each(Scope::Field(path)),
            Run::Fields(_) => case.filing.fields().map(Scope::Field).for_each(each),
            Run::Person(_) => match (reach, path) {
                (Reach::Here, Path::OrganiserPerson(_)) => each(Scope::Person(PersonRef::Organiser)),
                (Reach::Here, Path::SitePerson(id, _) | Path::Site(id, _)) => each(Scope::Person(PersonRef::Site(id))),
                _ => people(case.filing).map(Scope::Person).for_each(each),
            },
            Run::Site(_) => match (reach, path.site()) {
                (Reach::Here, Some(id)) => each(Scope::Site(id)),
                _ => case.filing.sites.iter().map(|site| Scope::Site(site.id)).for_each(each),
            },
        }
    }

    /// What a change at a path does, fields and persons that come and go with it included.
    fn reach(&self, path: Path) -> Reach {
        match (self.run, path) {
            (Run::Fields(_), Path::Site(_, SiteField::SamePerson | SiteField::Domains | SiteField::PreApprovals)) => {
                Reach::Everywhere
            }
            (Run::Person(_), Path::Site(_, SiteField::SamePerson)) => self.watched(path).max(Reach::Here),
            _ => self.watched(path),
        }
    }

    fn watched(&self, path: Path) -> Reach {
        let mut reach = Reach::None;
        for watch in self.watches {
            let (matches, everywhere) = match (*watch, path) {
                (Watch::EveryText, _) => (true, false),
                (Watch::Province, Path::Province) => (true, true),
                (Watch::Organiser(field), Path::Organiser(at)) => (field == at, !matches!(self.run, Run::Fields(_))),
                (Watch::OrganiserPerson(field), Path::OrganiserPerson(at)) => (field == at, true),
                (Watch::Person(field), Path::OrganiserPerson(at) | Path::SitePerson(_, at)) => (field == at, false),
                (Watch::EveryPerson(field), Path::OrganiserPerson(at) | Path::SitePerson(_, at)) => (field == at, true),
                (Watch::Site(field), Path::Site(_, at)) => (field == at, false),
                (Watch::EverySite(field), Path::Site(_, at)) => (field == at, true),
                (Watch::Domain, Path::Domain(..)) => (true, false),
                (Watch::EveryDomain, Path::Domain(..)) => (true, true),
                (Watch::PreApproval(field), Path::PreApproval(_, _, at)) => (field == at, false),
                (Watch::Agreement(field), Path::Agreement(at)) => (field == at, false),
                _ => (false, false),
            };
            if matches && everywhere {
                return Reach::Everywhere;
            }
            if matches {
                reach = Reach::Here;
            }
        }
        reach
    }
}

/// The responsible persons that a filing asks for: the organiser's, and each site's own.
pub fn people(filing: &Filing) -> impl Iterator<Item = PersonRef> {
    let own = filing.sites.iter().filter(|site| !site.same_person).map(|site| PersonRef::Site(site.id));
    std::iter::once(PersonRef::Organiser).chain(own)
}
