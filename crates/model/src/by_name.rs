//! Reads a struct field by field, each by its name. What serde derives for a struct of many fields keeps each in a place of its own until all
//! are there, and takes them apart again wherever one is wrong: several kB of each page.

use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// What is read so.
pub(crate) trait ByName: Sized {
    /// Names that must be there, 32 at the most.
    const MUST: &'static [&'static str];
    /// It before anything was read.
    fn empty() -> Self;
    /// Reads the value of a name; false where no field has it.
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error>;
}

/// The name of a field, which is another where the field's is no name of Rust.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}
pub(crate) use name;

/// Declares how: the names that must be there, and those that need not.
macro_rules! by_name {
    ($of:ident, must { $($must:ident $(= $name:literal)?)* } may { $($may:ident)* } $empty:expr) => {
        impl $crate::by_name::ByName for $of {
            const MUST: &'static [&'static str] = &[$($crate::by_name::name!($must $($name)?)),*];

            fn empty() -> $of {
                $empty
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
                match name {
                    $($crate::by_name::name!($must $($name)?) => self.$must = map.next_value()?,)*
                    $(stringify!($may) => self.$may = map.next_value()?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl<'de> serde::Deserialize<'de> for $of {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$of, D::Error> {
                $crate::by_name::read(from)
            }
        }
    };
}
pub(crate) use by_name;

/// Reads it.
pub(crate) fn read<'de, T: ByName, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    // As a struct: where lists are no objects, no list is one here.
    from.deserialize_struct("", &[], Of(PhantomData))
}

struct Of<T>(PhantomData<T>);

impl<'de, T: ByName> Visitor<'de> for Of<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut it = T::empty();
        let mut seen = 0_u32;
        while let Some(name) = map.next_key::<String>()? {
            if !it.read(&name, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
            if let Some(n) = T::MUST.iter().position(|must| *must == name) {
                seen |= 1 << n;
            }
        }
        match T::MUST.get(seen.trailing_ones() as usize) {
            Some(missing) => Err(A::Error::missing_field(missing)),
            None => Ok(it),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::complete_filing;
    use crate::{Facts, objects};
    use serde_json::{Value, json};

    fn facts() -> Value {
        serde_json::to_value(complete_filing().1).unwrap()
    }

    fn read(value: Value) -> Result<Facts, serde_json::Error> {
        objects::read(value)
    }

    #[test]
    fn what_was_written_is_read_and_what_is_new_is_passed_over() {
        let mut value = facts();
        value["of_a_newer_server"] = json!([{ "a": 1 }]);
        assert_eq!(read(value).unwrap(), complete_filing().1);
    }

    #[test]
    fn what_must_be_there_is_named_where_it_is_missing() {
        for name in ["today", "resources", "proved_mobiles", "verified"] {
            let mut value = facts();
            value.as_object_mut().unwrap().remove(name);
            let error = read(value).unwrap_err().to_string();
            assert!(error.contains(name), "{name}: {error}");
        }
        for name in ["agreements", "basic_check", "domains_filed", "domains_per_site", "province_rules"] {
            let mut value = facts();
            value.as_object_mut().unwrap().remove(name);
            assert!(read(value).is_ok(), "{name}");
        }
    }

    #[test]
    fn another_kind_of_value_is_refused() {
        for wrong in [json!([]), json!(null), json!("facts"), json!({ "today": 7 })] {
            assert!(read(wrong).is_err());
        }
    }
}
