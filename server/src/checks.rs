//! What only a server can check of the basic information: who else files the domain or the organiser, and what is
//! known of domains and authorisation codes.

use crate::app::App;
use crate::problem::{Answer, Refused};
use crate::store::FilingRow;
use beian::model::{OrganiserField, Path, ResourceKind, SiteField};
use beian::rules::identifiers::domain::Domain;
use beian::rules::{Finding, RuleId};

/// The server's findings on a filing's basic information.
///
/// # Errors
/// When the database fails.
pub async fn basic(app: &App, row: &FilingRow) -> Answer<Vec<Finding>> {
    let others = app.store.filings_in_flight().await.map_err(Refused::internal)?;
    let others: Vec<&FilingRow> = others.iter().filter(|other| other.id != row.id).collect();
    let mut found = Vec::new();
    let organiser = &row.document.organiser;
    let same_organiser = |other: &&&FilingRow| {
        let theirs = &other.document.organiser;
        !other.status.is_final()
            && theirs.certificate_type == organiser.certificate_type
            && same_number(&theirs.certificate_number, &organiser.certificate_number)
    };
    if others.iter().find(same_organiser).is_some() {
        found.push(Finding::error(Path::Organiser(OrganiserField::CertificateNumber), RuleId::OrganiserInFlight));
    }
    for site in &row.document.sites {
        for (n, typed) in site.domains.iter().enumerate() {
            let (Ok(domain), Ok(n)) = (Domain::parse(typed), u8::try_from(n)) else { continue };
            let taken = others.iter().flat_map(|other| &other.document.sites).flat_map(|site| &site.domains);
            let taken = taken.into_iter().any(|other| Domain::parse(other).as_ref() == Ok(&domain));
            found.extend(known(app, &domain, taken, Path::Domain(site.id, n), &organiser.name));
        }
        let code = site.resource.trim();
        if site.resource_kind == Some(ResourceKind::AuthorisationCode) {
            let used = others.iter().flat_map(|other| &other.document.sites).any(|other| other.resource.trim() == code);
            if used || !app.config.authorisation_codes.iter().any(|one| one == code) {
                let at = Path::Site(site.id, SiteField::Resource);
                found.push(Finding::error(at, RuleId::AuthorisationCodeRefused));
            }
        }
    }
    Ok(found)
}

/// What the table knows of a domain.
fn known(app: &App, domain: &Domain, in_flight: bool, at: Path, organiser: &str) -> Option<Finding> {
    let entry = app.config.domains.iter().find(|one| one.name == domain.as_str());
    if in_flight || entry.is_some_and(|entry| entry.taken) {
        return Some(Finding::error(at, RuleId::DomainTaken));
    }
    let entry = entry?;
    if entry.unregistered {
        return Some(Finding::error(at, RuleId::DomainUnregistered));
    }
    // Most bureaus want three months left (domain facts 3.6).
    if let Some(until) = entry.expires.filter(|until| *until < app.clock.now().date_in_china().plus_months(3)) {
        return Some(Finding::error(at, RuleId::DomainExpires).with("until", until));
    }
    let other = entry.holder.as_deref().is_some_and(|holder| holder.trim() != organiser.trim());
    other.then(|| Finding::error(at, RuleId::DomainHolder))
}

fn same_number(one: &str, other: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
    !one.trim().is_empty() && plain(one) == plain(other)
}
