//! Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last a check character.

use super::organisation_code;
use crate::text;
use beian_model::{Nature, Province};
use std::borrow::Cow;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A code whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uscc<'t>(Cow<'t, str>);

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsccError {
    /// A character that never occurs in a code (I, O, S, V and Z are left out because they look like digits), or a letter
    /// where the region's six digits stand.
    Character {
        /// The character.
        found: char,
        /// Its place, from 1.
        at: usize,
    },
    /// Not 18 characters.
    Shape,
    /// The check character is not the one that the others give.
    Check,
}

/// First two characters of each nature (GB 32100-2015, tables 1 and 2).
const KINDS: &[(Nature, &[&str])] = &[
    (Nature::Enterprise, &["91", "92", "93"]),
    (Nature::Government, &["11"]),
    (Nature::PublicInstitution, &["12"]),
    (Nature::SocialOrganisation, &["51"]),
    (Nature::PrivateNonEnterprise, &["52"]),
    (Nature::Foundation, &["53"]),
    (Nature::LawFirm, &["31"]),
    (Nature::ForeignCulturalCentre, &["41"]),
    (Nature::MassOrganisation, &["13", "81"]),
    (Nature::ForensicInstitution, &["34"]),
    (Nature::ReligiousBody, &["71", "72"]),
    (Nature::OverseasBody, &["21", "61", "62"]),
    (Nature::MedicalInstitution, &["12", "52", "91"]),
    (Nature::NotaryOffice, &["32"]),
    (Nature::CollectiveEconomy, &["N1", "N2", "N3"]),
    (Nature::ArbitrationBody, &["35"]),
    (Nature::Defence, &["A1", "A9"]),
];

/// What a code of a nature begins with.
pub fn kinds_of(nature: Nature) -> &'static [&'static str] {
    KINDS.iter().find(|(one, _)| *one == nature).map_or(&[], |(_, kinds)| kinds)
}

/// The natures whose codes begin so, the usual one first.
pub fn natures_of(kind: &str) -> impl Iterator<Item = Nature> {
    KINDS.iter().filter(move |(_, kinds)| kinds.contains(&kind)).map(|(nature, _)| *nature)
}

impl<'t> Uscc<'t> {
    /// Reads a code, blanks, full-width and lower-case letters allowed.
    ///
    /// # Errors
    /// [`UsccError`].
    pub fn parse(text: &'t str) -> Result<Uscc<'t>, UsccError> {
        let code = text::number(text);
        if let Some((n, found)) = code.chars().enumerate().find(|(_, c)| value(*c).is_none()) {
            return Err(UsccError::Character { found, at: n + 1 });
        }
        if code.len() != 18 {
            return Err(UsccError::Shape);
        }
        if let Some((n, found)) = code[2..8].char_indices().find(|(_, c)| !c.is_ascii_digit()) {
            return Err(UsccError::Character { found, at: n + 3 });
        }
        if check(&code[..17]) != code.chars().next_back() {
            return Err(UsccError::Check);
        }
        Ok(Uscc(code))
    }

    /// The code in its one written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First two characters: registering department and kind of organisation.
    pub fn kind(&self) -> &str {
        &self.0[..2]
    }

    /// The province whose department registered the organisation; nothing for the national one (10…).
    pub fn province(&self) -> Option<Province> {
        Province::from_digits(&self.0[2..4])
    }

    /// The embedded organisation code (GB 11714) is right too. Some old codes break this, so it is no error.
    pub fn has_right_inner_code(&self) -> bool {
        organisation_code::OrganisationCode::parse(&self.0[8..17]).is_ok()
    }
}

fn value(c: char) -> Option<u32> {
    ALPHABET.iter().position(|a| char::from(*a) == c).map(|n| n as u32)
}

/// The check character of the first 17.
pub fn check(first: &str) -> Option<char> {
    let sum = first.chars().zip(WEIGHTS).try_fold(0, |sum, (c, weight)| Some(sum + value(c)? * weight))?;
    ALPHABET.get(((31 - sum % 31) % 31) as usize).map(|b| char::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn right_codes() {
        for code in [
            "91110199MA00AAAA49",
            "124403991234567888",
            "52310199MJX00000XG",
            "91110000600037341L",
            " 91110199ma00aaaa49 ",
        ] {
            assert!(Uscc::parse(code).is_ok(), "{code}");
        }
        assert!(Uscc::parse("９１１１０１９９ＭＡ００ＡＡＡＡ４９").is_ok_and(|code| code.has_right_inner_code()));
        assert_eq!(Uscc::parse("91440399MA00AAAA4X").err(), Some(UsccError::Check));
    }

    #[test]
    fn wrong_codes_say_what_is_wrong() {
        for (code, error) in [
            ("91110199MA00AAAA4A", UsccError::Check),
            ("91110199M0A0AAAA49", UsccError::Check),
            ("91110199MAOOAAAA49", UsccError::Character { found: 'O', at: 11 }),
            ("91110199MA00AAAA4", UsccError::Shape),
            ("91A10199MA00AAAA49", UsccError::Character { found: 'A', at: 3 }),
            ("", UsccError::Shape),
            ("示例", UsccError::Character { found: '示', at: 1 }),
        ] {
            assert_eq!(Uscc::parse(code), Err(error), "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _ = Uscc::parse(&text);
        }

        #[test]
        fn every_single_wrong_character_is_caught(at in 0usize..18, with in 0usize..31) {
            let right = "91110199MA00AAAA49";
            let mut wrong = right.as_bytes().to_vec();
            wrong[at] = ALPHABET[with];
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(Uscc::parse(&wrong).is_ok(), wrong == right);
        }
    }
}
