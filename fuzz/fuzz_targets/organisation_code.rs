//! An organisation code, and the licence number that stood beside it.
#![no_main]

use beian_rules::identifiers::{licence_number, organisation_code::OrganisationCode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = licence_number::check(text);
    if let Ok(code) = OrganisationCode::parse(text) {
        assert_eq!(OrganisationCode::parse(code.as_str()).as_ref(), Ok(&code));
    }
});
