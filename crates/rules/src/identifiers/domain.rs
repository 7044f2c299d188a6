//! Domains (网站域名): the registrable domain only, under a suffix that may be filed.

use super::idn;
use crate::data::suffixes;
use crate::text::{half_width, is_blank, is_dash, is_unseen, lower};
use std::borrow::Cow;

/// A domain that may be filed, in ASCII and lower case, the form that registries and DNS have, and the length of its suffix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain<'t>(Cow<'t, str>, usize);

/// What is wrong with a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainError {
    /// No domain at all: a character, a label or a length that cannot be.
    Shape,
    /// Scheme, `www`, port or path around it: what would be right.
    NotBare(String),
    /// No suffix that may be filed, with its dot.
    Suffix(String),
    /// A sub-domain, covered by its parent: what would be right.
    Sub(String),
}

impl<'t> Domain<'t> {
    /// Reads a domain: blanks around, upper case and full-width dots are what people type, and are put right.
    ///
    /// # Errors
    /// [`DomainError`], with what would be right where that is known, as people read it.
    pub fn parse(text: &'t str) -> Result<Domain<'t>, DomainError> {
        Domain::parse_with(text, &[])
    }

    /// The same where these suffixes may be filed too, in ASCII without their dot.
    ///
    /// # Errors
    /// [`DomainError`].
    pub fn parse_with(text: &'t str, approved: &[String]) -> Result<Domain<'t>, DomainError> {
        let text = text.trim_matches(|c| is_blank(c) || is_unseen(c));
        if is_plain(text) {
            let suffix = registrable(text, text, approved)?;
            Ok(Domain(Cow::Borrowed(text), suffix))
        } else {
            let typed = lower(text.chars().filter(|c| !is_unseen(*c)).map(half));
            let ascii = idn::to_ascii(bare(&typed)).ok_or(DomainError::Shape)?;
            let suffix = registrable(&ascii, &typed, approved)?;
            Ok(Domain(Cow::Owned(ascii), suffix))
        }
    }

    /// The domain in ASCII: `xn--fsqv13goyc.xn--fiqs8s`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain as people read it: `示例甲.中国`.
    pub fn unicode(&self) -> String {
        idn::to_unicode(&self.0)
    }

    /// What it is registered under, in ASCII: `com.cn`.
    pub fn suffix(&self) -> &str {
        &self.0[self.0.len() - self.1..]
    }

    /// The label before the suffix, as people read it.
    pub fn label(&self) -> String {
        idn::to_unicode(&self.0[..self.0.len() - self.1 - 1])
    }

    /// Whether two texts name the same domain, under whatever suffix; texts that name none are the same as nothing.
    pub fn is_same(one: &str, other: &str) -> bool {
        let (one, other) = (one.trim(), other.trim());
        if one.eq_ignore_ascii_case(other) {
            return matches!(Domain::parse(one), Ok(_) | Err(DomainError::Suffix(_)));
        }
        // What is ASCII on both sides differs in its case at the most.
        if one.is_ascii() && other.is_ascii() {
            return false;
        }
        Domain::named(one).is_some_and(|one| Domain::named(other) == Some(one))
    }

    /// The domain that a text names, in ASCII, under whatever suffix: which ones may be filed is another's to say.
    pub fn named(text: &str) -> Option<String> {
        match Domain::parse(text) {
            Ok(domain) => Some(domain.0.into_owned()),
            Err(DomainError::Suffix(_)) => {
                idn::to_ascii(bare(&lower(text.trim_matches(is_blank).chars().filter(|c| !is_unseen(*c)).map(half))))
            }
            Err(_) => None,
        }
    }
}

/// Lower-case letters, digits, hyphens and dots, and no Punycode that would have to be looked into.
fn is_plain(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    text.bytes().all(plain) && !text.contains("xn--")
}

fn half(c: char) -> char {
    match c {
        '。' | '｡' => '.',
        dash if is_dash(dash) => '-',
        other => half_width(other),
    }
}

/// The length of the suffix of a host in ASCII that was typed like this.
///
/// # Errors
/// What is wrong with it.
fn registrable(ascii: &str, typed: &str, approved: &[String]) -> Result<usize, DomainError> {
    let ascii = ascii.strip_suffix('.').unwrap_or(ascii);
    // A suffix alone, or `www` where the name stands, names nobody.
    if !is_name(ascii) || suffixes::TWO_LABELS.contains(&ascii) {
        return Err(DomainError::Shape);
    }
    let Some((label, suffix)) = suffixes::split(ascii, approved) else {
        return Err(DomainError::Suffix(format!(".{}", idn::to_unicode(suffixes::unapproved(ascii)))));
    };
    let own = label.rsplit('.').next().unwrap_or(label);
    if own == "www" {
        return Err(DomainError::Shape);
    }
    let right = || idn::to_unicode(&format!("{own}.{suffix}"));
    if bare(typed) != typed || label.starts_with("www.") {
        return Err(DomainError::NotBare(right()));
    }
    if label.contains('.') {
        return Err(DomainError::Sub(right()));
    }
    Ok(suffix.len())
}

/// What stands between scheme and port or path.
fn bare(typed: &str) -> &str {
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    let end = rest.find(['/', ':', '?', '#']).unwrap_or(rest.len());
    rest[..end].trim_end_matches('.')
}

/// At least two labels of letters, digits and inner hyphens, none that only looks like Punycode, no address.
fn is_name(ascii: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && (label.starts_with("xn--") || label.get(2..4) != Some("--"))
    };
    let top_is_number = ascii.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_digit()));
    ascii.len() <= 253 && ascii.contains('.') && !top_is_number && ascii.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_may_be_filed() {
        for (typed, domain) in [
            ("example.com", "example.com"),
            (" Example-Demo.COM ", "example-demo.com"),
            ("示例甲。中国", "xn--fsqv13goyc.xn--fiqs8s"),
            ("xn--fsqv13goyc.xn--fiqs8s", "xn--fsqv13goyc.xn--fiqs8s"),
            ("example.com.cn", "example.com.cn"),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
        ] {
            assert_eq!(Domain::parse(typed).unwrap().as_str(), domain, "{typed}");
        }
    }

    #[test]
    fn what_may_not_says_what_would_be_right() {
        let bare = |text: &str| Err(DomainError::NotBare(text.to_owned()));
        let sub = |text: &str| Err(DomainError::Sub(text.to_owned()));
        let suffix = |text: &str| Err(DomainError::Suffix(text.to_owned()));
        for (typed, result) in [
            ("www.example.com", bare("example.com")),
            ("https://example.com/a?b", bare("example.com")),
            ("example.com:8080", bare("example.com")),
            ("shop.example.com.cn", sub("example.com.cn")),
            ("www.示例甲.中国", bare("示例甲.中国")),
            ("商店.示例甲.中国", sub("示例甲.中国")),
            ("example.io", suffix(".io")),
            ("示例甲.香港", suffix(".香港")),
            ("shop.example.io", suffix(".io")),
            ("示例甲.公司.cn", suffix(".公司.cn")),
            ("-bad.com", Err(DomainError::Shape)),
            ("a_b.com", Err(DomainError::Shape)),
            ("ab--cd.com", Err(DomainError::Shape)),
            ("127.0.0.1", Err(DomainError::Shape)),
            ("com", Err(DomainError::Shape)),
            ("com.cn", Err(DomainError::Shape)),
            ("www.com", Err(DomainError::Shape)),
            ("", Err(DomainError::Shape)),
        ] {
            assert_eq!(Domain::parse(typed), result, "{typed}");
        }
    }

    /// The list's own tests, of the registries' suffixes; those of companies (`uk.com`) are sub-domains to a bureau.
    #[test]
    fn what_is_registrable_is_so_by_the_public_suffix_list() {
        let lines = include_str!("../../tests/data/public-suffix-tests.txt").lines();
        let mut seen = 0;
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.contains("uk.com")) {
            let (typed, registrable) = line.split_once(' ').unwrap();
            seen += 1;
            match Domain::parse(typed) {
                Ok(domain) => {
                    assert!(Domain::is_same(registrable, domain.as_str()), "{line}: {domain:?}");
                    assert!(Domain::is_same(typed, registrable), "{line}");
                }
                Err(DomainError::Sub(right) | DomainError::NotBare(right)) => {
                    assert!(Domain::is_same(&right, registrable), "{line}: {right}");
                }
                Err(DomainError::Suffix(_) | DomainError::Shape) => {}
            }
        }
        assert!(seen > 60, "{seen} lines were read");
    }

    #[test]
    fn one_domain_however_it_is_written() {
        for (one, other, same) in [
            ("示例甲.中国", "XN--FSQV13GOYC.xn--fiqs8s", true),
            ("Example.com ", "example.COM", true),
            ("example.com", "example.cn", false),
            ("示例甲.中国", "示例乙.中国", false),
            ("Example.tel", "example.TEL", true),
            ("example.tel", "other.tel", false),
            ("示例甲。香港", "示例甲.香港", true),
            ("xn--fsqv13goyc.xn--j6w193g", "示例甲.香港", true),
            ("ｅｘａｍｐｌｅ.tel", "example.tel", true),
            ("示例甲.香港", "示例乙.香港", false),
            ("www.example.com", "www.example.com", false),
            ("", "", false),
            ("_", "_", false),
        ] {
            assert_eq!(Domain::is_same(one, other), same, "{one} {other}");
        }
        let domain = Domain::parse("示例甲.公司").unwrap();
        assert_eq!((domain.label().as_str(), domain.suffix()), ("示例甲", "xn--55qx5d"));
    }

    #[test]
    fn a_suffix_that_is_approved_besides_is_one() {
        let approved = ["tel".to_owned(), "xn--j6w193g".to_owned()];
        for (typed, suffix) in [("example.tel", "tel"), ("Example.TEL", "tel"), ("示例甲.香港", "xn--j6w193g")] {
            assert!(matches!(Domain::parse(typed), Err(DomainError::Suffix(_))), "{typed}");
            let domain = Domain::parse_with(typed, &approved).unwrap();
            assert_eq!(domain.suffix(), suffix, "{typed}");
            assert!(!domain.label().contains('.'), "{typed}");
        }
        assert_eq!(Domain::parse_with("shop.example.tel", &approved), Err(DomainError::Sub("example.tel".to_owned())));
        assert!(matches!(Domain::parse_with("example.io", &approved), Err(DomainError::Suffix(_))));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_right_stays_right(text in "\\PC{0,40}") {
            if let Ok(domain) = Domain::parse(&text) {
                prop_assert_eq!(Domain::parse(domain.as_str()), Ok(domain.clone()));
                prop_assert!(Domain::is_same(&domain.unicode(), domain.as_str()));
            }
        }
    }
}
