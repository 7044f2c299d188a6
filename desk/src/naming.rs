//! What persons, websites and documents are called, so that no two of a filing read alike: "网站 2 · 示例商城".

use beian_locale::{Lang, Words, desk::Desk, fields, fill, identity::side, viewing::Viewing};
use beian_model::shown::Group;
use beian_model::{Capture, DocumentType, Filing, Path, PersonRef, SiteId};

/// A part of a filing: the organiser, a person by their name, a website by its number and name.
pub fn group(filing: &Filing, group: Group, lang: Lang) -> String {
    match group {
        Group::Organiser => Desk::Organiser.text(lang).to_owned(),
        Group::Person(person) => self::person(filing, person, lang),
        Group::Site(site) => self::site(filing, site, lang),
    }
}

/// A person: whose they are, and their name.
pub fn person(filing: &Filing, person: PersonRef, lang: Lang) -> String {
    match person {
        PersonRef::Organiser => {
            named(Desk::OrganiserPerson.text(lang).to_owned(), &filing.organiser.responsible_person.name)
        }
        PersonRef::Site(id) => {
            let name = filing.site(id).map_or("", |site| site.responsible_person.name.as_str());
            named(numbered(filing, id, Viewing::SitePersonN.text(lang)), name)
        }
    }
}

/// A website: its number and its name.
pub fn site(filing: &Filing, id: SiteId, lang: Lang) -> String {
    let name = filing.site(id).map_or("", |site| site.name.as_str());
    named(numbered(filing, id, Viewing::SiteN.text(lang)), name)
}

/// A field, with the person or website that it is of.
pub fn field(filing: &Filing, path: Path, lang: Lang) -> String {
    let label = fields::bare_label(path, lang).to_owned();
    match path {
        Path::OrganiserPerson(_) => named(label, &person(filing, PersonRef::Organiser, lang)),
        Path::SitePerson(id, _) => named(label, &person(filing, PersonRef::Site(id), lang)),
        _ => match path.site() {
            Some(id) => named(label, &site(filing, id, lang)),
            None => label,
        },
    }
}

/// A picture or the video of a person.
pub fn capture(filing: &Filing, of: PersonRef, capture: Capture, lang: Lang) -> String {
    let form = filing.people().find(|(person, _)| *person == of);
    // A verification holds for the document that is chosen in the form.
    let document = form.and_then(|(_, form)| form.document_type).unwrap_or(DocumentType::ResidentId);
    named(side(document, capture, lang), &person(filing, of, lang))
}

fn named(what: String, name: &str) -> String {
    if name.trim().is_empty() { what } else { format!("{what} · {name}") }
}

/// The place of a website among all, from 1; one that was removed has none.
fn numbered(filing: &Filing, id: SiteId, word: &str) -> String {
    let place = filing.sites.iter().position(|site| site.id == id);
    let place = place.map_or_else(String::new, |n| (n + 1).to_string());
    fill(word, |_| Some(&place)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;
    use beian_model::{PersonField, Site, SiteField};

    #[test]
    fn two_persons_and_two_websites_never_read_alike() {
        let (mut filing, _) = complete_filing();
        for id in [7, 8] {
            let mut site = Site::new(SiteId(id));
            site.name = "示例商城".to_owned();
            site.same_person = false;
            site.responsible_person.name = "示例乙".to_owned();
            filing.sites.push(site);
        }
        for lang in [Lang::Chinese, Lang::English] {
            let mut names: Vec<String> = Vec::new();
            for site in &filing.sites {
                names.push(group(&filing, Group::Site(site.id), lang));
                names.push(group(&filing, Group::Person(PersonRef::Site(site.id)), lang));
                names.push(field(&filing, Path::Site(site.id, SiteField::DomainCertificate), lang));
                names.push(field(&filing, Path::SitePerson(site.id, PersonField::Name), lang));
                names.push(capture(&filing, PersonRef::Site(site.id), Capture::Portrait, lang));
            }
            names.push(group(&filing, Group::Organiser, lang));
            names.push(person(&filing, PersonRef::Organiser, lang));
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{names:?}");
        }
        assert_eq!(site(&filing, SiteId(7), Lang::Chinese), "网站 2 · 示例商城");
        assert_eq!(person(&filing, PersonRef::Site(SiteId(8)), Lang::Chinese), "网站 3 负责人 · 示例乙");
    }
}
