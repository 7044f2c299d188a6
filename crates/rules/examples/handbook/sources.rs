//! Where each rule was read, in words for applicants, as JSON: rule id to source. A page names the standard or regulation, or says
//! that bureaus ask it; whose documentation told it, only the handbook says.

use beian_rules::handbook::entries;
use std::collections::BTreeMap;

/// What tags of public documents stand for.
const TAGS: [(&str, &str); 2] = [("MI", "工信部备案系统代码表 "), ("TB", "《互联网信息服务备案登记表》")];

/// Tags of what no page names: providers' documentation, experience, our own design, and a library.
const UNNAMED: [&str; 9] = ["S", "TQ", "AL", "HW", "QC", "WX", "K", "D", "libphonenumber"];

/// The source of every rule that has one to be named.
pub fn json() -> serde_json::Result<String> {
    let mut all = BTreeMap::new();
    for (_, entry) in entries() {
        let words = in_words(entry.source);
        if !words.is_empty() {
            all.entry(entry.rule.id).or_insert(words);
        }
    }
    serde_json::to_string_pretty(&all).map(|text| text + "\n")
}

/// The parts of a source that can be named, each once.
fn in_words(source: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in source.split(['；', ';']).filter_map(|part| named(part.trim())) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("；")
}

/// A part of a source as a page names it.
fn named(part: &str) -> Option<String> {
    // The bureaus whose rules were told: in brackets, where only some ask it.
    if let Some((_, which)) = part.split_once("各省管局要求") {
        return Some(format!("管局要求{}", which.trim_start_matches([' ', '2', '0', '1', '9'])));
    }
    let (tag, rest) = part.split_once([' ', '（']).unwrap_or((part, ""));
    match TAGS.iter().find(|(known, _)| *known == tag) {
        Some((_, words)) => Some(format!("{words}{rest}").trim_end().to_owned()),
        None if UNNAMED.contains(&tag) || part.starts_with("用户报告") => None,
        None => Some(part.to_owned()),
    }
}
