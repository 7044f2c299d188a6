//! Telephone numbers: mobiles of mainland China, and land lines with their area code.

pub use crate::data::mobile_ranges::Range;

use crate::data::{area_codes, mobile_ranges};
use crate::text::{self, half_width, is_blank, is_dash, is_unseen};
use beian_model::Province;

/// The eleven digits of a mobile number of mainland China; nothing where the text is none. Blanks, dashes, brackets, full-width
/// digits and the country's code in front are what people type, and are taken away.
pub fn mobile(text: &str) -> Option<String> {
    let number = text::number(text);
    let national = ["+86", "0086", "086", "86"].iter().find_map(|code| number.strip_prefix(code));
    let number = national.filter(|rest| rest.len() == 11).unwrap_or(&number);
    let bytes = number.as_bytes();
    let right = bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && matches!(bytes[1], b'3'..=b'9')
        // Never given out: 154 and 194 (number plan of libphonenumber 9.0).
        && !matches!(&bytes[1..3], b"54" | b"94");
    right.then(|| number.to_owned())
}

/// What a mobile number's range is for, and the digits that name it; nothing where the text is no mobile number.
pub fn range(text: &str) -> Option<(Range, String)> {
    let number = mobile(text)?;
    let (range, digits) = mobile_ranges::range_of(&number);
    Some((range, number[..digits].to_owned()))
}

/// A land line (座机).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landline {
    /// Area code without its zero: `755`.
    pub area: String,
    /// Seven or eight digits.
    pub number: String,
    /// Up to six digits; empty without one.
    pub extension: String,
}

impl Landline {
    /// Reads a land line with its area code: `086-0755-86013388`, `010-82998299-1234`, `(0755)86013388转801`, `075586013388`.
    pub fn parse(text: &str) -> Option<Landline> {
        // A dash after the number parts the extension from it; without one the number's length must tell.
        let kept = text.chars().map(half_width).filter(|c| !is_blank(*c) && !is_unseen(*c));
        let mut typed: String = kept.map(|c| if is_dash(c) { '-' } else { c.to_ascii_lowercase() }).collect();
        for word in ["转", "分机", "ext.", "ext", "x", "#"] {
            if let Some((number, extension)) = typed.split_once(word) {
                typed = format!("{number}-{extension}");
            }
        }
        let number = text::number(&typed);
        // Without the country's code an area code has its zero; a wrong mobile number must not pass for a land line.
        let country = ["+86", "0086", "086", "86"].iter().find_map(|code| number.strip_prefix(code));
        let zero = country.unwrap_or(&number).strip_prefix('0');
        let rest = zero.or(country)?;
        // Area code without its zero: 10, 2x, 3xx to 9xx.
        let area = match rest.as_bytes() {
            [b'1', b'0', ..] | [b'2', ..] => 2,
            [b'3'..=b'9', ..] => 3,
            _ => return None,
        };
        if !rest.bytes().all(|b| b.is_ascii_digit()) || !(area + 7..=area + 14).contains(&rest.len()) {
            return None;
        }
        let (code, digits) = rest.split_at(area);
        let dashed = typed.rsplit_once('-').map(|(_, last)| last).filter(|last| last.len() <= 6);
        let extension = dashed
            .filter(|last| matches!(digits.len() - last.len(), 7 | 8))
            .map_or_else(|| digits.len().saturating_sub(8), str::len);
        let (number, extension) = digits.split_at(digits.len() - extension);
        Some(Landline { area: code.to_owned(), number: number.to_owned(), extension: extension.to_owned() })
    }

    /// The province of the area code, where it is known.
    pub fn province(&self) -> Option<Province> {
        area_codes::province_of(&self.area)
    }
}

impl core::fmt::Display for Landline {
    /// The form of the national system: `086-0755-86013388`, with the extension behind another dash.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "086-0{}-{}", self.area, self.number)?;
        if self.extension.is_empty() { Ok(()) } else { write!(f, "-{}", self.extension) }
    }
}

/// A mobile or a land line with its area code.
pub fn is_phone(text: &str) -> bool {
    mobile(text).is_some() || Landline::parse(text).is_some()
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
            let _ = (is_phone(&text), masked(&text), range(&text));
            if let Some(number) = mobile(&text) {
                prop_assert_eq!(mobile(&number), Some(number.clone()));
            }
        }
    }

    #[test]
    fn mobiles() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "008613800138000",
            "8613800138000",
            "086 13800138000",
            "(+86)13800138000",
            "（＋８６）138–0013–8000",
            "\u{202d}13800138000\u{202c}",
            "１３８００１３８０００",
        ] {
            assert_eq!(mobile(text).as_deref(), Some("13800138000"), "{text}");
        }
        for text in
            ["12345678901", "15412345678", "1380013800", "", "一三八", "138001380001", "861380013800", "8612345678901"]
        {
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
    fn land_lines_in_one_form() {
        for (text, form, province) in [
            ("075586013388", "086-0755-86013388", Province::Guangdong),
            ("086-010-82998299-1234", "086-010-82998299-1234", Province::Beijing),
            ("+86 755 86013388", "086-0755-86013388", Province::Guangdong),
            ("(0755)86013388", "086-0755-86013388", Province::Guangdong),
            ("（0755）86013388", "086-0755-86013388", Province::Guangdong),
            ("(86)0755 8601 3388", "086-0755-86013388", Province::Guangdong),
            ("0755-86013388转801", "086-0755-86013388-801", Province::Guangdong),
            ("0755-86013388 分机 801", "086-0755-86013388-801", Province::Guangdong),
            ("0755-86013388转分机801", "086-0755-86013388-801", Province::Guangdong),
            ("075586013388 Ext. 801", "086-0755-86013388-801", Province::Guangdong),
            ("0755\u{2212}86013388#801", "086-0755-86013388-801", Province::Guangdong),
            ("0471-1234567转12", "086-0471-1234567-12", Province::InnerMongolia),
            ("0471-1234567-12", "086-0471-1234567-12", Province::InnerMongolia),
            ("０７５５－８６０１３３８８", "086-0755-86013388", Province::Guangdong),
        ] {
            let line = Landline::parse(text).unwrap();
            assert_eq!((line.to_string().as_str(), line.province()), (form, Some(province)), "{text}");
            assert_eq!(Landline::parse(&line.to_string()), Some(line), "{text} stays itself");
        }
    }

    #[test]
    fn masks_keep_the_ends_of_a_mobile_only() {
        assert_eq!(masked("13800138000"), "138****8000");
        assert_eq!(masked("secret"), "******");
    }
}
