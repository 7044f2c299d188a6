//! Telephone numbers: mobiles of mainland China, and land lines with their area code.

use super::plain;

/// The eleven digits of a mobile number of mainland China; nothing where the text is none. Blanks, dashes, full-width
/// digits and +86 in front are what people type, and are taken away.
pub fn mobile(text: &str) -> Option<String> {
    let number = plain(text);
    let number = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086")).unwrap_or(&number);
    let bytes = number.as_bytes();
    let right = bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && matches!(bytes[1], b'3'..=b'9')
        // Never given out: 154 and 194 (number plan of libphonenumber 9.0).
        && !matches!(&bytes[1..3], b"54" | b"94");
    right.then(|| number.to_owned())
}

/// A mobile or a land line with its area code: `086-0755-86013388`, `010-82998299`, `075586013388`.
pub fn is_phone(text: &str) -> bool {
    if mobile(text).is_some() {
        return true;
    }
    let number = plain(text);
    // Without the country's code an area code has its zero; a wrong mobile number must not pass for a land line.
    let country = ["+86", "0086", "086"].iter().find_map(|code| number.strip_prefix(code));
    let zero = country.unwrap_or(&number).strip_prefix('0');
    let Some(number) = zero.or(country) else { return false };
    // Area code without its zero (10, 2x, 3xx to 9xx), seven or eight digits, an extension of up to six.
    let area = match number.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => 2,
        [b'3'..=b'9', ..] => 3,
        _ => return false,
    };
    number.bytes().all(|b| b.is_ascii_digit()) && (area + 7..=area + 14).contains(&number.len())
}

/// The number with its middle hidden: `138****8000`; as many stars as characters where it is no mobile.
pub fn masked(text: &str) -> String {
    match mobile(text) {
        Some(number) => format!("{}****{}", &number[..3], &number[7..]),
        None => "*".repeat(text.chars().count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_panics_and_a_mobile_stays_itself(text in "\\PC{0,24}") {
            let _ = (is_phone(&text), masked(&text));
            if let Some(number) = mobile(&text) {
                prop_assert_eq!(mobile(&number), Some(number.clone()));
            }
        }
    }

    #[test]
    fn mobiles() {
        for text in ["13800138000", "138 0013 8000", "+86 138-0013-8000", "008613800138000", "１３８００１３８０００"]
        {
            assert_eq!(mobile(text).as_deref(), Some("13800138000"), "{text}");
        }
        for text in ["12345678901", "15412345678", "1380013800", "", "一三八", "138001380001"] {
            assert_eq!(mobile(text), None, "{text}");
        }
    }

    #[test]
    fn land_lines() {
        for text in [
            "086-0755-86013388",
            "086-010-82998299-1234",
            "0086-755-86013388",
            "+86 755 86013388",
            "0755-86013388",
            "010-82998299",
            "0755 - 86013388",
            "13010112500",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "",
            "86013388",
            "0755",
            "phone",
            "00000000000",
            "12345678901",
            "15412345678",
            "1380013800",
            "755-86013388",
            "号码",
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn masks_keep_the_ends_of_a_mobile_only() {
        assert_eq!(masked("13800138000"), "138****8000");
        assert_eq!(masked("secret"), "******");
    }
}
