//! What two documents of one filing differ in, field by field and attachment by attachment (修改内容).

use super::field::Kind;
use super::{Filing, Path, SiteField};

/// The fields with a line of their own whose value is another in `after` than in `before`, in the order of the pages; those that only
/// `before` has come last. Of a website that was added or removed its name alone is told. Agreements are accepted anew each time and are
/// left out.
pub fn changes(before: &Filing, after: &Filing) -> Vec<Path> {
    let mut paths: Vec<Path> = after.fields().collect();
    for path in before.fields() {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths.retain(|path| path.row().is_some_and(|row| row.has_line) && is_changed(before, after, *path));
    paths
}

/// Whether a field has another value, or is there in one of two documents only.
pub fn is_changed(before: &Filing, after: &Filing, path: Path) -> bool {
    if let Some(site) = path.site()
        && before.site(site).is_some() != after.site(site).is_some()
    {
        return path == Path::Site(site, SiteField::Name);
    }
    let is_list = path.row().is_some_and(|row| row.kind == Kind::Several);
    match path {
        Path::Site(site, field) if is_list => {
            let members = |filing: &Filing| filing.site(site).map(|site| members(site, field));
            members(before) != members(after)
        }
        _ => before.value(path) != after.value(path),
    }
}

/// The members of a website's list, by their codes.
fn members(site: &super::Site, field: SiteField) -> Vec<String> {
    match field {
        SiteField::Languages => site.languages.iter().map(ToString::to_string).collect(),
        SiteField::PreApprovals => site.pre_approvals.iter().map(|one| one.kind.to_string()).collect(),
        _ => site.domains.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{attachment, complete_filing};
    use crate::{Language, OrganiserField, PaperField, PaperKind, PersonField, Site, SiteId};

    #[test]
    fn what_was_corrected_is_named_in_the_order_of_the_pages() {
        let (before, _) = complete_filing();
        let site = before.sites[0].id;
        let mut after = before.clone();
        after.organiser.address = "科技园路1号示例大厦301室".to_owned();
        after.organiser.authorisation_letter = vec![attachment("letter")];
        after.organiser.responsible_person.email = "other@example.com".to_owned();
        after.papers.clear();
        after.sites[0].languages = vec![Language::English];
        after.sites[0].domains.push("second.example.com".to_owned());
        after.agreements.filing_pledge = "2027-01-01".to_owned();
        let expected = [
            Path::Organiser(OrganiserField::Address),
            Path::Organiser(OrganiserField::AuthorisationLetter),
            Path::OrganiserPerson(PersonField::Email),
            Path::Domain(site, 1),
            Path::Site(site, SiteField::Languages),
            Path::Paper(PaperKind::Pledge, PaperField::Pages),
        ];
        assert_eq!(changes(&before, &after), expected);
        assert_eq!(changes(&after, &before).len(), expected.len());
    }

    #[test]
    fn a_website_that_came_or_went_is_one_line() {
        let (before, _) = complete_filing();
        let mut after = before.clone();
        after.sites.push(Site::new(SiteId(7)));
        let name = [Path::Site(SiteId(7), SiteField::Name)];
        assert_eq!(changes(&before, &after), name);
        assert_eq!(changes(&after, &before), name);
    }
}
