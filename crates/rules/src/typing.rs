//! How each field of a filing gets its value, and what that costs in keys and clicks: the table behind `bench typing`. A field
//! that is not in it does not compile.

use beian_model::{
    Filing, OrganiserField, Path, PersonField, PreApprovalField, SiteField, sample::attachment, sample::complete_filing,
};

/// Fields that a person may have to type at the most in a first filing, without a machine that reads pictures.
pub const MOST_TYPED: usize = 15;
/// Keys for a Chinese character: its syllable and the choice among those that sound alike. An assumption.
const KEYS_FOR_CHINESE: usize = 3;
/// Digits of the code that proves a mobile number.
const SMS_CODE: usize = 6;

/// Which filing is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// An account's first; nothing reads pictures.
    First,
    /// An account's first, where the server reads pictures.
    FirstRead,
    /// The same account's next, with the organiser of the last one.
    Next,
}

impl Case {
    /// Every case.
    pub const ALL: &[Case] = &[Case::First, Case::FirstRead, Case::Next];
}

/// What a value is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The unified social credit code (统一社会信用代码) says it.
    CreditCode,
    /// Read from the picture of the licence (营业执照).
    Licence,
    /// Read from the ID card that the phone photographed (身份证).
    IdCard,
    /// Taken over from the account's last filing.
    LastFiling,
    /// Stands in a new filing already: what is usual.
    Usual,
    /// Copied at a press from what was said elsewhere in the filing: the mailing address from the certificate's, the person who is
    /// the legal representative.
    Said,
    /// Chosen with another field.
    Other,
}

/// How a field gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Letters or digits are entered.
    Typed,
    /// Chosen from a list.
    Chosen,
    /// Chosen or ticked with one click.
    Ticked,
    /// A file is chosen.
    Uploaded,
    /// Done on the phone.
    OnPhone,
    /// Nothing to do.
    Known(Known),
    /// A list, whose members are fields of their own.
    List,
}

/// How the field at a path gets its value, where it gets one.
pub fn way(path: Path, case: Case) -> Way {
    let usual = usual_way(path, case);
    match case {
        Case::Next if is_of_organiser(path) => Way::Known(Known::LastFiling),
        _ => usual,
    }
}

/// What is taken over from the last filing: the organiser and its person, but not what was proved or signed for that filing.
fn is_of_organiser(path: Path) -> bool {
    match path {
        Path::Province => true,
        Path::Organiser(field) => field != OrganiserField::AuthorisationLetter,
        Path::OrganiserPerson(field) => field != PersonField::Verification,
        _ => false,
    }
}

fn usual_way(path: Path, case: Case) -> Way {
    let read = |known| if case == Case::FirstRead { Way::Known(known) } else { Way::Typed };
    match path {
        Path::Filing | Path::Sites => Way::List,
        Path::Province => Way::Known(Known::CreditCode),
        Path::Organiser(field) => match field {
            OrganiserField::Nature | OrganiserField::CertificateType => Way::Known(Known::CreditCode),
            // Where pictures are read, the basic check begins with the certificate's.
            OrganiserField::Name | OrganiserField::CertificateNumber => read(Known::Licence),
            OrganiserField::City | OrganiserField::District => Way::Chosen,
            OrganiserField::CertificateAddress | OrganiserField::LegalRepresentative => read(Known::Licence),
            OrganiserField::Address => Way::Known(Known::Said),
            OrganiserField::LegalRepresentativeNumber => Way::Typed,
            OrganiserField::Investor | OrganiserField::Remark => Way::Typed,
            OrganiserField::Licence | OrganiserField::AuthorisationLetter => Way::Uploaded,
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::DocumentType => Way::Chosen,
            // Usually the legal representative, whose name and number were given with the certificate.
            PersonField::Name | PersonField::DocumentNumber if case == Case::First && path.site().is_none() => {
                Way::Known(Known::Said)
            }
            PersonField::Name | PersonField::DocumentNumber | PersonField::ValidFrom | PersonField::ValidUntil => {
                read(Known::IdCard)
            }
            PersonField::Mobile | PersonField::SecondPhone | PersonField::EmergencyPhone | PersonField::Email => {
                Way::Typed
            }
            PersonField::Verification => Way::OnPhone,
        },
        Path::Domain(..) => Way::Typed,
        Path::Site(_, field) => match field {
            SiteField::Name | SiteField::Remark => Way::Typed,
            SiteField::Resource => Way::Ticked,
            SiteField::ResourceKind => Way::Known(Known::Other),
            SiteField::ServiceContent => Way::Chosen,
            SiteField::Languages | SiteField::SamePerson => Way::Known(Known::Usual),
            SiteField::Domains | SiteField::PreApprovals => Way::List,
            SiteField::DomainCertificate | SiteField::AuthorisationLetter | SiteField::DomainRecord => Way::Uploaded,
        },
        Path::PreApproval(_, _, field) => match field {
            PreApprovalField::Kind => Way::Chosen,
            PreApprovalField::Number => Way::Typed,
            PreApprovalField::Document => Way::Uploaded,
        },
        Path::Agreement(_) => Way::Ticked,
    }
}

