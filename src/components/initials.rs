//! Pinyin initials (拼音首字母) of Chinese words, so that 广东 is found by `gd`. The browser knows the order of pinyin: its
//! collation tells between which two letters a character stands, and no table has to travel.

use js_sys::{Array, Function, Intl::Collator, Object};
use wasm_bindgen::JsValue;

/// The first character of each letter in the order of pinyin; no word begins with i, u or v.
const FIRST: [(char, &str); 23] = [
    ('a', "阿"),
    ('b', "八"),
    ('c', "嚓"),
    ('d', "哒"),
    ('e', "妸"),
    ('f', "发"),
    ('g', "旮"),
    ('h', "哈"),
    ('j', "讥"),
    ('k', "咔"),
    ('l', "垃"),
    ('m', "痳"),
    ('n', "拏"),
    ('o', "噢"),
    ('p', "妑"),
    ('q', "七"),
    ('r', "呥"),
    ('s', "扨"),
    ('t', "它"),
    ('w', "穵"),
    ('x', "夕"),
    ('y', "丫"),
    ('z', "帀"),
];

/// Names that are not read as their characters usually are: 重庆 is chóngqìng.
const READ_OTHERWISE: [(&str, &str); 12] = [
    ("重庆", "cq"),
    ("长春", "cc"),
    ("长沙", "cs"),
    ("长治", "cz"),
    ("厦门", "xm"),
    ("蚌埠", "bb"),
    ("六安", "la"),
    ("丽水", "ls"),
    ("台州", "tz"),
    ("乐山", "ls"),
    ("乐清", "yq"),
    ("朝阳", "cy"),
];

/// Finds initials.
pub struct Initials {
    compare: Function,
}

impl Initials {
    /// With the browser's collation of pinyin.
    pub fn new() -> Initials {
        let collator = Collator::new(&Array::of1(&"zh-CN-u-co-pinyin".into()), &Object::new());
        Initials { compare: collator.compare() }
    }

    /// The initials of a word, in lower case; letters and digits stay as they are, punctuation is left out.
    pub fn of(&self, word: &str) -> String {
        if let Some((name, initials)) = READ_OTHERWISE.iter().find(|(name, _)| word.starts_with(name)) {
            return (*initials).to_owned() + &self.of(&word[name.len()..]);
        }
        word.chars().filter_map(|one| self.of_char(one)).collect()
    }

    fn of_char(&self, one: char) -> Option<char> {
        if one.is_ascii() {
            return one.is_ascii_alphanumeric().then(|| one.to_ascii_lowercase());
        }
        let mut text = [0; 4];
        let text = JsValue::from_str(one.encode_utf8(&mut text));
        let begins_before = |first: &str| {
            let order = self.compare.call2(&JsValue::UNDEFINED, &JsValue::from_str(first), &text);
            order.ok().and_then(|order| order.as_f64()).is_some_and(|order| order <= 0.0)
        };
        let after = FIRST.partition_point(|(_, first)| begins_before(first));
        FIRST.get(after.checked_sub(1)?).map(|(letter, _)| *letter)
    }
}
