//! Filings with anything anywhere, and documents as they arrive: checked, no finding without words.
#![no_main]

use beian_locale::Lang;
use beian_rules::words::line;
use beian_model::sample::complete_filing;
use beian_model::{Filing, Path};
use beian_rules::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (mut filing, facts) = complete_filing();
    // A document as it arrives, or lines of FIELD TEXT over the sample.
    let document = serde_json::from_str::<Filing>(text).ok();
    if let Some(document) = document.and_then(|document| document.migrated().ok()) {
        filing = document;
    } else {
        for line in text.lines().take(40) {
            let Some((at, value)) = line.split_once(' ') else { continue };
            let path = match at.parse::<usize>() {
                Ok(n) => {
                    let paths: Vec<Path> = filing.fields().collect();
                    paths[n % paths.len()]
                }
                Err(_) => match at.parse() {
                    Ok(path) => path,
                    Err(_) => continue,
                },
            };
            let _ = filing.set_text(path, value);
        }
    }
    for finding in check(&filing, &facts) {
        for lang in Lang::ALL {
            assert!(!line(&finding, *lang).is_empty());
        }
    }
});
