//! ICP numbers (备案号): the organiser's `粤ICP备12345678号`, a site's `粤ICP备12345678号-1`.

use crate::model::Province;

/// An organiser's number (主体备案号) of a province: its prefix, 8 or 10 digits.
pub fn is_organiser_number(text: &str, province: Province) -> bool {
    let digits = text
        .strip_prefix(province.icp_prefix())
        .and_then(|rest| rest.strip_prefix("ICP备"))
        .and_then(|rest| rest.strip_suffix('号'));
    digits.is_some_and(|digits| matches!(digits.len(), 8 | 10) && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A site's number (网站备案号) under an organiser's: a dash and a running number from 1.
pub fn is_site_number(text: &str, organiser: &str) -> bool {
    let running = text.strip_prefix(organiser).and_then(|rest| rest.strip_prefix('-'));
    running.is_some_and(|n| (1..=5).contains(&n.len()) && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, right) in [
            ("粤ICP备12345678号", true),
            ("粤ICP备2021003158号", true),
            ("京ICP备12345678号", false),
            ("粤ICP备1234567号", false),
            ("粤ICP备12345678号-1", false),
            ("", false),
        ] {
            assert_eq!(is_organiser_number(text, Province::Guangdong), right, "{text}");
        }
        for (text, right) in [
            ("粤ICP备12345678号-1", true),
            ("粤ICP备12345678号-12", true),
            ("粤ICP备12345678号-0", false),
            ("粤ICP备12345678号", false),
            ("粤ICP备87654321号-1", false),
        ] {
            assert_eq!(is_site_number(text, "粤ICP备12345678号"), right, "{text}");
        }
    }
}
