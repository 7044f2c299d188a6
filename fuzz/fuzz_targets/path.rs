//! Paths of fields: what parses prints the same.
#![no_main]

use beian_model::Path;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(path) = text.parse::<Path>() {
        assert_eq!(path.to_string(), text);
    }
});
