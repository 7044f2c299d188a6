//! Mobile numbers, land lines, SMS codes.
#![no_main]

use beian_rules::identifiers::{phone, sms_code};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = (phone::is_phone(text), phone::masked(text), phone::range(text), sms_code::sms_code(text));
    if let Some(number) = phone::mobile(text) {
        assert_eq!(phone::mobile(&number), Some(number.clone()));
    }
    if let Some(line) = phone::Landline::parse(text) {
        assert_eq!(phone::Landline::parse(&line.to_string()), Some(line));
    }
});