/// Buttons besides fields, and in which cases they are pressed.
const BUTTONS: &[(&str, &[Case])] = &[
    ("new filing", Case::ALL),
    ("take the last organiser over", &[Case::Next]),
    ("on to the basic check", Case::ALL),
    ("on to the verification", Case::ALL),
    ("show the QR code", Case::ALL),
    // The next step opens by itself when the phone is done.
    ("take over what was read from the licence", &[Case::FirstRead]),
    ("take over what was read from the ID card", &[Case::FirstRead]),
    ("the address as on the certificate", &[Case::First, Case::FirstRead]),
    ("this person is the legal representative", &[Case::First]),
    ("send the code to the mobile", Case::ALL),
    ("on to the websites", Case::ALL),
    ("on to the preview", Case::ALL),
    ("submit", Case::ALL),
];

/// The filing that is counted: one site, one domain, the organiser's person for both, every paper that is usually asked for.
pub fn reference() -> Filing {
    let (mut filing, _) = complete_filing();
    filing.sites[0].domain_certificate = Some(attachment("domain-certificate"));
    filing
}

/// What a filing costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Fields of the filing.
    pub fields: usize,
    /// Left empty: asked of others only, or optional.
    pub left: usize,
    /// Filled by what is known.
    pub known: usize,
    /// Typed.
    pub typed: usize,
    /// Chosen from lists.
    pub chosen: usize,
    /// Chosen or ticked with one click.
    pub ticked: usize,
    /// Files.
    pub uploaded: usize,
    /// Done on the phone.
    pub on_phone: usize,
    /// Keys pressed: characters, the SMS code, and Tab to each field that asks for something.
    pub keys: usize,
    /// Clicks: choices, files, buttons.
    pub clicks: usize,
    /// The fields that are typed.
    pub typed_fields: Vec<Path>,
}

/// Counts a filing.
pub fn effort(filing: &Filing, case: Case) -> Effort {
    let mut effort = Effort { keys: SMS_CODE, ..Effort::default() };
    effort.clicks = BUTTONS.iter().filter(|(_, cases)| cases.contains(&case)).count();
    for path in filing.fields() {
        let way = way(path, case);
        if way == Way::List {
            continue;
        }
        effort.fields += 1;
        if !has_value(filing, path) {
            effort.left += 1;
            continue;
        }
        let tab = usize::from(!matches!(way, Way::Known(_) | Way::OnPhone));
        effort.keys += tab;
        match way {
            Way::Typed => {
                effort.typed += 1;
                effort.keys += keys(filing.text(path).unwrap_or_default());
                effort.typed_fields.push(path);
            }
            // Opened, and one of the list taken.
            Way::Chosen => {
                effort.chosen += 1;
                effort.clicks += 2;
            }
            Way::Ticked => {
                effort.ticked += 1;
                effort.clicks += 1;
            }
            // The button, the file, "open".
            Way::Uploaded => {
                effort.uploaded += 1;
                effort.clicks += 3;
            }
            Way::OnPhone => effort.on_phone += 1,
            Way::Known(_) => effort.known += 1,
            Way::List => {}
        }
    }
    effort
}

/// The finished filing has something there.
fn has_value(filing: &Filing, path: Path) -> bool {
    match (filing.text(path), filing.attachment(path)) {
        (Some(text), _) => !text.is_empty(),
        (None, Some(paper)) => paper.is_some(),
        // A verification, a list of languages: there in every filing.
        (None, None) => true,
    }
}

fn keys(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { KEYS_FOR_CHINESE }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::Severity;

    #[test]
    fn every_field_is_counted_once_and_what_is_left_empty_is_asked_of_nobody() {
        let filing = reference();
        let lists = filing.fields().filter(|path| way(*path, Case::First) == Way::List).count();
        for case in Case::ALL {
            let it = effort(&filing, *case);
            assert_eq!(it.fields + lists, filing.fields().count());
            let parts = it.left + it.known + it.typed + it.chosen + it.ticked + it.uploaded + it.on_phone;
            assert_eq!(parts, it.fields, "{case:?}");
        }
        let (_, facts) = complete_filing();
        let wrong = crate::check(&filing, &facts);
        assert!(wrong.iter().all(|one| one.severity != Severity::Error), "{wrong:?}");
    }

    #[test]
    fn no_more_is_typed_than_was_promised() {
        let typed = |case| effort(&reference(), case).typed;
        assert!(typed(Case::First) <= MOST_TYPED, "{:?}", effort(&reference(), Case::First).typed_fields);
        assert!(typed(Case::FirstRead) < typed(Case::First));
        assert!(typed(Case::Next) < typed(Case::FirstRead));
    }
}
