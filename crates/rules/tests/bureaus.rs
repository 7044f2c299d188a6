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

#[test]
fn the_pages_name_regulations_and_bureaus_as_sources_and_no_provider() {
    let sources = include_str!("../../../public/rule-sources.json");
    for name in ["云备案", "腾讯", "阿里", "华为", "青云", "微信", "云服务"] {
        assert!(!sources.contains(name), "{name}");
    }
    for named in ["GB 32100-2015", "管局要求（江苏）", "互联网信息服务备案登记表"] {
        assert!(sources.contains(named), "{named}");
    }
}
