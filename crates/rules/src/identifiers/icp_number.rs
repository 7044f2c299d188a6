//! ICP numbers (备案号): the organiser's `粤ICP备12345678号`, a site's `粤ICP备12345678号-1`, an app's `…-2A`.

use crate::text;
use beian_model::Province;
use core::fmt;

/// What a number under an organiser's was given for; the letter behind the running number tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// 网站: no letter.
    Site,
    /// APP: `A`.
    App,
    /// 小程序: `X`.
    MiniProgram,
    /// 快应用: `K`.
    QuickApp,
}

/// A number that the ministry could have issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcpNumber {
    /// The province whose bureau issued it.
    pub province: Province,
    /// 8 digits (two of the year) or 10 (four of the year).
    pub digits: String,
    /// Running number and kind of a service; nothing for the organiser's own number (主体备案号).
    pub service: Option<(u32, Service)>,
}

/// The text is no ICP number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoIcpNumber;

impl IcpNumber {
    /// Reads a number; blanks, lower case and full-width signs are put right.
    ///
    /// # Errors
    /// [`NoIcpNumber`] where a part is missing, or the prefix is no province's.
    pub fn parse(text: &str) -> Result<IcpNumber, NoIcpNumber> {
        let plain: String = text
            .chars()
            .map(text::half_width)
            .filter(|c| !text::is_blank(*c) && !text::is_unseen(*c))
            .map(|c| if text::is_dash(c) { '-' } else { c.to_ascii_uppercase() })
            .collect();
        let first = plain.chars().next().ok_or(NoIcpNumber)?;
        let province = Province::ALL.iter().copied().find(|one| one.icp_prefix() == first).ok_or(NoIcpNumber)?;
        let rest = plain[first.len_utf8()..].strip_prefix("ICP备").ok_or(NoIcpNumber)?;
        let (digits, service) = rest.split_once('号').ok_or(NoIcpNumber)?;
        let right = matches!(digits.len(), 8 | 10) && digits.bytes().all(|b| b.is_ascii_digit());
        if !right {
            return Err(NoIcpNumber);
        }
        let service = match service {
            "" => None,
            service => Some(running(service.strip_prefix('-').ok_or(NoIcpNumber)?)?),
        };
        Ok(IcpNumber { province, digits: digits.to_owned(), service })
    }
}

/// A running number from 1 and the letter behind it.
fn running(text: &str) -> Result<(u32, Service), NoIcpNumber> {
    let (number, service) = match text.chars().next_back() {
        Some('A') => (&text[..text.len() - 1], Service::App),
        Some('X') => (&text[..text.len() - 1], Service::MiniProgram),
        Some('K') => (&text[..text.len() - 1], Service::QuickApp),
        _ => (text, Service::Site),
    };
    let right =
        (1..=5).contains(&number.len()) && !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
    let number = if right { number.parse().ok() } else { None };
    number.map(|number| (number, service)).ok_or(NoIcpNumber)
}

impl fmt::Display for IcpNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}ICP备{}号", self.province.icp_prefix(), self.digits)?;
        let Some((number, service)) = self.service else { return Ok(()) };
        let letter = match service {
            Service::Site => "",
            Service::App => "A",
            Service::MiniProgram => "X",
            Service::QuickApp => "K",
        };
        write!(f, "-{number}{letter}")
    }
}

/// An organiser's number (主体备案号) of a province, in its one written form.
pub fn is_organiser_number(text: &str, province: Province) -> bool {
    IcpNumber::parse(text)
        .is_ok_and(|number| number.province == province && number.service.is_none() && number.to_string() == text)
}

/// A site's number (网站备案号) under an organiser's: a dash and a running number from 1.
pub fn is_site_number(text: &str, organiser: &str) -> bool {
    let site = text.strip_prefix(organiser).is_some_and(|rest| rest.starts_with('-'));
    site && IcpNumber::parse(text)
        .is_ok_and(|number| matches!(number.service, Some((_, Service::Site))) && number.to_string() == text)
}

/// The numbers of an organiser's sites (网站备案号) under its own: so many, the first of them behind the running number `after`.
pub fn site_numbers(organiser: &IcpNumber, after: u32, count: usize) -> Vec<String> {
    let number = |n: u32| IcpNumber { service: Some((n, Service::Site)), ..organiser.clone() }.to_string();
    (after.saturating_add(1)..=u32::MAX).take(count).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms() {
        for (text, right) in [
            ("粤ICP备12345678号", true),
            ("粤ICP备2021003158号", true),
            ("京ICP备12345678号", false),
            ("粤ICP备1234567号", false),
            ("粤ICP备12345678号-1", false),
            ("粤icp备12345678号", false),
            ("", false),
        ] {
            assert_eq!(is_organiser_number(text, Province::Guangdong), right, "{text}");
        }
        for (text, right) in [
            ("粤ICP备12345678号-1", true),
            ("粤ICP备12345678号-12", true),
            ("粤ICP备12345678号-0", false),
            ("粤ICP备12345678号-2A", false),
            ("粤ICP备12345678号", false),
            ("粤ICP备87654321号-1", false),
        ] {
            assert_eq!(is_site_number(text, "粤ICP备12345678号"), right, "{text}");
        }
    }

    #[test]
    fn every_prefix_and_every_letter() {
        for province in Province::ALL {
            let text = format!("{}ICP备12345678号-3X", province.icp_prefix());
            let number = IcpNumber::parse(&text).unwrap();
            assert_eq!((number.province, number.service), (*province, Some((3, Service::MiniProgram))));
            assert_eq!(number.to_string(), text);
        }
        assert_eq!(IcpNumber::parse(" 陇icp备19001358号－1a ").unwrap().to_string(), "陇ICP备19001358号-1A");
        for text in
            ["甘ICP备19001358号", "粤ICP证150476号", "粤ICP备12345678", "粤ICP备12345678号-01", "粤ICP备12345678号-1B"]
        {
            assert_eq!(IcpNumber::parse(text), Err(NoIcpNumber), "{text}");
        }
    }

    #[test]
    fn sites_are_counted_on_under_their_organiser() {
        let organiser = IcpNumber::parse("粤ICP备12345678号").unwrap();
        assert_eq!(site_numbers(&organiser, 0, 2), ["粤ICP备12345678号-1", "粤ICP备12345678号-2"]);
        assert_eq!(site_numbers(&organiser, 11, 1), ["粤ICP备12345678号-12"]);
        assert!(site_numbers(&organiser, u32::MAX, 3).len() <= 3);
        for number in site_numbers(&organiser, 3, 4) {
            assert!(is_site_number(&number, "粤ICP备12345678号"), "{number}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_is_read_again(text in "[京粤A-Z备号0-9ICP -]{0,24}|\\PC{0,24}") {
            if let Ok(number) = IcpNumber::parse(&text) {
                prop_assert_eq!(IcpNumber::parse(&number.to_string()), Ok(number));
            }
        }
    }
}
