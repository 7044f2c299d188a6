//! What stands at a path, whatever its kind: to compare two documents, and to carry a value from one into the other.

use super::{Attachment, Filing, Path};
use serde::{Deserialize, Serialize};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A text, a choice's code, or a flag.
    Text(String),
    /// The pages of an attachment; none where nothing was uploaded.
    Attachment(#[serde(deserialize_with = "super::attachment::pages")] Vec<Attachment>),
}

impl Filing {
    /// What stands at a path; `None` where the path names a list, or a field that does not exist.
    pub fn value(&self, path: Path) -> Option<Value> {
        match self.pages(path) {
            Some(pages) => Some(Value::Attachment(pages.to_vec())),
            None => self.text(path).map(|text| Value::Text(text.to_owned())),
        }
    }

    /// Puts a value at a path. A field that does not exist, or takes no such value, is left alone.
    pub fn set_value(&mut self, path: Path, value: &Value) {
        match value {
            Value::Text(text) => {
                let _ = self.set_text(path, text);
            }
            Value::Attachment(pages) => {
                if let Some(slot) = self.pages_mut(path) {
                    slot.clone_from(pages);
                }
            }
        }
    }
}
