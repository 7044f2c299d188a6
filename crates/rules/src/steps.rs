//! Which page of the wizard shows which field.

use beian_model::{Filing, OrganiserField, Path, PersonField, SiteField, Step};

/// The page that asks for a field; nothing for the filing as a whole.
pub fn step_of(filing: &Filing, path: Path) -> Option<Step> {
    let is_first = |id| filing.sites.first().is_some_and(|first| first.id == id);
    Some(match path {
        Path::Filing => return None,
        Path::Province => Step::BasicCheck,
        Path::Organiser(field) => match field {
            OrganiserField::Nature
            | OrganiserField::Name
            | OrganiserField::CertificateType
            | OrganiserField::CertificateNumber => Step::BasicCheck,
            _ => Step::Organiser,
        },
        Path::OrganiserPerson(PersonField::Verification) => Step::Verification,
        Path::OrganiserPerson(_) => Step::Organiser,
        // The first site's domains and resource are what the basic check looks at.
        Path::Domain(id, _) | Path::Site(id, SiteField::Domains | SiteField::ResourceKind | SiteField::Resource)
            if is_first(id) =>
        {
            Step::BasicCheck
        }
        Path::Sites | Path::Site(..) | Path::Domain(..) | Path::PreApproval(..) | Path::SitePerson(..) => {
            Step::Websites
        }
        Path::Agreement(_) => Step::Preview,
    })
}
