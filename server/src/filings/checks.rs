//! What only a server can check of the basic information: who else files the domain, the organiser or its people, whether codes and
//! domains may be used, and whose account it is.

use crate::app::App;
use crate::directory::known_domains::{filed, known, unlisted};
use crate::directory::{authorisation_codes, real_names};
use crate::http::problem::Answer;
use crate::storage::{FilingRow, FoundBy, Held};
use beian_model::{
    Filing, Finding, OrganiserField, Path, PersonField, PersonRef, Requirement, ResourceKind, Severity, Who, params,
};
use beian_rules::checks::organiser_name::{ORGANISER_FILED, ORGANISER_IN_FLIGHT};
use beian_rules::checks::person::PERSON_TAKEN;
use beian_rules::checks::phones::PHONE_TAKEN;
use beian_rules::identifiers::domain::Domain;
use beian_rules::text;

/// The server's findings on a filing's basic information.
///
/// # Errors
/// When the database fails.
pub async fn basic(app: &App, row: &FilingRow) -> Answer<Vec<Finding>> {
    of_sites(app, row, 1).await
}

/// The organiser, and the first so many sites.
async fn of_sites(app: &App, row: &FilingRow, sites: usize) -> Answer<Vec<Finding>> {
    let mut found = Vec::new();
    let account = app.store.account(&row.account).await?;
    if let Some(account) = &account {
        found.extend(real_names::against(app, account, &row.document).await?);
    }
    let mobile = account.map(|account| account.mobile).unwrap_or_default();
    let organiser = &row.document.organiser;
    let at = Path::Organiser(OrganiserField::CertificateNumber);
    let own = match FoundBy::organiser(organiser) {
        Some(by) => app.store.held(&by, Some(&row.id)).await?,
        None => None,
    };
    if own == Some(Held::Filed) {
        // A second first filing would be refused: what is right instead, and whom to ask, is said.
        let contact = app.config.contact.trim();
        let (zh, en) = match contact {
            "" => (String::new(), String::new()),
            contact => (format!("（{contact}）"), format!(" ({contact})")),
        };
        found.push(ORGANISER_FILED.at(at).with(params::SAY_ZH, zh).with(params::SAY_EN, en));
    } else if own.is_some() {
        found.push(ORGANISER_IN_FLIGHT.at(at));
    }
    let approved = app.catalogue.approved(row.document.province);
    for site in row.document.sites.iter().take(sites) {
        for (n, typed) in site.domains.iter().enumerate() {
            let (Ok(domain), Ok(n)) = (Domain::parse_with(typed, &approved), u8::try_from(n)) else { continue };
            let at = Path::Domain(site.id, n);
            let mut stands = unlisted(app, &domain, at);
            if stands.is_none() {
                stands = filed(app, typed, Some(&row.id)).await?.map(|rule| rule.at(at));
            }
            found.extend(stands.or_else(|| known(app, row, &domain, at, &organiser.name)));
        }
        let code = text::code(&site.resource);
        if site.resource_kind == Some(ResourceKind::AuthorisationCode) && !code.is_empty() {
            let why = authorisation_codes::against(app, &code, &mobile, &row.id).await?;
            found.extend(why.map(|why| authorisation_codes::refused(site.id, why)));
        }
    }
    Ok(found)
}

/// The server's findings on a whole filing at its submission: the basic information, and whether numbers and people serve
/// another organiser. What a bureau does not insist on is a risk, which stops nobody.
///
/// # Errors
/// When the database fails.
pub async fn whole(app: &App, row: &FilingRow) -> Answer<Vec<Finding>> {
    let mut found = of_sites(app, row, row.document.sites.len()).await?;
    let organiser = FoundBy::organiser(&row.document.organiser);
    let weight = |asked: &Requirement| {
        let rules = row.document.province.and_then(|province| app.catalogue.province(province));
        let rule = rules.and_then(|rules| rules.rules.iter().find(|rule| rule.asks == *asked));
        rule.map_or(Severity::Risk, |rule| rule.severity)
    };
    // Where the bureau takes the legal representative only, nobody else can be named in his place.
    let legal_only = weight(&Requirement::ResponsiblePerson { who: Who::LegalRepresentative }) == Severity::Error;
    for (person, own) in row.document.people() {
        let taken = async |by: Option<FoundBy>| match by {
            Some(by) => app.store.held_by_others(&by, &row.id, organiser.as_ref()).await,
            None => Ok(false),
        };
        if taken(FoundBy::mobile(&own.mobile)).await? {
            let at = Path::person(person, PersonField::Mobile);
            found.push(PHONE_TAKEN.weighing(weight(&Requirement::MobileOnce {}), at));
        }
        if taken(FoundBy::person(&own.document_number)).await? {
            let at = Path::person(person, PersonField::DocumentNumber);
            let weight = match person {
                PersonRef::Organiser if legal_only => Severity::Risk,
                _ => weight(&Requirement::PersonOnce {}),
            };
            found.push(PERSON_TAKEN.weighing(weight, at));
        }
    }
    Ok(found)
}

/// Domains of the same organiser that this account has filed already, this filing's own left aside: whose number is typed without being theirs is
/// told nothing of it.
///
/// # Errors
/// When the database fails.
pub async fn domains_filed(app: &App, row: &FilingRow) -> Answer<u32> {
    let Some(organiser) = FoundBy::organiser(&row.document.organiser) else { return Ok(0) };
    Ok(app.store.domains_approved(&row.account, &organiser, &row.id).await?)
}

/// Two filings of one organiser: by kind and number of its certificate.
pub fn is_same_organiser(one: &Filing, other: &Filing) -> bool {
    FoundBy::organiser(&one.organiser).is_some_and(|one| FoundBy::organiser(&other.organiser) == Some(one))
}
