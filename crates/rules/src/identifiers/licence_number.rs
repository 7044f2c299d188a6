//! Old business licence number (工商注册号): 15 digits, the last a check digit of ISO 7064 MOD 11,10.

use super::digits;
use crate::text;

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceNumberError {
    /// Not 15 digits.
    Shape,
    /// The check digit is not the one that the others give.
    Check,
}

/// Checks a number.
///
/// # Errors
/// [`LicenceNumberError`].
pub fn check(text: &str) -> Result<(), LicenceNumberError> {
    let number = text::number(text);
    if number.len() != 15 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(LicenceNumberError::Shape);
    }
    let p = digits(&number[..14]).fold(10, |p, digit| {
        let s = match (p + digit) % 10 {
            0 => 10,
            s => s,
        };
        2 * s % 11
    });
    let right = (11 - p) % 10;
    if digits(&number[14..]).next() == Some(right) { Ok(()) } else { Err(LicenceNumberError::Check) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        for number in ["110199000000011", "440399600000025", "310199100000036", "110108000000016"] {
            assert_eq!(check(number), Ok(()), "{number}");
        }
        assert_eq!(check("110199000000012"), Err(LicenceNumberError::Check));
        assert_eq!(check("1101990000000"), Err(LicenceNumberError::Shape));
    }
}
