//! A rule as its table stands in a file or travels: its keys, and what stands at each. One reader for all kinds, in place of a visitor a
//! kind or a struct of every key: what reads it in a browser is a tenth of the size.

use super::{AttachmentCase, BureauAttachment, ProvinceRule, RemarkCase, RemarkOf, Requirement, Who};
use crate::Severity;
use core::fmt;
use core::str::FromStr;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Every key that some kind has.
const KEYS: [&str; 28] = [
    "kind",
    "severity",
    "source",
    "date",
    "who",
    "always",
    "count",
    "min",
    "max",
    "days",
    "proof_below",
    "max_man",
    "max_woman",
    "role",
    "on",
    "when",
    "attachment",
    "subject",
    "of",
    "zh",
    "en",
    "only",
    "not",
    "natures",
    "refused",
    "approved",
    "words",
    "approval",
];

/// A rule's table.
pub struct FlatRule(Vec<(String, Entry)>);

/// What stands at a key.
enum Entry {
    Text(String),
    Number(u16),
    Flag(bool),
    Texts(Vec<String>),
}

impl<'de> Deserialize<'de> for FlatRule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<FlatRule, D::Error> {
        from.deserialize_map(Table)
    }
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = FlatRule;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a rule's table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<FlatRule, A::Error> {
        let mut entries: Vec<(String, Entry)> = Vec::new();
        while let Some(key) = table.next_key::<String>()? {
            if !KEYS.contains(&key.as_str()) {
                return Err(A::Error::unknown_field(&key, &[]));
            }
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom("a key stands twice"));
            }
            entries.push((key, table.next_value()?));
        }
        Ok(FlatRule(entries))
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Entry, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Entry;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, a whole number up to 65535, true or false, or a list of texts")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Entry, E> {
        Ok(Entry::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Entry, E> {
        Ok(Entry::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Entry, E> {
        match u16::try_from(number) {
            Ok(number) => Ok(Entry::Number(number)),
            Err(_) => Err(E::custom("too large a number")),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Entry, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => Err(E::custom("a number below nothing")),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entry, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(Entry::Texts(texts))
    }
}

/// Why a table is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No such kind.
    Kind,
    /// A key that the kind needs is missing: its name.
    Missing(&'static str),
    /// Another sort of value than the key has: the key.
    Sort(&'static str),
    /// A code that its list does not know: the key.
    Code(&'static str),
    /// A number beyond what the key can hold: the key.
    TooLarge(&'static str),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (says, key) = match self {
            Wrong::Kind => ("`kind` names no kind of rule", ""),
            Wrong::Missing(key) => ("missing key ", *key),
            Wrong::Sort(key) => ("another sort of value belongs to ", *key),
            Wrong::Code(key) => ("unknown code in ", *key),
            Wrong::TooLarge(key) => ("too large a number in ", *key),
        };
        f.write_str(says)?;
        f.write_str(key)
    }
}

/// A table that is read key by key: the first thing that is wrong is kept, and in its place stands something of its sort.
struct Reading {
    entries: Vec<(String, Entry)>,
    wrong: Option<Wrong>,
}

impl Reading {
    fn note(&mut self, wrong: Wrong) {
        self.wrong.get_or_insert(wrong);
    }

    /// What stands at a key; nothing where the table does not have it.
    fn entry(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|(other, _)| other == key)?;
        Some(self.entries.swap_remove(at).1)
    }

    fn text_or_none(&mut self, key: &'static str) -> Option<String> {
        match self.entry(key)? {
            Entry::Text(text) => Some(text),
            _ => {
                self.note(Wrong::Sort(key));
                None
            }
        }
    }

    fn text(&mut self, key: &'static str) -> String {
        self.text_or_none(key).unwrap_or_else(|| {
            self.note(Wrong::Missing(key));
            String::new()
        })
    }

    fn texts(&mut self, key: &'static str) -> Vec<String> {
        match self.entry(key) {
            Some(Entry::Texts(texts)) => return texts,
            Some(_) => self.note(Wrong::Sort(key)),
            None => {}
        }
        Vec::new()
    }

    fn number_or_none(&mut self, key: &'static str) -> Option<u16> {
        match self.entry(key)? {
            Entry::Number(number) => Some(number),
            _ => {
                self.note(Wrong::Sort(key));
                None
            }
        }
    }

    fn number(&mut self, key: &'static str) -> u16 {
        self.number_or_none(key).unwrap_or_else(|| {
            self.note(Wrong::Missing(key));
            0
        })
    }

    fn small_or_none(&mut self, key: &'static str) -> Option<u8> {
        let number = u8::try_from(self.number_or_none(key)?);
        if number.is_err() {
            self.note(Wrong::TooLarge(key));
        }
        number.ok()
    }

    fn small(&mut self, key: &'static str) -> u8 {
        self.small_or_none(key).unwrap_or_else(|| {
            self.note(Wrong::Missing(key));
            0
        })
    }

    fn flag(&mut self, key: &'static str) -> bool {
        match self.entry(key) {
            Some(Entry::Flag(flag)) => return flag,
            Some(_) => self.note(Wrong::Sort(key)),
            None => self.note(Wrong::Missing(key)),
        }
        false
    }

    fn read<T: FromStr>(&mut self, code: &str, key: &'static str) -> Option<T> {
        let read = code.parse().ok();
        if read.is_none() {
            self.note(Wrong::Code(key));
        }
        read
    }

    fn code_or_none<T: FromStr>(&mut self, key: &'static str) -> Option<T> {
        let code = self.text_or_none(key)?;
        self.read(&code, key)
    }

    fn code<T: FromStr>(&mut self, key: &'static str, otherwise: T) -> T {
        let code = self.text(key);
        self.read(&code, key).unwrap_or(otherwise)
    }

    fn codes<T: FromStr>(&mut self, key: &'static str) -> Vec<T> {
        let codes = self.texts(key);
        codes.iter().filter_map(|code| self.read(code, key)).collect()
    }
}

impl TryFrom<FlatRule> for ProvinceRule {
    type Error = Wrong;

    fn try_from(FlatRule(entries): FlatRule) -> Result<ProvinceRule, Wrong> {
        let mut table = Reading { entries, wrong: None };
        let severity = table.code("severity", Severity::Note);
        let (source, date) = (table.text("source"), table.text("date"));
        let rule = ProvinceRule { asks: asks(&mut table), severity, source, date };
        match table.wrong {
            Some(wrong) => Err(wrong),
            None => Ok(rule),
        }
    }
}

fn asks(table: &mut Reading) -> Requirement {
    use Requirement as R;
    match table.text("kind").as_str() {
        "responsible_person" => R::ResponsiblePerson { who: table.code("who", Who::LegalRepresentative) },
        "site_person_letter" => R::SitePersonLetter {},
        "site_person_same" => R::SitePersonSame { always: table.flag("always") },
        "mobile_local" => R::MobileLocal {},
        "mobile_once" => R::MobileOnce {},
        "person_once" => R::PersonOnce {},
        "emergency_differs" => R::EmergencyDiffers {},
        "phones_differ" => R::PhonesDiffer { count: table.small("count") },
        "landline" => R::Landline {},
        "age" => R::Age {
            min: table.small("min"),
            proof_below: table.small_or_none("proof_below"),
            max_man: table.small_or_none("max_man"),
            max_woman: table.small_or_none("max_woman"),
            role: table.code_or_none("role"),
        },
        "sites" => R::Sites { max: table.small("max") },
        "domains" => R::Domains { max: table.small("max") },
        "same_city" => R::SameCity {},
        "district_named" => R::DistrictNamed {},
        "certificate_address_local" => R::CertificateAddressLocal {},
        "domain_holder" => R::DomainHolder {},
        "domain_days" => R::DomainDays { days: table.number("days") },
        "service_content" => R::ServiceContent { only: table.codes("only"), not: table.codes("not") },
        "remark" => R::Remark {
            on: table.code("on", RemarkOf::Site),
            when: table.code("when", RemarkCase::Always),
            min: table.number_or_none("min").unwrap_or_default(),
            zh: table.text("zh"),
            en: table.text("en"),
        },
        "investor" => R::Investor { natures: table.codes("natures"), zh: table.text("zh"), en: table.text("en") },
        "certificate" => {
            R::Certificate { natures: table.codes("natures"), only: table.codes("only"), not: table.codes("not") }
        }
        "suffix" => R::Suffix { refused: table.texts("refused"), approved: table.texts("approved") },
        "label_words" => R::LabelWords { words: table.texts("words") },
        "name_words" => R::NameWords { words: table.texts("words") },
        "name_latin" => R::NameLatin {},
        "name_place" => R::NamePlace {},
        "approval_words" => R::ApprovalWords { words: table.texts("words"), approval: table.codes("approval") },
        "attachment" => R::Attachment {
            attachment: table.code("attachment", BureauAttachment::Other),
            when: table.code("when", AttachmentCase::Always),
            count: table.small_or_none("count").unwrap_or_default(),
            on: table.code_or_none("on").unwrap_or(RemarkOf::Organiser),
            zh: table.text("zh"),
            en: table.text("en"),
        },
        "note" => R::Note {
            subject: table.code_or_none("subject"),
            of: table.text_or_none("of"),
            zh: table.text("zh"),
            en: table.text("en"),
        },
        _ => {
            table.note(Wrong::Kind);
            R::Landline {}
        }
    }
}
