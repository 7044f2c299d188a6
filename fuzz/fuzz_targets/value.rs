//! Values of every kind, as the command line checks them: what is right stays right in its written form.
#![no_main]

use beian_model::Date;
use beian_rules::{ValueKind, check_value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let today = Date::from_days(20_781);
    for kind in ValueKind::ALL {
        let once = check_value(*kind, text, today);
        if once.is_ok() {
            assert!(check_value(*kind, &once.normalised, today).is_ok(), "{kind}");
        }
    }
});
