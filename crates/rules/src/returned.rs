//! Which fields of a filing that came back may be changed (退回修改): what was returned, what depends on it and what is wrong now. The rest
//! was accepted (已通过审核), and who changes it all the same has it reviewed again.

use beian_model::changes::is_changed;
use beian_model::proof::{Proof, proofs};
use beian_model::{Filing, OrganiserField, Path, PersonField, PersonRef, SiteField, SiteId};

/// The fields that were accepted, in the order of the pages. `returned` is the document as it was submitted, `reasons` are the paths
/// of what was said of it, `now` is the document as it is, and `wrong` are the paths on which there is an error now.
pub fn accepted(returned: &Filing, reasons: &[Path], now: &Filing, wrong: &[Path]) -> Vec<Path> {
    now.fields().filter(|path| !is_open(returned, reasons, now, wrong, *path)).collect()
}

/// A field may be changed without a word: see [`accepted`].
pub fn is_open(returned: &Filing, reasons: &[Path], now: &Filing, wrong: &[Path], path: Path) -> bool {
    // Agreements are accepted anew each time.
    let is_asked_anew = matches!(path, Path::Filing | Path::Agreement(_));
    let is_another = |path| is_changed(returned, now, path);
    // Another person is meant: their fields begin anew.
    let is_anothers =
        || matches!(path, Path::SitePerson(site, _) if is_another(Path::Site(site, SiteField::SamePerson)));
    let is_new = || !was_there(returned, path) || is_another(path) || is_anothers();
    is_asked_anew || wrong.contains(&path) || reasons.iter().any(|reason| opens(now, *reason, path)) || is_new()
}

/// The field stood in the document.
fn was_there(filing: &Filing, path: Path) -> bool {
    let is_one = |site: &SiteId| filing.site(*site).is_some();
    let is_members = !matches!(path, Path::Domain(..) | Path::PreApproval(..));
    path.site().as_ref().is_none_or(is_one) && (is_members || filing.value(path).is_some())
}

/// A reason at one path opens another: the same, a part of it, what proves it or is proved by it, and what says the same thing in
/// another field, as city and address do. What the rules know to depend on it needs no place here: an error opens its field.
fn opens(filing: &Filing, reason: Path, path: Path) -> bool {
    let is_together = || topic(reason).is_some_and(|one| topic(path) == Some(one));
    match reason {
        // Said of the whole.
        Path::Filing => true,
        Path::Sites => path.site().is_some() || path == Path::Sites,
        _ => {
            reason == path
                || list_of(path) == Some(reason)
                || list_of(reason) == Some(path)
                || is_proof(filing, path, reason)
                || is_proof(filing, reason, path)
                || is_together()
        }
    }
}

/// The field that a member of a list is put in or taken out by.
const fn list_of(path: Path) -> Option<Path> {
    match path {
        Path::Domain(site, _) => Some(Path::Site(site, SiteField::Domains)),
        Path::PreApproval(site, ..) => Some(Path::Site(site, SiteField::PreApprovals)),
        Path::SitePerson(site, _) => Some(Path::Site(site, SiteField::SamePerson)),
        _ => None,
    }
}

/// One of the documents that prove `field` is sent by `slot`: an upload, or a person's verification, which takes their card.
fn is_proof(filing: &Filing, slot: Path, field: Path) -> bool {
    proofs(filing, field).into_iter().any(|proof| match proof {
        Proof::Attachment(at) => at == slot,
        Proof::Capture(person, _) => Path::person(person, PersonField::Verification) == slot,
    })
}

/// What several fields say together, so that another value of one is often another of the next, and no rule can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    /// Where the organiser is (地域、通信地址).
    Place,
    /// What the organiser is, and by which certificate (性质、证件).
    Certificate,
    /// Who the legal representative is, and whether they answer for the filing (法定代表人、主体负责人).
    Representative,
    /// Who a person is, by their identity document (负责人证件).
    Identity(PersonRef),
    /// What a site runs on (云资源).
    Resource(SiteId),
}

const fn topic(path: Path) -> Option<Topic> {
    use OrganiserField as Organiser;
    Some(match path {
        Path::Province | Path::Organiser(Organiser::City | Organiser::District | Organiser::Address) => Topic::Place,
        Path::Organiser(Organiser::Nature | Organiser::CertificateType | Organiser::CertificateNumber) => {
            Topic::Certificate
        }
        Path::Organiser(
            Organiser::PersonIs | Organiser::LegalRepresentative | Organiser::LegalRepresentativeNumber,
        ) => Topic::Representative,
        Path::OrganiserPerson(field) if is_of_document(field) => Topic::Identity(PersonRef::Organiser),
        Path::SitePerson(site, field) if is_of_document(field) => Topic::Identity(PersonRef::Site(site)),
        Path::Site(site, SiteField::ResourceKind | SiteField::Resource) => Topic::Resource(site),
        _ => return None,
    })
}

