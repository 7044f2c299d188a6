//! Numbers that can be checked: each parsed once into a type of its own, each error saying what is wrong.
//!
//! - `uscc`: unified social credit code; `organisation_code`, `licence_number`: what it replaced.
//! - `resident_id`: the ID card's number; `document`: numbers of the other personal documents.
//! - `phone`: mobile numbers and land lines; `email`; `domain`, and `idn` for its Chinese labels.
//! - `authorisation_code`, `icp_number`, `sms_code`: codes that the system itself gives out.

pub mod authorisation_code;
pub mod document;
pub mod domain;
pub mod email;
pub mod icp_number;
pub mod idn;
pub mod licence_number;
pub mod organisation_code;
pub mod phone;
pub mod resident_id;
#[cfg(test)]
mod slips;
pub mod sms_code;
pub mod uscc;

use std::borrow::Cow;

/// A full-width letter, digit or sign as its half-width one; anything else as it is.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The text as a person means it: full-width letters and digits as half-width, upper case, without blanks and dashes.
pub fn plain(text: &str) -> Cow<'_, str> {
    let needless = text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if needless {
        return Cow::Borrowed(text);
    }
    let nothing = |c: &char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '\u{200b}' | '\u{feff}');
    let kept = text.chars().map(half_width).filter(|c| !nothing(c));
    Cow::Owned(kept.map(|c| c.to_ascii_uppercase()).collect())
}

/// The digits of a text of digits.
pub(crate) fn digits(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.bytes().map(|b| u32::from(b.wrapping_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_once_is_plain_for_good(text in "\\PC{0,40}") {
            let once = plain(&text).into_owned();
            prop_assert_eq!(plain(&once), once.as_str());
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}", kind in proptest::sample::select(crate::model::DocumentType::ALL)) {
            let _ = document::check(kind, &text, crate::model::Date::from_days(20_781));
            let _ = organisation_code::OrganisationCode::parse(&text);
            let _ = licence_number::check(&text);
            let _ = email::is_email(&text);
            let _ = authorisation_code::is_authorisation_code(&text);
            let _ = sms_code::sms_code(&text);
        }
    }
}
