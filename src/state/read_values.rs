//! What was filled in from pictures, and what the person said of it: to be checked, checked, or left as typed.

use super::OpenFiling;
use beian_model::Path;
use beian_rules::text;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How a text that was read stands to what the form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both say the same, and the person typed or confirmed it.
    Same,
    /// It was filled in from the picture and waits for the person's word.
    ToCheck,
    /// The field is empty.
    Empty,
    /// They differ.
    Differs,
    /// They differ, and the person said that theirs is right.
    Left,
}

/// The texts that were filled in from pictures and not yet confirmed, and those that the person turned down. From the
/// context of the open filing.
#[derive(Clone, Copy)]
pub struct ReadValues {
    unconfirmed: RwSignal<BTreeMap<Path, String>>,
    turned_down: RwSignal<BTreeMap<Path, String>>,
    cards: StoredValue<Vec<String>>,
}

/// What was read from pictures of the open filing.
pub fn use_read_values() -> ReadValues {
    expect_context()
}

impl ReadValues {
    /// For the pages of one filing.
    pub fn provide() {
        provide_context(ReadValues {
            unconfirmed: RwSignal::new(BTreeMap::new()),
            turned_down: RwSignal::new(BTreeMap::new()),
            cards: StoredValue::new(Vec::new()),
        });
    }

    /// Fills a field in; it waits for the person's word from now on.
    pub fn fill(self, filing: OpenFiling, path: Path, text: &str) {
        filing.set_text(path, text);
        self.unconfirmed.update(|texts| {
            texts.insert(path, text.to_owned());
        });
        self.turned_down.update(|texts| {
            texts.remove(&path);
        });
    }

    /// The person says that what was filled in is right.
    pub fn confirm(self, path: Path) {
        self.unconfirmed.update(|texts| {
            texts.remove(&path);
        });
    }

    /// The person says that what stands in the form is right, not what was read.
    pub fn turn_down(self, path: Path, text: &str) {
        self.turned_down.update(|texts| {
            texts.insert(path, text.to_owned());
        });
    }

    /// The ID card of a verification fills in what is empty once, and not again what the person has cleared since. True at
    /// the first time.
    pub fn first_time(self, card: &str) -> bool {
        self.cards.try_update_value(|cards| {
            let new = cards.iter().all(|known| known != card);
            if new {
                cards.push(card.to_owned());
            }
            new
        }) == Some(true)
    }

    /// The field holds what was filled in from a picture, and nobody has said that it is right; tracked. Whoever edits it
    /// has.
    pub fn is_unconfirmed(self, filing: OpenFiling, path: Path) -> bool {
        // The document is looked at only for fields that were filled in: the others need not follow each keystroke.
        self.unconfirmed.read().get(&path).is_some_and(|text| filing.document.read().text(path) == Some(text))
    }

    /// How a text that was read stands to the form; tracked.
    pub fn agreement(self, filing: OpenFiling, path: Path, read: &str) -> Agreement {
        if self.is_unconfirmed(filing, path) {
            return Agreement::ToCheck;
        }
        let document = filing.document.read();
        let typed = document.text(path).unwrap_or_default();
        let down = self.turned_down.read().get(&path).is_some_and(|text| text == read);
        compare(typed, read, down)
    }
}

/// Blanks, dashes, and full- or half-width signs make no difference.
fn compare(typed: &str, read: &str, turned_down: bool) -> Agreement {
    if text::name(typed).is_empty() {
        Agreement::Empty
    } else if text::number(typed) == text::number(read) || text::is_same_name(typed, read) {
        Agreement::Same
    } else if turned_down {
        Agreement::Left
    } else {
        Agreement::Differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_texts_stand_to_each_other() {
        for (typed, read, down, expected) in [
            ("", "示例甲", false, Agreement::Empty),
            (" ", "示例甲", true, Agreement::Empty),
            ("示例(深圳)公司", "示例（深圳）公司", false, Agreement::Same),
            ("91440399ma00aaaa44", "91440399MA00AAAA44", false, Agreement::Same),
            ("示例乙", "示例甲", false, Agreement::Differs),
            ("示例乙", "示例甲", true, Agreement::Left),
        ] {
            assert_eq!(compare(typed, read, down), expected, "{typed} {read}");
        }
    }
}
