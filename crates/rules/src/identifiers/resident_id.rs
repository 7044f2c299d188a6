//! Resident identity number (公民身份号码, GB 11643-1999): region, birth date, sequence, check character.

use crate::text;
use beian_model::{Date, Province};
use std::borrow::Cow;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";
/// First two digits: the provinces, Taiwan (71), and the residence permits' 81, 82, 83.
const REGIONS: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

/// A number whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResidentId<'t> {
    number: Cow<'t, str>,
    birth: Date,
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResidentIdError {
    /// Not 17 digits and a digit or X.
    Shape,
    /// The 15 digits of cards from before 2000, no longer valid: the 18 that the person has now.
    Old(String),
    /// The first two digits are no province.
    Region,
    /// Digits 2 and 3 of a foreigner's permanent residence card are no province.
    PermitRegion,
    /// No such birth date, before 1900, or after today.
    Date,
    /// The check character is not the one that the others give.
    Check,
}

impl<'t> ResidentId<'t> {
    /// Reads a number; `today` tells a birth date in the future.
    ///
    /// # Errors
    /// [`ResidentIdError`], in the order in which a person reads the number.
    pub fn parse(text: &'t str, today: Date) -> Result<ResidentId<'t>, ResidentIdError> {
        let number = text::number(text);
        if let Some(now) = of_old(&number) {
            return Err(ResidentIdError::Old(now));
        }
        let bytes = number.as_bytes();
        let shape = bytes.len() == 18
            && bytes[..17].iter().all(u8::is_ascii_digit)
            && bytes[0] != b'0'
            && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
        if !shape {
            return Err(ResidentIdError::Shape);
        }
        if !REGIONS.contains(&&number[..2]) {
            return Err(ResidentIdError::Region);
        }
        let birth = birth(&number[6..14], today)?;
        if check(&bytes[..17]) != bytes[17] {
            return Err(ResidentIdError::Check);
        }
        Ok(ResidentId { number, birth })
    }

    /// The number in its one written form.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// Birth date (出生日期).
    pub fn birth(&self) -> Date {
        self.birth
    }

    /// The province of the card's first register; nothing for the residence permits of Hong Kong, Macau and Taiwan.
    pub fn province(&self) -> Option<Province> {
        Province::from_digits(&self.number[..2])
    }

    /// Woman (even sequence) or man.
    pub fn is_woman(&self) -> bool {
        self.number.as_bytes()[16].is_multiple_of(2)
    }
}

/// A birth date of eight digits, from 1900 to today.
///
/// # Errors
/// [`ResidentIdError::Date`].
pub fn birth(digits: &str, today: Date) -> Result<Date, ResidentIdError> {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let small = |from, to| number(from, to).and_then(|number| u8::try_from(number).ok());
    let date = number(0, 4).zip(small(4, 6)).zip(small(6, 8)).and_then(|((y, m), d)| Date::new(y, m, d));
    date.filter(|birth| birth.year() >= 1900 && *birth <= today).ok_or(ResidentIdError::Date)
}

/// The check character of 17 digits (ISO 7064 MOD 11-2).
pub fn check(first: &[u8]) -> u8 {
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// The 18 digits of an old number of 15: the century after the region, the check character at the end.
fn of_old(number: &str) -> Option<String> {
    if number.len() != 15 || !number.bytes().all(|b| b.is_ascii_digit()) || !REGIONS.contains(&&number[..2]) {
        return None;
    }
    let mut now = format!("{}19{}", &number[..6], &number[6..]);
    now.push(char::from(check(now.as_bytes())));
    Some(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn right_numbers_tell_birth_and_sex() {
        for (number, birth, woman) in [
            ("110199199001010010", "1990-01-01", false),
            ("440399198512310026", "1985-12-31", true),
            ("310199200002290037", "2000-02-29", false),
            ("11019919900101007x", "1990-01-01", false),
        ] {
            let id = ResidentId::parse(number, today()).unwrap();
            assert_eq!((id.birth().to_string().as_str(), id.is_woman()), (birth, woman), "{number}");
        }
    }

    #[test]
    fn wrong_numbers_say_what_is_wrong() {
        for (number, error) in [
            ("110199199002300011", ResidentIdError::Date),
            ("110199199001010011", ResidentIdError::Check),
            ("11019919900101001", ResidentIdError::Shape),
            ("110199299001010010", ResidentIdError::Date),
            ("990199199001010010", ResidentIdError::Region),
            ("110199900101001", ResidentIdError::Old("110199199001010010".to_owned())),
            ("", ResidentIdError::Shape),
            ("身份证号码", ResidentIdError::Shape),
        ] {
            assert_eq!(ResidentId::parse(number, today()).err(), Some(error), "{number}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _ = ResidentId::parse(&text, today());
        }

        #[test]
        fn every_single_wrong_digit_is_caught(at in 14usize..17, with in 0u8..10) {
            let right = "110199199001010010";
            let mut wrong = right.as_bytes().to_vec();
            wrong[at] = b'0' + with;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(ResidentId::parse(&wrong, today()).is_ok(), wrong == right);
        }
    }
}
