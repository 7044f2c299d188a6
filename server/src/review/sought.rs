//! What is meant by what somebody types into the queue's search: one box for numbers, names and domains.

use crate::filings::stored::Sought;
use crate::storage::FoundBy;
use beian_model::{CertificateType, Organiser};
use beian_rules::text;

/// Everything that a search may mean.
pub fn sought(search: &str) -> Sought {
    let number = text::number(search);
    let has_digits = number.bytes().any(|byte| byte.is_ascii_digit());
    // Of each kind of certificate, for the search does not say which.
    let organisers = CertificateType::ALL.iter().filter_map(|kind| {
        let certificate_number = number.clone().into_owned();
        FoundBy::organiser(&Organiser { certificate_type: Some(*kind), certificate_number, ..Organiser::default() })
    });
    let domain = FoundBy::domain(host(search.trim()));
    let person = FoundBy::person(search).filter(|_| has_digits);
    let exact = domain.into_iter().chain(FoundBy::mobile(search)).chain(FoundBy::name(search)).chain(person);
    Sought {
        exact: if has_digits { exact.chain(organisers).collect() } else { exact.collect() },
        number: has_digits.then(|| number.into_owned()),
        organiser: search.to_owned(),
    }
}

/// The host of an address as it is copied from a browser, without `www.`, as domains are filed; anything else as it is.
fn host(text: &str) -> &str {
    let behind = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = behind.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_may_mean_several_things_and_never_what_it_cannot() {
        let exact = |search| sought(search).exact;
        assert_eq!(exact("张三"), [FoundBy::name("张三").unwrap()]);
        for address in ["www.example.com", "https://example.com", "http://www.example.com:8080/a?b"] {
            assert!(exact(address).contains(&FoundBy::domain("example.com").unwrap()), "{address}");
        }
        for mobile in ["13800138000", "138 0013 8000", "+86 138-0013-8000"] {
            assert!(exact(mobile).contains(&FoundBy::mobile("13800138000").unwrap()), "{mobile}");
        }
        let code = exact("9144 0101 ma59 umrj 7h");
        assert!(code.contains(&FoundBy::Organiser("business_licence 91440101MA59UMRJ7H".to_owned())), "{code:?}");
        assert_eq!(sought(" ba20261124000001 ").number.as_deref(), Some("BA20261124000001"));
        assert_eq!(sought("星海贸易").number, None);
    }
}
