//! Which page of the wizard shows which field.

use beian_model::field::Asked;
use beian_model::{Filing, Path, Step};

/// The page that asks for a field; nothing for the filing as a whole.
pub fn step_of(filing: &Filing, path: Path) -> Option<Step> {
    if path == Path::Sites {
        return Some(Step::Websites);
    }
    let is_a_sites_person = matches!(path, Path::SitePerson(..));
    let is_firsts = || filing.sites.first().is_some_and(|first| path.site() == Some(first.id));
    Some(match path.row()?.asked {
        _ if is_a_sites_person => Step::Websites,
        Asked::On(step) => step,
        Asked::WithTheFirstSite if is_firsts() => Step::BasicCheck,
        Asked::WithTheFirstSite => Step::Websites,
    })
}
