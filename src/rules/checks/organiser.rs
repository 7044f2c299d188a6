//! The organiser (主体信息) beyond the basic check: region, addresses, legal representative, papers, its person.

use super::{common, person};
use crate::model::{Filing, OrganiserField, Path, PersonField, PersonRef};
use crate::rules::{Facts, Finding, RuleId};

/// The organiser's page.
pub fn check(filing: &Filing, facts: &Facts, found: &mut Vec<Finding>) {
    region(filing, OrganiserField::City, found);
    region(filing, OrganiserField::District, found);
    common::required_paper(filing, Path::Organiser(OrganiserField::Licence), found);
    common::text(filing, Path::Organiser(OrganiserField::CertificateAddress), 512, found);
    common::text(filing, Path::Organiser(OrganiserField::LegalRepresentative), 64, found);
    common::text(filing, Path::Organiser(OrganiserField::LegalRepresentativeNumber), 128, found);
    address(filing, found);
    common::optional_text(filing, Path::Organiser(OrganiserField::Investor), 512, found);
    common::optional_text(filing, Path::Organiser(OrganiserField::Remark), 500, found);
    person::check(filing, PersonRef::Organiser, facts, found);
    let name = Path::person(PersonRef::Organiser, PersonField::Name);
    if person::needs_letter(filing, name) {
        common::required_paper(filing, Path::Organiser(OrganiserField::AuthorisationLetter), found);
    }
}

/// 市, 区县: chosen, and of the filing's province (GB/T 2260: the first two digits).
fn region(filing: &Filing, field: OrganiserField, found: &mut Vec<Finding>) {
    let at = Path::Organiser(field);
    let Some(code) = common::required(filing, at, found) else { return };
    if filing.province.is_some_and(|province| !code.starts_with(province.digits())) {
        found.push(Finding::error(at, RuleId::RegionOtherProvince));
    }
}

/// 通信地址: down to the room (A2): six characters at the least, with a number and one of the words of an address.
fn address(filing: &Filing, found: &mut Vec<Finding>) {
    const WORDS: [char; 9] = ['号', '室', '栋', '幢', '楼', '层', '座', '村', '组'];
    let at = Path::Organiser(OrganiserField::Address);
    let Some(text) = common::required(filing, at, found) else { return };
    common::length(at, text, 1, 512, found);
    let count = text.chars().count();
    let number = text.chars().any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c));
    if count < 6 || !number || !text.contains(WORDS) {
        found.push(Finding::error(at, RuleId::AddressDetail));
    }
}
