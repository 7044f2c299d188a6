//! ICP numbers of a filing (备案号): the organiser's is typed once, and those of its sites follow from it.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::storage::{FilingRow, FoundBy};
use beian_model::wire::{IcpNumbers, SiteNumber};
use beian_model::{Finding, Path, SiteField, params};
use beian_rules::checks::fields::REQUIRED;
use beian_rules::checks::review::ICP_NUMBER;
use beian_rules::identifiers::icp_number::{self, IcpNumber};

/// Filings of one organiser that are looked at for the numbers that its sites have.
const MOST: u64 = 1_000;

/// The numbers as they are to be recorded: those of the sites are derived where none is said.
///
/// # Errors
/// `invalid` where one is not of the province's form, or is missing.
pub async fn issued(app: &App, row: &FilingRow, numbers: IcpNumbers) -> Answer<IcpNumbers> {
    if numbers.sites.is_empty() {
        let organiser = organiser(row, &numbers.organiser).map_err(|wrong| Refused::invalid(vec![wrong]))?;
        let after = last_of(app, row, &organiser).await?;
        return Ok(derived(row, &organiser, after));
    }
    let wrong = wrong(row, &numbers);
    if wrong.is_empty() { Ok(numbers) } else { Err(Refused::invalid(wrong)) }
}

/// The organiser's number (主体备案号) as it was typed, read, for the province of the filing.
///
/// # Errors
/// What is wrong with it.
pub fn organiser(row: &FilingRow, typed: &str) -> Result<IcpNumber, Finding> {
    let Some(province) = row.document.province else { return Err(REQUIRED.at(Path::Province)) };
    let number = IcpNumber::parse(typed).ok();
    let number = number.filter(|number| number.province == province && number.service.is_none());
    number.ok_or_else(|| ICP_NUMBER.at(Path::Filing).with(params::PREFIX, province.icp_prefix()))
}

/// The last running number of the organiser's sites that is known; 0 where none is.
///
/// # Errors
/// When the database fails.
pub async fn last_of(app: &App, row: &FilingRow, organiser: &IcpNumber) -> Answer<u32> {
    let Some(by) = FoundBy::organiser(&row.document.organiser) else { return Ok(0) };
    let issued = app.store.issued_to(&by, &row.id, MOST).await?;
    // What cannot be read of another filing is no obstacle to this one.
    let issued = issued.iter().filter_map(|text| serde_json::from_str::<IcpNumbers>(text).ok());
    let own = organiser.to_string();
    let sites = issued.filter(|one| one.organiser == own).flat_map(|one| one.sites);
    let running = sites.filter_map(|site| Some(IcpNumber::parse(&site.number).ok()?.service?.0));
    Ok(running.max().unwrap_or(0))
}

/// The numbers of a filing under its organiser's, the first site's behind a running number.
pub fn derived(row: &FilingRow, organiser: &IcpNumber, after: u32) -> IcpNumbers {
    let sites = &row.document.sites;
    let numbers = icp_number::site_numbers(organiser, after, sites.len());
    let site = |(site, number): (&beian_model::Site, String)| SiteNumber { site: site.id, number };
    IcpNumbers { organiser: organiser.to_string(), sites: sites.iter().zip(numbers).map(site).collect() }
}

/// One number for the organiser and one for every site, each of the province's form.
fn wrong(row: &FilingRow, numbers: &IcpNumbers) -> Vec<Finding> {
    let Some(province) = row.document.province else {
        return vec![REQUIRED.at(Path::Province)];
    };
    let prefix = province.icp_prefix();
    let mut wrong = Vec::new();
    if !icp_number::is_organiser_number(&numbers.organiser, province) {
        wrong.push(ICP_NUMBER.at(Path::Filing).with(params::PREFIX, prefix));
    }
    for site in &row.document.sites {
        let number = numbers.sites.iter().find(|one| one.site == site.id).map(|one| one.number.as_str());
        if !number.is_some_and(|number| icp_number::is_site_number(number, &numbers.organiser)) {
            let at = Path::Site(site.id, SiteField::Name);
            wrong.push(ICP_NUMBER.at(at).with(params::PREFIX, prefix));
        }
    }
    wrong
}
