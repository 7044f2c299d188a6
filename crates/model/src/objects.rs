//! Objects are read from objects only. serde's derived readers also take a list for one, field by field in their order, and would read
//! `[]` as an object of nothing but defaults: a client's slip would empty what it meant to change. And `9.0` is the whole number that the
//! contract's schemas take it for.

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use std::fmt;

/// Reads a value as [`Deserialize`] does, but no list where an object belongs, however deep.
///
/// # Errors
/// As the deserializer.
pub fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::deserialize(Objects(from))
}

/// Up to here every whole number is a number of its own.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Hands on what it wraps; a deserializer asks for structs as maps, and all that comes of it does the same.
struct Objects<T>(T);

macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Objects(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    forward! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_char() deserialize_str() deserialize_string()
        deserialize_bytes() deserialize_byte_buf() deserialize_option() deserialize_unit()
        deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
        deserialize_seq() deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize) deserialize_map()
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_identifier() deserialize_ignored_any()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Objects(visitor))
    }
}

macro_rules! visit {
    ($($method:ident($type:ty))*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    visit! {
        visit_bool(bool) visit_i64(i64) visit_i128(i128) visit_u64(u64) visit_u128(u128) visit_char(char)
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(Vec<u8>)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        match value {
            whole if whole.fract() != 0.0 || whole.abs() > LARGEST_WHOLE => self.0.visit_f64(value),
            whole if whole < 0.0 => self.0.visit_i64(whole as i64),
            whole => self.0.visit_u64(whole as u64),
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Objects(variant))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Objects<A> {
    type Error = A::Error;
    type Variant = Objects<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        self.0.variant_seed(seed).map(|(name, content)| (name, Objects(content)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Objects(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, Objects(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Objects(visitor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Filing;
    use crate::sample::complete_filing;
    use crate::wire::{CaptureRequest, Reason, ReturnRequest, ShowRequest, VerificationRequest};
    use serde_json::{Value, json};

    /// Puts a list in place of each object in turn, and gives what is to be refused then.
    fn broken(value: &Value, at: &mut Vec<String>, all: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                all.push(at.iter().map(|word| format!("/{word}")).collect());
                for (name, value) in fields {
                    at.push(name.clone());
                    broken(value, at, all);
                    at.pop();
                }
            }
            Value::Array(items) => {
                for (n, value) in items.iter().enumerate() {
                    at.push(n.to_string());
                    broken(value, at, all);
                    at.pop();
                }
            }
            _ => {}
        }
    }

    #[test]
    fn a_list_is_no_object_however_deep_and_all_else_is_read_as_before() {
        let (filing, _) = complete_filing();
        let whole = serde_json::to_value(&filing).unwrap();
        assert_eq!(read::<Filing, _>(&whole).unwrap(), filing);
        assert_eq!(read::<Filing, _>(&mut serde_json::Deserializer::from_str(&whole.to_string())).unwrap(), filing);
        let mut all = Vec::new();
        broken(&whole, &mut Vec::new(), &mut all);
        assert!(all.len() > 4, "{all:?}");
        for at in all {
            let mut document = whole.clone();
            *document.pointer_mut(&at).unwrap() = json!([]);
            assert!(read::<Filing, _>(&document).is_err(), "{at}");
        }
        assert!(serde_json::from_value::<Reason>(json!([])).is_ok(), "what this is for");
        assert!(read::<Reason, _>(json!([])).is_err());
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        use crate::Region;
        let region = |x: Value| read::<Region, _>(json!({ "x": x, "y": 0, "width": 1.0, "height": 2e3 })).ok();
        let right = |x| Some(Region { x, y: 0, width: 1, height: 2000 });
        assert_eq!((region(json!(9)), region(json!(9.0))), (right(9), right(9)));
        for wrong in [json!(9.5), json!(-1.0), json!(1e300), json!(4_294_967_296.0), json!(9e15), json!("9")] {
            assert_eq!(region(wrong.clone()), None, "{wrong}");
        }
    }

    #[test]
    fn requests_are_read_as_before() {
        fn same<T: serde::de::DeserializeOwned + PartialEq + fmt::Debug>(value: Value) {
            assert_eq!(read::<T, _>(&value).unwrap(), serde_json::from_value(value).unwrap());
        }
        same::<Reason>(json!({}));
        same::<ReturnRequest>(json!({ "reasons": [{ "path": "organiser.name", "text": "x" }], "note": "y" }));
        same::<ShowRequest>(json!({ "kind": "capture", "verification": "x", "capture": "portrait" }));
        same::<VerificationRequest>(json!({ "of": "organiser.licence", "renews": null }));
        let measured = json!({ "by": "itself", "scores": [{ "measure": "sharp", "score": 90 }] });
        same::<CaptureRequest>(json!({ "capture": "video", "size": 9, "sha256": "x", "measured": measured }));
        assert!(read::<ShowRequest, _>(json!(["capture"])).is_err());
    }
}
