//! A unified social credit code: what is read is read again.
#![no_main]

use beian_rules::identifiers::uscc::Uscc;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(code) = Uscc::parse(text) {
        assert_eq!(Uscc::parse(code.as_str()).as_ref(), Ok(&code));
        let _ = (code.kind(), code.province(), code.has_right_inner_code());
    }
});
