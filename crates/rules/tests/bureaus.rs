//! What the bureaus ask, in words.
#![cfg(not(target_arch = "wasm32"))]

use beian_locale::{Lang, requirements};
use beian_rules::provinces;

#[test]
fn every_line_of_every_bureau_is_whole_and_none_stands_twice() {
    for rules in provinces::all().unwrap() {
        for lang in [Lang::Chinese, Lang::English] {
            let lines: Vec<String> = rules.said().iter().map(|(asks, _)| requirements::line(asks, lang)).collect();
            for (n, text) in lines.iter().enumerate() {
                assert!(!text.trim().is_empty() && !text.contains('{'), "{}: {text}", rules.province);
                assert!(!lines[..n].contains(text), "{} twice: {text}", rules.province);
            }
        }
    }
}
