//! Reads and writes a part of the document (an organiser, a person, a site) as its fields' rows have it: a text, a flag, a choice or pages,
//! each by the same code. What serde derives for these structs, field by field, is 10 kB of each page before compression.

use super::access::NotWritten;
use super::attachment;
use super::field::Kind;
use super::{Attachment, UnknownCode};
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

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
    /// A field's key, what stands in it, its text and its pages; nothing behind the last.
    fn at(&self, field: usize) -> Option<(&'static str, Kind, &str, &[Attachment])>;
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
    /// Writes the same.
    fn write_own<M: SerializeMap>(&self, _map: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Writes a part.
pub(crate) fn write<T: ReadPart, S: Serializer>(part: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(None)?;
    part.write_own(&mut map)?;
    write_fields(part, &mut map)?;
    map.end()
}

fn write_fields<M: SerializeMap>(part: &dyn Part, map: &mut M) -> Result<(), M::Error> {
    let mut n = 0;
    while let Some((key, kind, text, pages)) = part.at(n) {
        match kind {
            Kind::Text(_) | Kind::Date => map.serialize_entry(key, text)?,
            Kind::Choice(_) => map.serialize_entry(key, &Some(text).filter(|code| !code.is_empty()))?,
            Kind::Flag => map.serialize_entry(key, &!text.is_empty())?,
            Kind::File => map.serialize_entry(key, pages)?,
            Kind::Several | Kind::Verification => {}
        }
        n += 1;
    }
    Ok(())
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
    let written = match field {
        Some((n, Kind::File)) => {
            let Pages(pages) = map.next_value()?;
            if let Some(slot) = part.slot(n) {
                *slot = pages;
            }
            Ok(())
        }
        Some((n, Kind::Flag)) => part.write(n, if map.next_value()? { "true" } else { "" }),
        Some((n, Kind::Choice(_))) => part.write(n, &map.next_value::<Option<String>>()?.unwrap_or_default()),
        Some((n, Kind::Text(_) | Kind::Date)) => part.write(n, &map.next_value::<String>()?),
        Some((_, Kind::Several | Kind::Verification)) | None => map.next_value::<IgnoredAny>().map(|_| Ok(()))?,
    };
    written.map_err(|_| A::Error::custom(UnknownCode))
}

struct Pages(Vec<Attachment>);

impl<'de> Deserialize<'de> for Pages {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Pages, D::Error> {
        attachment::pages(from).map(Pages)
    }
}
