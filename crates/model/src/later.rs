//! A value of an answer that is read when somebody asks for it: until then it is the JSON that was sent.

use crate::objects;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

/// A value that is read from its JSON at the first [`get`](Later::get). What reads a `T`, and what drops it, is linked with those
/// who ask for it, and not with all who pass it on: in a page in chunks that is another file.
pub struct Later<T> {
    json: Option<Arc<RawValue>>,
    value: OnceLock<Option<Arc<dyn Any + Send + Sync>>>,
    of: PhantomData<fn() -> T>,
}

impl<T: Send + Sync + 'static> From<T> for Later<T> {
    fn from(value: T) -> Later<T> {
        Later { json: None, value: OnceLock::from(Some(Arc::new(value) as _)), of: PhantomData }
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Later<T> {
    /// The value; nothing where the JSON that was sent is of no `T`: it is of a server that knows more than this program.
    pub fn get(&self) -> Option<&T> {
        let value = self.value.get_or_init(|| {
            let mut reader = serde_json::Deserializer::from_str(self.json.as_ref()?.get());
            objects::read::<T, _>(&mut reader).ok().map(|value| Arc::new(value) as _)
        });
        value.as_ref()?.downcast_ref()
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Later<T> {
        Later { json: self.json.clone(), value: self.value.clone(), of: PhantomData }
    }
}

impl<T: DeserializeOwned + Send + Sync + PartialEq + 'static> PartialEq for Later<T> {
    fn eq(&self, other: &Later<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: DeserializeOwned + Send + Sync + Eq + 'static> Eq for Later<T> {}

impl<T: DeserializeOwned + Send + Sync + fmt::Debug + 'static> fmt::Debug for Later<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(formatter)
    }
}

impl<T: DeserializeOwned + Send + Sync + Serialize + 'static> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.json {
            Some(json) => json.serialize(serializer),
            None => self.get().serialize(serializer),
        }
    }
}

impl<'de, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Later<T>, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Later { json: Some(json.into()), value: OnceLock::new(), of: PhantomData })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_sent_is_read_when_asked_for_and_sent_on_as_it_came() {
        let text = r#"[{"a":1},  {"a":2}]"#;
        let later: Later<Vec<serde_json::Value>> = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&later).unwrap(), text, "before it is read");
        assert_eq!(later.get().unwrap()[1], json!({ "a": 2 }));
        assert_eq!(later.clone().get(), later.get());
        assert_eq!(serde_json::to_string(&later).unwrap(), text);
    }

    #[test]
    fn a_value_is_sent_as_its_json() {
        let later = Later::from(vec![1_u8, 2]);
        assert_eq!(serde_json::to_value(&later).unwrap(), json!([1, 2]));
        assert_eq!(serde_json::from_value::<Later<Vec<u8>>>(json!([1, 2])).unwrap(), later);
        assert_ne!(serde_json::from_value::<Later<Vec<u8>>>(json!([1])).unwrap(), later);
    }

    #[test]
    fn what_is_of_no_such_value_is_nothing_and_no_error() {
        let later: Later<u8> = serde_json::from_str("\"x\"").unwrap();
        assert_eq!((later.get(), serde_json::to_string(&later).unwrap()), (None, "\"x\"".to_owned()));
        assert!(serde_json::from_str::<Later<u8>>("{").is_err(), "what is no JSON at all is refused");
    }
}
