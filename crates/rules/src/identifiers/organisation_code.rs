//! Organisation code (组织机构代码, GB 11714-1997): eight characters and a check character.

use crate::text;

const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A code whose check character is right, without the dash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationCode<'t>(std::borrow::Cow<'t, str>);

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationCodeError {
    /// Not eight digits or letters and a digit or X.
    Shape,
    /// The check character is not the one that the others give.
    Check,
}

impl<'t> OrganisationCode<'t> {
    /// Reads a code, with its dash or without.
    ///
    /// # Errors
    /// [`OrganisationCodeError`].
    pub fn parse(text: &'t str) -> Result<OrganisationCode<'t>, OrganisationCodeError> {
        let code = text::number(text);
        let shape = code.len() == 9
            && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && code.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
        if !shape {
            return Err(OrganisationCodeError::Shape);
        }
        let sum: u32 = code.bytes().zip(WEIGHTS).map(|(b, weight)| value(b) * weight).sum();
        let check = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            n => char::from(b'0' + n as u8),
        };
        if code.ends_with(check) { Ok(OrganisationCode(code)) } else { Err(OrganisationCodeError::Check) }
    }

    /// The code without its dash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn value(b: u8) -> u32 {
    u32::from(if b.is_ascii_digit() { b - b'0' } else { b - b'A' + 10 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters() {
        for code in ["MA00AAAA-4", "12345678-8", "MJX00000-X", "00000019-0", "ma00aaaa4"] {
            assert!(OrganisationCode::parse(code).is_ok(), "{code}");
        }
        for (code, error) in [
            ("MA00AAAA-5", OrganisationCodeError::Check),
            ("12345678", OrganisationCodeError::Shape),
            ("12345678-A", OrganisationCodeError::Shape),
            ("示例例", OrganisationCodeError::Shape),
        ] {
            assert_eq!(OrganisationCode::parse(code), Err(error), "{code}");
        }
    }
}
