//! Taking something off the filing, and putting it back: the last removal can be undone until the next.

use super::OpenFiling;
use beian_model::{PreApproval, Site, SiteId};
use leptos::prelude::*;

/// What was taken off, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// A website.
    Site(usize, Box<Site>),
    /// A domain of a website.
    Domain(SiteId, usize, String),
    /// An approval of a website.
    Approval(SiteId, usize, PreApproval),
}

impl OpenFiling {
    /// Takes a website off.
    pub fn remove_site(self, id: SiteId) {
        self.remove(|filing| {
            let at = filing.sites.iter().position(|site| site.id == id)?;
            Some(Removed::Site(at, Box::new(filing.sites.remove(at))))
        });
    }

    /// Takes a domain off a website.
    pub fn remove_domain(self, id: SiteId, at: usize) {
        self.remove(|filing| {
            let domains = &mut filing.site_mut(id)?.domains;
            (at < domains.len()).then(|| Removed::Domain(id, at, domains.remove(at)))
        });
    }

    /// Takes an approval off a website.
    pub fn remove_approval(self, id: SiteId, at: usize) {
        self.remove(|filing| {
            let approvals = &mut filing.site_mut(id)?.pre_approvals;
            (at < approvals.len()).then(|| Removed::Approval(id, at, approvals.remove(at)))
        });
    }

    fn remove(self, take: impl FnOnce(&mut beian_model::Filing) -> Option<Removed>) {
        let removed = self.document.try_update(take).flatten();
        if removed.is_some() {
            self.removed.set(removed);
        }
    }

    /// Puts the last removal back where it stood.
    pub fn undo(self) {
        let Some(removed) = self.removed.try_update(Option::take).flatten() else { return };
        self.document.update(|filing| match removed {
            Removed::Site(at, site) => filing.sites.insert(at.min(filing.sites.len()), *site),
            Removed::Domain(id, at, domain) => {
                if let Some(site) = filing.site_mut(id) {
                    site.domains.insert(at.min(site.domains.len()), domain);
                }
            }
            Removed::Approval(id, at, approval) => {
                if let Some(site) = filing.site_mut(id) {
                    site.pre_approvals.insert(at.min(site.pre_approvals.len()), approval);
                }
            }
        });
    }
}
