//! Domains, Chinese ones both ways.
#![no_main]

use beian_rules::identifiers::{domain::Domain, idn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = idn::to_unicode(text);
    if let Some(ascii) = idn::to_ascii(text) {
        assert_eq!(idn::to_ascii(&ascii).as_ref(), Some(&ascii));
    }
    if let Ok(domain) = Domain::parse(text) {
        assert_eq!(Domain::parse(domain.as_str()).as_ref(), Ok(&domain));
        assert!(Domain::is_same(&domain.unicode(), domain.as_str()));
    }
});
