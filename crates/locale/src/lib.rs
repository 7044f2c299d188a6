//! The words a person reads, in Simplified Chinese and English. Each table is a type whose constants are its words; a missing one does not compile.
//!
//! - `fields`: labels, hints and examples of every field of a filing.
//! - `lists`: the members of every option list.
//! - `attachments`: what attachments are called.
//! - `notices`: SMS and e-mail.
//! - `problems`: refused requests; `known`: what only the server knows of a filing.
//! - `reading`: what was read from pictures.
//! - `saving`: why a save failed.
//! - `handoff`: the desktop's side of a hand-off to a phone; `words`: its word pair.
//! - `identity`: the sides of identity documents.
//! - `requirements`: what bureaus ask, for their checklists.
//! - `codes`: the page of authorisation codes, `calendar`: public holidays, `staff_account`: a colleague's own account; `reasons_page`: the library of reasons; `provider_sign_in`: sign-in by an identity
//!   provider; all are written by the server.
//! - `bureau`: packages for the bureau and its results; `oversight`: statistics and the audit log; both for colleagues.
//! - `before`: before the first field, and what one filing has from another.
//! - `ui`: the applicant's pages; `upload`: an attachment's field; `phone`: the phone's page; `desk`: the staff's pages;
//!   `standing`: where a filing stands; `viewing`: the documents of a filing there, and what stands behind it; `deciding`: what they decide.

/// Declares a table of words: `Variant: "中文", "English";`, each language required.
macro_rules! messages {
    ($(#[$meta:meta])* pub struct $name:ident { $($variant:ident: $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        pub struct $name;

        // Constants, not an enum: whoever says a word brings its two texts, not the whole table.
        #[allow(missing_docs, non_upper_case_globals)] // the words beside each name are its documentation
        impl $name {
            $(pub const $variant: $crate::Word = $crate::Word(&[$zh, $en]);)+
        }

        #[cfg(test)]
        impl $name {
            /// Every word with both texts, for tests over the whole table.
            pub(crate) const TABLE: $crate::Table = &[$((stringify!($variant), $zh, $en)),+];
        }
    };
}

pub mod at_phone;
pub mod attachments;
pub mod before;
pub mod bureau;
pub mod calendar;
pub mod codes;
pub mod deciding;
pub mod desk;
pub mod fields;
pub mod handoff;
pub mod identity;
pub mod known;
#[cfg(test)]
mod lengths;
pub mod lists;
pub mod message_settings;
pub mod notices;
pub mod oversight;
pub mod phone;
pub mod problems;
pub mod provider_sign_in;
pub mod reading;
pub mod reasons_page;
pub mod requirements;
pub mod saving;
pub mod staff_account;
pub mod standing;
pub mod told;
pub mod ui;
pub mod upload;
pub mod viewing;
pub mod words;

beian_model::coded_enum! {
    /// A language of the pages; the code is the `lang` attribute.
    pub enum Lang {
        /// 简体中文.
        Chinese = "zh-CN",
        /// English.
        English = "en",
    }
}

impl Lang {
    /// The language that a browser's preference (`navigator.languages`, `Accept-Language`) asks for; Chinese when in doubt.
    pub fn from_preference(preference: &str) -> Lang {
        for part in preference.split(',') {
            let tag = part.split(';').next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default();
            if primary.eq_ignore_ascii_case("zh") {
                return Lang::Chinese;
            }
            if primary.eq_ignore_ascii_case("en") {
                return Lang::English;
            }
        }
        Lang::Chinese
    }
}

/// A word of any table: one type for all, so that what shows words is compiled once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(&'static [&'static str; 2]);

impl Words for Word {
    fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Chinese => self.0[0],
            Lang::English => self.0[1],
        }
    }
}

/// What has a text in each language.
pub trait Words: Copy {
    /// The word in a language; may hold `{name}` places for [`fill`].
    fn text(self, lang: Lang) -> &'static str;
}

/// Puts values into the `{name}` places of a text; a place without a value stays as it is.
pub fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match value(name) {
                    Some(value) => out.push_str(value),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names of a text's places, in the order of the alphabet.
pub fn places(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
    names.sort_unstable();
    names
}

/// The words of a table: name, Chinese, English.
#[cfg(test)]
type Table = &'static [(&'static str, &'static str, &'static str)];

/// Every table by its name, for tests over all words.
#[cfg(test)]
pub(crate) const TABLES: [(&str, Table); 28] = [
    ("Ui", ui::Ui::TABLE),
    ("Before", before::Before::TABLE),
    ("Asks", requirements::Asks::TABLE),
    ("Phone", phone::Phone::TABLE),
    ("Desk", desk::Desk::TABLE),
    ("Deciding", deciding::Deciding::TABLE),
    ("ReasonsPage", reasons_page::ReasonsPage::TABLE),
    ("Because", problems::Because::TABLE),
    ("ReadWords", reading::ReadWords::TABLE),
    ("NotSaved", saving::NotSaved::TABLE),
    ("Upload", upload::Upload::TABLE),
    ("Handoff", handoff::Handoff::TABLE),
    ("CodeRefused", known::CodeRefused::TABLE),
    ("RealName", known::RealName::TABLE),
    ("Codes", codes::Codes::TABLE),
    ("Condition", codes::Condition::TABLE),
    ("CalendarPage", calendar::CalendarPage::TABLE),
    ("AccountPage", staff_account::AccountPage::TABLE),
    ("BureauPage", bureau::BureauPage::TABLE),
    ("ResultPage", bureau::ResultPage::TABLE),
    ("Statistics", oversight::Statistics::TABLE),
    ("AuditPage", oversight::AuditPage::TABLE),
    ("AuditWords", oversight::AuditWords::TABLE),
    ("ProviderSignIn", provider_sign_in::ProviderSignIn::TABLE),
    ("Told", told::Told::TABLE),
    ("MessageSettings", message_settings::MessageSettings::TABLE),
    ("Viewing", viewing::Viewing::TABLE),
    ("Standing", standing::Standing::TABLE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_places_and_leaves_unknown_ones() {
        let value = |name: &str| (name == "max").then_some("128");
        assert_eq!(fill("至多 {max} 字 {x} {", value), "至多 128 字 {x} {");
    }

    #[test]
    fn preference_falls_back_to_chinese() {
        for (preference, lang) in [
            ("zh-CN,zh;q=0.9", Lang::Chinese),
            ("en-GB,zh;q=0.8", Lang::English),
            ("fr-FR, en;q=0.5", Lang::English),
            ("", Lang::Chinese),
        ] {
            assert_eq!(Lang::from_preference(preference), lang, "{preference}");
        }
    }

    /// Both texts of a word have the same places to fill, and neither is empty.
    fn check_table(table: Table) {
        for (name, zh, en) in table {
            assert!(!zh.is_empty() && !en.is_empty(), "{name} is empty");
            assert_eq!(places(zh), places(en), "places of {name} differ");
        }
    }

    #[test]
    fn tables_agree_in_both_languages() {
        for (_, table) in TABLES {
            check_table(table);
        }
    }
}
