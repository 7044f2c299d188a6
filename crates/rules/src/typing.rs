//! How each field of a filing gets its value, and what that costs in keys and clicks: `bench typing` prints it.

use beian_model::field::{Known, Source};
use beian_model::{Filing, Path, sample::attachment, sample::complete_filing};

/// Fields that a person may have to type at the most in a first filing by hand, codes included.
pub const MOST_TYPED: usize = 14;
/// The same where certificate and ID card are read, and in every later filing.
pub const MOST_TYPED_READ: usize = 12;
/// Keys for a Chinese character: its syllable and the choice among those that sound alike. An assumption.
const KEYS_FOR_CHINESE: usize = 3;
/// Codes sent by SMS that are typed though they are no fields of the filing: that of the sign-in, and that of the person's mobile.
const CODES: usize = 2;
/// Digits of a code.
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

    /// What may be typed in it at the most.
    pub const fn most_typed(self) -> usize {
        match self {
            Case::First => MOST_TYPED,
            Case::FirstRead | Case::Next => MOST_TYPED_READ,
        }
    }
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
    let Some(row) = path.row() else { return Way::List };
    let read = |known| if case == Case::FirstRead { Way::Known(known) } else { Way::Typed };
    match row.source {
        _ if case == Case::Next && path.is_carried() => Way::Known(Known::LastFiling),
        Source::Typed => Way::Typed,
        Source::Chosen => Way::Chosen,
        Source::Ticked => Way::Ticked,
        Source::Uploaded => Way::Uploaded,
        Source::OnPhone => Way::OnPhone,
        Source::Members => Way::List,
        Source::Known(known) => Way::Known(known),
        // Usually the legal representative, whose name and number were given with the certificate.
        Source::SaidOrRead(_) if case == Case::First && path.site().is_none() => Way::Known(Known::Said),
        Source::Read(known) | Source::SaidOrRead(known) => read(known),
    }
}

/// Buttons besides fields, and in which cases they are clicked.
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

/// The filing that is counted: one site, one domain, the organiser's person for both, every attachment that is usually asked for.
pub fn reference() -> Filing {
    let (mut filing, _) = complete_filing();
    filing.sites[0].domain_certificate = vec![attachment("domain-certificate")];
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
    /// Codes, which are typed and are no fields of the filing.
    pub codes: usize,
    /// Chosen from lists.
    pub chosen: usize,
    /// Chosen or ticked with one click.
    pub ticked: usize,
    /// Files.
    pub uploaded: usize,
    /// Done on the phone.
    pub on_phone: usize,
    /// Keys pressed: characters, codes, and Tab to each field that asks for something.
    pub keys: usize,
    /// Clicks: choices, files, buttons.
    pub clicks: usize,
    /// The fields that are typed.
    pub typed_fields: Vec<Path>,
}

impl Effort {
    /// Fields and codes that are typed.
    pub const fn typed_in_all(&self) -> usize {
        self.typed + self.codes
    }
}

/// Counts a filing.
pub fn effort(filing: &Filing, case: Case) -> Effort {
    let mut effort = Effort { codes: CODES, keys: CODES * SMS_CODE, ..Effort::default() };
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
    match (filing.text(path), filing.pages(path)) {
        (Some(text), _) => !text.is_empty(),
        (None, Some(pages)) => !pages.is_empty(),
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
        let typed = |case| effort(&reference(), case).typed_in_all();
        for case in Case::ALL {
            assert!(typed(*case) <= case.most_typed(), "{case:?}: {:?}", effort(&reference(), *case).typed_fields);
        }
        assert_eq!(typed(Case::First), MOST_TYPED, "what fits by hand, and no more");
        assert!(typed(Case::FirstRead) < typed(Case::First));
        assert!(typed(Case::Next) < typed(Case::FirstRead));
    }
}
