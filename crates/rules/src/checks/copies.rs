//! A website's responsible person who is the organiser's is a copy: when the one is changed later, the other is never
//! changed in silence; it is said, and a click copies anew.

use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path, PersonField, ResponsiblePerson, Site, SiteField, params};

pub(super) const CHECKS: &[Check] = &[Check::Site(differs)];

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
        let finding = COPY_DIFFERS.at(Path::Site(site.id, SiteField::SamePerson));
        found.push(finding.with(params::WHERE, at(*field)));
    }
}

rules! {
    /// The organiser's person was changed after they were copied as the site's (`where` they differ).
    COPY_DIFFERS {
        id: "site.person-copy",
        said_by: Browser,
        severity: Error,
        zh: "主体负责人后来有修改，与这里带入的不同（{where}）：请重新带入，或取消勾选另填",
        en: "The organiser's person was changed after being copied here ({where}): copy again, or untick and enter another",
        source: "D",
        at: "sites[3f2a9c01].responsible_person.email",
        breaks: &["other@example.com", "person@example.org", "x@example.com"],
        passes: &[""],
    }
}