/// The field stands in a person's identity document.
const fn is_of_document(field: PersonField) -> bool {
    use PersonField::{DocumentNumber, DocumentType, Name, ValidFrom, ValidUntil};
    matches!(field, DocumentType | Name | DocumentNumber | ValidFrom | ValidUntil)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Numbers, case};
    use beian_model::sample::{attachment, complete_filing};
    use beian_model::{PaperField, PaperKind, PersonIs, PreApproval, PreApprovalField, PreApprovalKind, Site};
    use proptest::prelude::*;

    /// A filing with a site that has a person of its own, a second domain, and an approval.
    fn filing() -> (Filing, SiteId) {
        let (mut filing, _) = complete_filing();
        filing.organiser.person_is = Some(PersonIs::Other);
        let person = filing.organiser.responsible_person.clone();
        let site = &mut filing.sites[0];
        (site.same_person, site.responsible_person) = (false, person);
        site.domains.push("second.example.com".to_owned());
        let kind = PreApprovalKind::ALL[0];
        site.pre_approvals.push(PreApproval { kind, number: "1".to_owned(), document: vec![attachment("approval")] });
        let id = site.id;
        (filing, id)
    }

    fn names(paths: &[Path]) -> Vec<String> {
        let mut names: Vec<String> = paths.iter().map(Path::to_string).collect();
        names.sort();
        names
    }

    /// What a reason opens beside the agreements.
    fn opened(reason: &str) -> Vec<String> {
        let (filing, id) = filing();
        let reason = reason.replace("SITE", &id.to_string()).parse().expect("a path");
        let open =
            |path: &Path| !matches!(path, Path::Agreement(_)) && is_open(&filing, &[reason], &filing, &[], *path);
        let open: Vec<Path> = filing.fields().filter(open).collect();
        names(&open).into_iter().map(|name| name.replace(&id.to_string(), "SITE")).collect()
    }

    #[test]
    fn a_reason_opens_its_field_and_what_depends_on_it() {
        let person = |of: &str| {
            ["document_number", "document_type", "name", "valid_from", "valid_until", "verification"]
                .map(|field| format!("{of}responsible_person.{field}"))
        };
        let (organisers, sites) = (person("organiser."), person("sites[SITE]."));
        let of = |paths: &[String], more: &[&str]| {
            let mut all: Vec<String> = paths.to_vec();
            all.extend(more.iter().map(|one| (*one).to_owned()));
            all.sort();
            all
        };
        for (reason, expected) in [
            ("organiser.call_hours", of(&[], &["organiser.call_hours"])),
            ("organiser.name", of(&[], &["organiser.licence", "organiser.name"])),
            (
                "organiser.licence",
                of(
                    &[],
                    &[
                        "organiser.certificate_address",
                        "organiser.certificate_number",
                        "organiser.certificate_type",
                        "organiser.legal_representative",
                        "organiser.licence",
                        "organiser.name",
                        "organiser.nature",
                    ],
                ),
            ),
            (
                "organiser.nature",
                of(
                    &[],
                    &[
                        "organiser.certificate_number",
                        "organiser.certificate_type",
                        "organiser.licence",
                        "organiser.nature",
                    ],
                ),
            ),
            ("organiser.district", of(&[], &["organiser.address", "organiser.city", "organiser.district", "province"])),
            (
                "organiser.person_is",
                of(
                    &[],
                    &[
                        "organiser.authorisation_letter",
                        "organiser.legal_representative",
                        "organiser.legal_representative_number",
                        "organiser.person_is",
                    ],
                ),
            ),
            ("organiser.responsible_person.name", of(&organisers, &[])),
            ("organiser.responsible_person.verification", of(&organisers, &[])),
            ("organiser.responsible_person.mobile", of(&[], &["organiser.responsible_person.mobile"])),
            ("sites[SITE].responsible_person.valid_until", of(&sites, &["sites[SITE].same_person"])),
            (
                "sites[SITE].domains[1]",
                of(
                    &[],
                    &[
                        "sites[SITE].domain_certificate",
                        "sites[SITE].domain_record",
                        "sites[SITE].domains",
                        "sites[SITE].domains[1]",
                    ],
                ),
            ),
            (
                "sites[SITE].domain_certificate",
                of(&[], &["sites[SITE].domain_certificate", "sites[SITE].domains[0]", "sites[SITE].domains[1]"]),
            ),
            ("sites[SITE].resource", of(&[], &["sites[SITE].resource", "sites[SITE].resource_kind"])),
            (
                "sites[SITE].pre_approvals",
                of(
                    &[],
                    &[
                        "sites[SITE].pre_approvals",
                        "sites[SITE].pre_approvals[0].document",
                        "sites[SITE].pre_approvals[0].kind",
                        "sites[SITE].pre_approvals[0].number",
                    ],
                ),
            ),
        ] {
            assert_eq!(opened(reason), expected, "{reason}");
        }
    }

    #[test]
    fn what_is_returned_as_a_whole_is_open_as_a_whole() {
        let (filing, _) = filing();
        assert_eq!(accepted(&filing, &[Path::Filing], &filing, &[]), []);
        let locked = accepted(&filing, &[Path::Sites], &filing, &[]);
        assert!(locked.contains(&Path::Province) && locked.iter().all(|path| path.site().is_none()), "{locked:?}");
    }

    #[test]
    fn what_is_new_or_changed_or_wrong_is_open_and_stays_so() {
        let (returned, id) = filing();
        let reasons = [Path::Organiser(OrganiserField::CallHours)];
        let mut now = returned.clone();
        now.organiser.remark = "用于展示企业产品".to_owned();
        now.papers.clear();
        now.sites[0].domains.push("third.example.com".to_owned());
        now.sites.push(Site::new(SiteId(7)));
        let wrong = [Path::Site(id, SiteField::Name)];
        let locked = accepted(&returned, &reasons, &now, &wrong);
        for open in [
            Path::Organiser(OrganiserField::CallHours),
            Path::Organiser(OrganiserField::Remark),
            Path::Domain(id, 2),
            Path::Site(id, SiteField::Domains),
            Path::Site(id, SiteField::Name),
            Path::Site(SiteId(7), SiteField::Name),
            Path::Site(SiteId(7), SiteField::SamePerson),
            Path::Paper(PaperKind::Pledge, PaperField::Pages),
        ] {
            assert!(!locked.contains(&open), "{open}");
        }
        for closed in [
            Path::Domain(id, 0),
            Path::Organiser(OrganiserField::Name),
            Path::PreApproval(id, 0, PreApprovalField::Number),
        ] {
            assert!(locked.contains(&closed), "{closed}");
        }
    }

    fn some_of(paths: &[Path], numbers: &mut Numbers, most: usize) -> Vec<Path> {
        (0..numbers.below(most + 1)).map(|_| paths[numbers.below(paths.len())]).collect()
    }

    proptest! {
        #[test]
        fn nothing_that_must_or_may_be_changed_is_locked(seed in any::<u64>()) {
            let provinces: [beian_model::ProvinceRules; 0] = [];
            let mut numbers = Numbers::new(seed);
            let (returned, _) = case(seed, &provinces);
            let now = if seed % 3 == 0 { case(seed.wrapping_add(1), &provinces).0 } else { returned.clone() };
            let fields: Vec<Path> = returned.fields().chain(now.fields()).collect();
            let reasons = some_of(&fields, &mut numbers, 4);
            let wrong = some_of(&fields, &mut numbers, 4);
            let locked = accepted(&returned, &reasons, &now, &wrong);
            for path in &locked {
                prop_assert!(!reasons.contains(path) && !wrong.contains(path), "{}", path);
                prop_assert_eq!(returned.value(*path), now.value(*path), "{}", path);
            }
            // One more reason opens more, and locks nothing.
            let more = [reasons.as_slice(), &some_of(&fields, &mut numbers, 4)].concat();
            let fewer = accepted(&returned, &more, &now, &wrong);
            prop_assert!(fewer.iter().all(|path| locked.contains(path)));
            // Nothing was said, nothing is wrong and nothing is new: all but the agreements was accepted.
            let all = accepted(&now, &[], &now, &[]);
            prop_assert_eq!(all.len(), now.fields().filter(|path| !matches!(path, Path::Agreement(_))).count());
        }

        #[test]
        fn what_depends_does_so_both_ways(seed in any::<u64>()) {
            let mut numbers = Numbers::new(seed);
            let (filing, _) = filing();
            let fields: Vec<Path> = filing.fields().collect();
            let (one, other) = (fields[numbers.below(fields.len())], fields[numbers.below(fields.len())]);
            prop_assert_eq!(opens(&filing, one, other), opens(&filing, other, one), "{} {}", one, other);
        }
    }
}
