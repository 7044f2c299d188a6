//! Domains (网站域名): the registrable domain only, under a suffix that may be filed.

use crate::rules::data::suffixes;

/// A domain that may be filed, lower case, as typed in Chinese or in Punycode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain(String);

/// What is wrong with a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainError {
    /// No domain at all: a character, a label or a length that cannot be.
    Shape,
    /// Scheme, `www`, port or path around it: what would be right.
    NotBare(String),
    /// No suffix that may be filed.
    Suffix(String),
    /// A sub-domain, covered by its parent: what would be right.
    Sub(String),
}

impl Domain {
    /// Reads a domain: blanks around, upper case and full-width dots are what people type, and are put right.
    ///
    /// # Errors
    /// [`DomainError`], with what would be right where that is known.
    pub fn parse(text: &str) -> Result<Domain, DomainError> {
        let typed: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '。' | '．' | '｡' => '.',
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
                other => other,
            })
            .flat_map(char::to_lowercase)
            .collect();
        let bare = bare(&typed);
        // A suffix alone, or `www` where the name stands, names nobody.
        if !is_name(bare) || suffixes::TWO_LABELS.contains(&bare) {
            return Err(DomainError::Shape);
        }
        let Some(label) = suffixes::before_suffix(bare) else {
            let suffix = bare.split_once('.').map_or(bare, |(_, suffix)| suffix);
            return Err(DomainError::Suffix(format!(".{suffix}")));
        };
        if label == "www" {
            return Err(DomainError::Shape);
        }
        let registrable = || {
            let own = label.rsplit('.').next().unwrap_or(label);
            format!("{own}{}", &bare[label.len()..])
        };
        if bare != typed || label.starts_with("www.") {
            let without = label.strip_prefix("www.").unwrap_or(label);
            let own = without.rsplit('.').next().unwrap_or(without);
            return Err(DomainError::NotBare(format!("{own}{}", &bare[label.len()..])));
        }
        if label.contains('.') {
            return Err(DomainError::Sub(registrable()));
        }
        Ok(Domain(typed))
    }

    /// The domain in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What stands between scheme and port or path.
fn bare(typed: &str) -> &str {
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    let end = rest.find(['/', ':', '?', '#']).unwrap_or(rest.len());
    rest[..end].trim_end_matches('.')
}

/// At least two labels, each of letters, digits and inner hyphens, none that only looks like Punycode, no address.
fn is_name(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c == '-' || c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric()))
            && !label.starts_with('-')
            && !label.ends_with('-')
            && (label.starts_with("xn--") || label.get(2..4) != Some("--"))
    };
    let top_is_number = text.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_digit()));
    text.len() <= 253 && text.contains('.') && !top_is_number && text.split('.').all(label)
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
            ("示例甲。中国", "示例甲.中国"),
            ("xn--fsqv13goyc.xn--fiqs8s", "xn--fsqv13goyc.xn--fiqs8s"),
            ("example.com.cn", "example.com.cn"),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
        ] {
            assert_eq!(Domain::parse(typed), Ok(Domain(domain.to_owned())), "{typed}");
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
            ("example.io", suffix(".io")),
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

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_right_stays_right(text in "\\PC{0,40}") {
            if let Ok(domain) = Domain::parse(&text) {
                prop_assert_eq!(Domain::parse(domain.as_str()), Ok(domain));
            }
        }
    }
}
