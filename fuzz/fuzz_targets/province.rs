//! A province's file: read or refused.
#![no_main]

use beian_rules::provinces::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = read(text);
});
