//! ICP numbers: what is read is read again.
#![no_main]

use beian_rules::identifiers::icp_number::IcpNumber;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(number) = IcpNumber::parse(text) {
        assert_eq!(IcpNumber::parse(&number.to_string()).as_ref(), Ok(&number));
    }
});
