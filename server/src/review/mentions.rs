//! Whom a remark names (提到同事): `@` and a colleague's name, as they are written in Chinese and English.

use crate::accounts::stored::Staff;

/// The colleagues whom a text names, each once. At an `@` it is the longest name that stands there: `@李明华` is not `@李明`. Letters may be
/// large or small, and no name ends within a word of letters or digits: `@Annabel` is not `@Anna`. Those of one name are all meant.
pub fn mentioned<'a>(text: &str, colleagues: &'a [Staff]) -> impl Iterator<Item = &'a Staff> {
    let mut named: Vec<&str> = Vec::new();
    for behind in text.split(['@', '＠']).skip(1) {
        let names = colleagues.iter().map(|one| one.name.as_str()).filter(|name| begins(behind, name));
        named.extend(names.max_by_key(|name| name.len()));
    }
    colleagues.iter().filter(move |one| named.contains(&one.name.as_str()))
}

/// A text begins with a name.
fn begins(text: &str, name: &str) -> bool {
    let Some((head, rest)) = text.split_at_checked(name.len()) else { return false };
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let goes_on = is_word(name.chars().next_back()) && is_word(rest.chars().next());
    !name.is_empty() && head.eq_ignore_ascii_case(name) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::wire::Role;
    use proptest::prelude::*;

    fn colleagues() -> Vec<Staff> {
        let one = |name: &&str| Staff::new(&format!("{name}@example.com"), name, String::new(), Role::Reviewer);
        ["李明", "李明华", "Anna", "Anna Li", "审核员 1", ""].iter().map(one).collect()
    }

    #[test]
    fn the_longest_name_behind_each_sign_is_meant() {
        let all = colleagues();
        for (text, expected) in [
            ("请看授权书", &[][..]),
            ("@李明 请看授权书", &["李明"]),
            ("@李明请看授权书", &["李明"]),
            ("＠李明华，请看", &["李明华"]),
            ("@李明华和@李明，@李明", &["李明", "李明华"]),
            ("@anna: look", &["Anna"]),
            ("@Anna Li, look", &["Anna Li"]),
            ("@Anna Lisbon", &["Anna"]),
            ("@Annabel", &[]),
            ("@审核员 12", &[]),
            ("@审核员 1。", &["审核员 1"]),
            ("wang@example.com @ 李明 @", &[]),
        ] {
            let named: Vec<&str> = mentioned(text, &all).map(|one| one.name.as_str()).collect();
            assert_eq!(named, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[@＠李明Ana 华1]{0,30}") {
            let _ = mentioned(&text, &colleagues()).count();
        }
    }
}
