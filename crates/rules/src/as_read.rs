//! A filing as it is read: each text in the form in which it is checked, compared and filed. What a person types stays in the
//! draft as it was typed; at submission the document is written in this form, so that all see what is stored.

use super::identifiers::domain::Domain;
use super::identifiers::organisation_code::OrganisationCode;
use super::identifiers::resident_id::ResidentId;
use super::identifiers::uscc::Uscc;
use super::identifiers::{authorisation_code, email, licence_number, phone};
use super::text;
use beian_model::field::{Form, Kind};
use beian_model::{BasicInformation, Date, Filing, OrganiserField, Path, SiteField};
use std::borrow::Cow;

/// The filing with every text as it is read; borrowed where that is as it was typed. `today` tells a birth date from a slip.
pub fn as_read(filing: &Filing, today: Date) -> Cow<'_, Filing> {
    let mut read = Cow::Borrowed(filing);
    for path in filing.fields() {
        let Some(typed) = filing.text(path) else { continue };
        let text = text_as_read(path, typed, today);
        if *text != *typed {
            // A text replaces a text: there is nothing that could refuse it.
            let _ = read.to_mut().set_text(path, &text);
        }
    }
    read
}

/// One text as it is read. What cannot be read as its field wants it keeps its characters, without what nobody sees.
pub fn text_as_read(path: Path, typed: &str, today: Date) -> Cow<'_, str> {
    let as_line = || text::name(typed);
    let form = match path.row().map(|row| row.kind) {
        Some(Kind::Text(form)) => form,
        Some(Kind::Date) => Form::Line,
        _ => Form::Code,
    };
    match form {
        Form::Code => Cow::Borrowed(typed),
        Form::Line => as_line(),
        Form::Free => text::free(typed),
        Form::CertificateNumber => certificate_number(typed).unwrap_or_else(as_line),
        Form::DocumentNumber => document_number(typed, today),
        Form::Phone => {
            let number = phone::mobile(typed).or_else(|| Some(phone::Landline::parse(typed)?.to_string()));
            number.map_or_else(as_line, Cow::Owned)
        }
        Form::Email => email::parse(typed).unwrap_or_else(as_line),
        Form::Resource => authorisation_code::parse(typed).unwrap_or_else(as_line),
        Form::Domain => domain(typed).unwrap_or_else(as_line),
    }
}

/// The values of a basic check (基础信息校验) are those of the filing, both as they are read.
pub fn is_same_basic_information(one: &BasicInformation, filing: &Filing, today: Date) -> bool {
    let (organiser, Some(site)) = (&filing.organiser, filing.sites.first()) else { return false };
    let choices = (organiser.nature, organiser.certificate_type, filing.province, site.resource_kind);
    let is_same = |path: Path, one: &str, other: &str| {
        one == other || text_as_read(path, one, today) == text_as_read(path, other, today)
    };
    let of_organiser = |field, one: &str, other: &str| is_same(Path::Organiser(field), one, other);
    let mut domains = one.domains.iter().zip(&site.domains);
    (one.nature, one.certificate_type, one.province, one.resource_kind) == choices
        && of_organiser(OrganiserField::Name, &one.name, &organiser.name)
        && of_organiser(OrganiserField::CertificateNumber, &one.certificate_number, &organiser.certificate_number)
        && one.domains.len() == site.domains.len()
        && domains.all(|(one, other)| is_same(Path::Domain(site.id, 0), one, other))
        && is_same(Path::Site(site.id, SiteField::Resource), &one.resource, &site.resource)
}

/// Credit codes, organisation codes (with their dash) and licence numbers; nothing for the numbers of other certificates.
fn certificate_number(typed: &str) -> Option<Cow<'_, str>> {
    let number = text::number(typed);
    if Uscc::parse(&number).is_ok() || licence_number::check(&number).is_ok() {
        return Some(number);
    }
    OrganisationCode::parse(&number).ok()?;
    Some(Cow::Owned(format!("{}-{}", &number[..8], &number[8..])))
}

/// Numbers of personal documents are letters and digits; of anything else only what nobody sees is taken off.
fn document_number(typed: &str, today: Date) -> Cow<'_, str> {
    let number = text::number(typed);
    let is_number = ResidentId::parse(&number, today).is_ok() || number.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_number { number } else { text::name(typed) }
}

/// A domain as people read it.
fn domain(typed: &str) -> Option<Cow<'_, str>> {
    let domain = Domain::named(typed)?;
    Some(if domain == typed { Cow::Borrowed(typed) } else { Cow::Owned(crate::identifiers::idn::to_unicode(&domain)) })
}
