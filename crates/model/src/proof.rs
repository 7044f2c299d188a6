//! Which document proves which field (证明材料): what a reviewer looks at beside a value.

use super::{
    Capture, Filing, OrganiserField, PaperField, Path, PersonField, PersonIs, PersonRef, PreApprovalField, SiteField,
};

/// A document of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// What was uploaded into this slot.
    Attachment(Path),
    /// What a person's phone photographed or recorded.
    Capture(PersonRef, Capture),
}

const LICENCE: Proof = Proof::Attachment(Path::Organiser(OrganiserField::Licence));

/// The documents that prove a field, the best first; none for what nothing proves, such as an e-mail address.
pub fn proofs(filing: &Filing, path: Path) -> Vec<Proof> {
    match path {
        Path::Organiser(field) => of_organiser(filing, field),
        Path::OrganiserPerson(field) => of_person(PersonRef::Organiser, field),
        Path::SitePerson(site, field) => of_person(PersonRef::Site(site), field),
        Path::Domain(site, _) => {
            let slot = |field| Proof::Attachment(Path::Site(site, field));
            vec![slot(SiteField::DomainCertificate), slot(SiteField::DomainRecord)]
        }
        Path::PreApproval(site, n, _) => {
            vec![Proof::Attachment(Path::PreApproval(site, n, PreApprovalField::Document))]
        }
        Path::Paper(kind, _) => vec![Proof::Attachment(Path::Paper(kind, PaperField::Pages))],
        Path::SitePaper(site, kind, _) => vec![Proof::Attachment(Path::SitePaper(site, kind, PaperField::Pages))],
        Path::Site(..) if filing.pages(path).is_some() => vec![Proof::Attachment(path)],
        Path::Filing | Path::Province | Path::Sites | Path::Site(..) | Path::Agreement(_) => Vec::new(),
    }
}

fn of_organiser(filing: &Filing, field: OrganiserField) -> Vec<Proof> {
    const PORTRAIT: Proof = Proof::Capture(PersonRef::Organiser, Capture::Portrait);
    const LETTER: Proof = Proof::Attachment(Path::Organiser(OrganiserField::AuthorisationLetter));
    let is_representative = filing.organiser.person_is == Some(PersonIs::LegalRepresentative);
    match field {
        OrganiserField::Nature
        | OrganiserField::Name
        | OrganiserField::CertificateType
        | OrganiserField::CertificateNumber
        | OrganiserField::Licence
        | OrganiserField::CertificateAddress
        | OrganiserField::LegalRepresentative => vec![LICENCE],
        // Who is the legal representative shows their card.
        OrganiserField::LegalRepresentativeNumber | OrganiserField::PersonIs if is_representative => vec![PORTRAIT],
        OrganiserField::PersonIs | OrganiserField::AuthorisationLetter => vec![LETTER],
        _ => Vec::new(),
    }
}

fn of_person(person: PersonRef, field: PersonField) -> Vec<Proof> {
    let capture = |capture| Proof::Capture(person, capture);
    match field {
        PersonField::DocumentType | PersonField::Name | PersonField::DocumentNumber => vec![capture(Capture::Portrait)],
        // A passport has its dates on the page with the portrait.
        PersonField::ValidFrom | PersonField::ValidUntil => vec![capture(Capture::Emblem), capture(Capture::Portrait)],
        PersonField::Verification => vec![capture(Capture::Video), capture(Capture::Portrait)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::complete_filing;

    #[test]
    fn every_slot_proves_itself_and_every_proof_is_a_document() {
        let (filing, _) = complete_filing();
        for path in filing.fields() {
            let proofs = proofs(&filing, path);
            if filing.pages(path).is_some() {
                assert_eq!(proofs, [Proof::Attachment(path)], "{path}");
            }
            for proof in proofs {
                if let Proof::Attachment(slot) = proof {
                    assert!(filing.pages(slot).is_some(), "{path}: {slot}");
                }
            }
        }
    }

    #[test]
    fn the_number_of_a_representative_stands_on_their_card() {
        let (mut filing, _) = complete_filing();
        let number = Path::Organiser(OrganiserField::LegalRepresentativeNumber);
        assert_eq!(proofs(&filing, number), [Proof::Capture(PersonRef::Organiser, Capture::Portrait)]);
        filing.organiser.person_is = Some(PersonIs::Other);
        assert_eq!(proofs(&filing, number), []);
        let site = PersonRef::Site(filing.sites[0].id);
        let first = proofs(&filing, Path::person(site, PersonField::ValidUntil)).remove(0);
        assert_eq!(first, Proof::Capture(site, Capture::Emblem));
    }
}
