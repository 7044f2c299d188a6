//! Which page of the wizard shows which field.

use beian_model::field::Asked;
use beian_model::{Filing, Path, SiteId, Step};

/// The page that asks for a field; nothing for the filing as a whole.
pub fn step_of(filing: &Filing, path: Path) -> Option<Step> {
    step_where(filing.sites.first().map(|site| site.id), path)
}

/// The same where nothing of the filing is known but which site is its first.
pub fn step_where(first: Option<SiteId>, path: Path) -> Option<Step> {
    if path == Path::Sites {
        return Some(Step::Websites);
    }
    // Asked for where the organiser is, and again where each site is.
    let is_a_sites = matches!(path, Path::SitePerson(..) | Path::SitePaper(..));
    let is_firsts = || first.is_some() && path.site() == first;
    Some(match path.row()?.asked {
        _ if is_a_sites => Step::Websites,
        Asked::On(step) => step,
        Asked::WithTheFirstSite if is_firsts() => Step::BasicCheck,
        Asked::WithTheFirstSite => Step::Websites,
    })
}
