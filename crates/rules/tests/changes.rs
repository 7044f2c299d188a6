//! Properties of what two documents differ in, on filings and edits at random.
#![cfg(not(target_arch = "wasm32"))]

use beian_model::changes::{changes, is_changed};
use beian_model::*;
use beian_rules::random::{Numbers, case};
use proptest::prelude::*;

/// A document with some fields written at random.
fn edited(base: &Filing, seed: u64) -> Filing {
    let mut numbers = Numbers::new(seed);
    let mut filing = base.clone();
    for _ in 0..numbers.below(8) {
        let paths: Vec<Path> = filing.fields().collect();
        let path = paths[numbers.below(paths.len())];
        match filing.pages_mut(path) {
            Some(pages) => pages.push(sample::attachment(numbers.text())),
            None => drop(filing.set_text(path, numbers.text())),
        }
    }
    if numbers.below(4) == 0 && filing.sites.len() > 1 {
        filing.sites.remove(0);
    }
    filing
}

proptest! {
    #[test]
    fn a_document_differs_from_itself_in_nothing(seed: u64) {
        let (filing, _) = case(seed, &[]);
        prop_assert_eq!(changes(&filing, &filing), []);
    }

    #[test]
    fn each_change_is_one_and_none_is_missed(seed: u64, one: u64) {
        let (before, _) = case(seed, &[]);
        let after = edited(&before, one);
        let found = changes(&before, &after);
        for path in &found {
            prop_assert!(is_changed(&before, &after, *path), "{}", path);
            prop_assert_eq!(found.iter().filter(|other| *other == path).count(), 1, "{}", path);
            let has_both = path.site().is_none_or(|site| before.site(site).is_some() && after.site(site).is_some());
            let is_list = path.row().is_some_and(|row| row.kind == beian_model::field::Kind::Several);
            if has_both && !is_list {
                prop_assert_ne!(before.value(*path), after.value(*path), "{}", path);
            }
        }
        let common = after.fields().filter(|path| path.site().is_none_or(|site| before.site(site).is_some()));
        for path in common.filter(|path| path.row().is_some_and(|row| row.has_line)) {
            prop_assert_eq!(found.contains(&path), before.value(path) != after.value(path) || {
                let several = path.row().is_some_and(|row| row.kind == beian_model::field::Kind::Several);
                several && is_changed(&before, &after, path)
            }, "{}", path);
        }
        let back = changes(&after, &before);
        prop_assert_eq!(back.len(), found.len());
        prop_assert!(back.iter().all(|path| found.contains(path)));
    }
}
