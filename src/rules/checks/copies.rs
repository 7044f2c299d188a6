//! A website's responsible person who is the organiser's is a copy: when the one is changed later, the other is never
//! changed in silence; it is said, and a press copies anew.

use crate::model::{Path, PersonField, ResponsiblePerson, Site, SiteField};
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

pub const CHECKS: &[Check] = &[Check {
    watches: &[
        Watch::Site(SiteField::SamePerson),
        Watch::EveryPerson(PersonField::DocumentType),
        Watch::EveryPerson(PersonField::Name),
        Watch::EveryPerson(PersonField::DocumentNumber),
        Watch::EveryPerson(PersonField::ValidFrom),
        Watch::EveryPerson(PersonField::ValidUntil),
        Watch::EveryPerson(PersonField::Mobile),
        Watch::EveryPerson(PersonField::SecondPhone),
        Watch::EveryPerson(PersonField::EmergencyPhone),
        Watch::EveryPerson(PersonField::Email),
    ],
    run: Run::Site(differs),
}];

fn differs(case: &Case, site: &Site, found: &mut Vec<Finding>) {
    let (copy, now) = (&site.responsible_person, &case.filing.organiser.responsible_person);
    // An empty one was not yet copied: the organiser's person is meant as it is.
    if !site.same_person || copy == now || *copy == ResponsiblePerson::default() {
        return;
    }
    let at = |field| Path::SitePerson(site.id, field);
    let differing = PersonField::ALL
        .iter()
        .find(|field| case.filing.text(at(**field)) != case.filing.text(Path::OrganiserPerson(**field)));
    if let Some(field) = differing {
        let finding = Finding::error(Path::Site(site.id, SiteField::SamePerson), RuleId::CopyDiffers);
        found.push(finding.with("where", at(*field)));
    }
}

#[cfg(any(test, feature = "handbook"))]
pub const RULES: &[crate::rules::handbook::Rule] = &[crate::rules::handbook::Rule {
    id: RuleId::CopyDiffers,
    source: "D",
    at: "sites[3f2a9c01].responsible_person.email",
    breaks: &["other@example.com", "person@example.org", "x@example.com"],
    passes: &["", "", ""],
    ..crate::rules::handbook::NATIONAL
}];
