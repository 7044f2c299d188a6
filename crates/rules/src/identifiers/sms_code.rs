//! The six digits of an SMS: the provider's own code (验证码) and the ministry's (工信部短信核验码) have the same form.

use crate::text;

/// Digits of a code.
pub const LENGTH: usize = 6;

/// The six digits of a code as people type them, blanks and full-width digits allowed; nothing where the text is none.
pub fn sms_code(text: &str) -> Option<String> {
    let code = text::number(text);
    (code.len() == LENGTH && code.bytes().all(|b| b.is_ascii_digit())).then(|| code.into_owned())
}

#[cfg(test)]
mod tests {
    use super::sms_code;

    #[test]
    fn six_digits_however_they_are_typed() {
        for text in ["012345", " 012 345 ", "０１２３４５"] {
            assert_eq!(sms_code(text).as_deref(), Some("012345"), "{text}");
        }
        for text in ["", "12345", "1234567", "12345a", "一二三四五六"] {
            assert_eq!(sms_code(text), None, "{text}");
        }
    }
}
