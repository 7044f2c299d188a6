//! Where each rule was read, in words for applicants, as JSON: rule id to source.

use beian_rules::handbook::entries;
use std::collections::BTreeMap;

/// What the tags of the sources stand for.
const TAGS: [(&str, &str); 10] = [
    ("S", "首次备案字段说明（腾讯云）"),
    ("TQ", "腾讯云备案文档："),
    ("AL", "阿里云备案文档："),
    ("HW", "华为云备案文档："),
    ("QC", "青云备案文档："),
    ("WX", "微信备案接口："),
    ("MI", "工信部备案系统代码表："),
    ("TB", "互联网信息服务备案登记表："),
    ("K", "审核经验"),
    ("D", "本系统的约定"),
];

/// The source of every rule.
pub fn json() -> serde_json::Result<String> {
    let mut all = BTreeMap::new();
    for (_, entry) in entries() {
        all.entry(entry.rule.id).or_insert_with(|| in_words(entry.source));
    }
    serde_json::to_string_pretty(&all).map(|text| text + "\n")
}

/// Each part of a source with its tag spelt out.
fn in_words(source: &str) -> String {
    let parts = source.split(['；', ';']).map(str::trim).map(|part| {
        let (tag, rest) = part.split_once([' ', '（']).map_or((part, ""), |(tag, _)| (tag, &part[tag.len()..]));
        match TAGS.iter().find(|(known, _)| *known == tag) {
            Some((_, words)) => format!("{words}{}", rest.trim_start()),
            None => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("；")
}
