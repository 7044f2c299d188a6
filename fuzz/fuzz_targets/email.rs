//! E-mail addresses and authorisation codes.
#![no_main]

use beian_rules::identifiers::{authorisation_code, email};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = (email::is_email(text), authorisation_code::parse(text));
});
