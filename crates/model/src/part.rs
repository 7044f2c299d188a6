//! Reads a part of the document (an organiser, a person, a site) as its fields' rows have it: a text, a flag, a choice or pages, each by the
//! same code. What serde derives for these structs, field by field, is 10 kB of each page before compression.

use super::access::NotWritten;
use super::attachment::Held;
use super::field::Kind;
use super::{Attachment, UnknownCode};
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// A part of the document whose fields are known by their rows.
pub(crate) trait Part {
    /// The field of a key, and what stands in it; nothing where no field has this key.
    fn field(key: &str) -> Option<(usize, Kind)>
    where
        Self: Sized;
    /// Writes a field from text.
    fn write(&mut self, field: usize, text: &str) -> Result<(), NotWritten>;
    /// The pages of a field, to write to.
    fn slot(&mut self, field: usize) -> Option<&mut Vec<Attachment>>;
}

/// How a part is read beside its fields.
pub(crate) trait ReadPart: Part + Sized {
    /// The key that must be there, if one must.
    const KEY: Option<&'static str> = None;
    /// The part before anything was read.
    fn empty() -> Self;
    /// Reads what is no field of its own: a list, a part of the part; false for any other key.
    fn read<'de, A: MapAccess<'de>>(&mut self, _key: &str, _map: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }
}

/// Reads a part.
pub(crate) fn read<'de, T: ReadPart, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    // As a struct: where lists are no objects, no list is one here.
    from.deserialize_struct("", &[], Of(PhantomData))
}

struct Of<T>(PhantomData<T>);

impl<'de, T: ReadPart> Visitor<'de> for Of<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut part = T::empty();
        let mut missing = T::KEY;
        while let Some(key) = map.next_key::<String>()? {
            if missing == Some(key.as_str()) {
                missing = None;
            }
            if !part.read(&key, &mut map)? {
                value(&mut part, T::field(&key), &mut map)?;
            }
        }
        match missing {
            Some(key) => Err(A::Error::missing_field(key)),
            None => Ok(part),
        }
    }
}

/// Reads the value of a key into its field, or passes over it.
fn value<'de, A: MapAccess<'de>>(
    part: &mut dyn Part,
    field: Option<(usize, Kind)>,
    map: &mut A,
) -> Result<(), A::Error> {
    let Some((n, kind)) = field.filter(|(_, kind)| !matches!(kind, Kind::Several | Kind::Verification)) else {
        return map.next_value::<IgnoredAny>().map(|_| ());
    };
    put(part, n, kind, map.next_value()?).map_err(|_| A::Error::custom(UnknownCode))
}

/// Puts a value into a field, if it is of the field's sort.
fn put(part: &mut dyn Part, field: usize, kind: Kind, value: Held) -> Result<(), NotWritten> {
    match (kind, value) {
        (Kind::File, value) => {
            let slot = part.slot(field).ok_or(NotWritten::NoSuchField)?;
            *slot = value.pages().ok_or(NotWritten::NoSuchField)?;
            Ok(())
        }
        (Kind::Flag, Held::Flag(flag)) => part.write(field, if flag { "true" } else { "" }),
        (Kind::Choice(_), Held::None) => part.write(field, ""),
        (Kind::Choice(_) | Kind::Text(_) | Kind::Date, Held::Text(text)) => part.write(field, &text),
        _ => Err(NotWritten::NotText),
    }
}

/// Reads a list of codes.
pub(crate) fn codes<'de, T: FromStr, A: MapAccess<'de>>(map: &mut A) -> Result<Vec<T>, A::Error> {
    let codes: Vec<String> = map.next_value()?;
    let codes = codes.iter().map(|code| code.parse().ok()).collect::<Option<Vec<T>>>();
    codes.ok_or_else(|| A::Error::custom(UnknownCode))
}
