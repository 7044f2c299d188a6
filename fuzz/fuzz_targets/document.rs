//! Numbers of personal documents of every kind.
#![no_main]

use beian_model::{Date, DocumentType};
use beian_rules::identifiers::{document, resident_id::ResidentId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let today = Date::from_days(20_781);
    for kind in DocumentType::ALL {
        let _ = document::check(*kind, text, today);
    }
    if let Ok(id) = ResidentId::parse(text, today) {
        assert!(id.birth() <= today);
        assert_eq!(ResidentId::parse(id.as_str(), today).as_ref(), Ok(&id));
    }
});
