//! Which fields preview and desk show, and in which order: those of the pages.

use super::{Filing, OrganiserField, Paper, Path, PersonField, PersonRef, PreApprovalField, SiteField, SiteId};

/// What a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The organiser (主体信息).
    Organiser,
    /// A website (网站信息).
    Site(SiteId),
    /// A responsible person (负责人).
    Person(PersonRef),
}

impl Filing {
    /// Every field that has a line of its own, in the order of the pages; a website's person stands behind what says whether it is
    /// another than the organiser's.
    pub fn shown(&self) -> Vec<(Group, Path)> {
        let mut lines = vec![(Group::Organiser, Path::Province)];
        lines.extend(OrganiserField::ALL.iter().map(|field| (Group::Organiser, Path::Organiser(*field))));
        let person =
            |of: PersonRef| PersonField::ALL.iter().map(move |field| (Group::Person(of), Path::person(of, *field)));
        lines.extend(person(PersonRef::Organiser));
        let papers = |of: Option<SiteId>, papers: &[Paper]| {
            let mut paths = Vec::new();
            super::access::papers_of(of, papers, &mut paths);
            let group = of.map_or(Group::Organiser, Group::Site);
            paths.into_iter().map(move |path| (group, path))
        };
        lines.extend(papers(None, &self.papers));
        for site in &self.sites {
            let group = Group::Site(site.id);
            for field in SiteField::ALL {
                lines.push((group, Path::Site(site.id, *field)));
                match field {
                    SiteField::Domains => {
                        let domains = super::access::indices(site.domains.len());
                        lines.extend(domains.map(|n| (group, Path::Domain(site.id, n))));
                    }
                    SiteField::PreApprovals => {
                        for n in super::access::indices(site.pre_approvals.len()) {
                            let of = |field: &PreApprovalField| (group, Path::PreApproval(site.id, n, *field));
                            lines.extend(PreApprovalField::ALL.iter().map(of));
                        }
                    }
                    SiteField::SamePerson if !site.same_person => lines.extend(person(PersonRef::Site(site.id))),
                    _ => {}
                }
            }
            lines.extend(papers(Some(site.id), &site.papers));
        }
        lines.retain(|(_, path)| path.row().is_some_and(|row| row.has_line));
        lines
    }
}
