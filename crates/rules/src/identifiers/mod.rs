//! Numbers that can be checked: each parsed once into a type of its own, each error saying what is wrong. What people paste
//! around and inside them is taken off by `rules::text` first.
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
        fn no_text_panics(text in "\\PC{0,40}", kind in proptest::sample::select(beian_model::DocumentType::ALL)) {
            let _ = document::check(kind, &text, beian_model::Date::from_days(20_781));
            let _ = organisation_code::OrganisationCode::parse(&text);
            let _ = licence_number::check(&text);
            let _ = email::parse(&text);
            let _ = authorisation_code::parse(&text);
            let _ = sms_code::sms_code(&text);
        }
    }
}
