//! Columns and what they hold: whatever that is, it is read or refused, and never told.

use crate::storage::{StoreError, Stored};
use sea_orm::{QueryResult, TryGetable};

/// A stored value that cannot be read is an error of ours, not of the asker. It may be personal, so it is not told.
pub(crate) fn read<T: std::str::FromStr>(text: &str) -> Stored<T> {
    text.parse().map_err(|_| StoreError::Value(format!("no {}", std::any::type_name::<T>())))
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Stored<T> {
    serde_json::from_str(text).map_err(|error| {
        // What serde says of it names the value.
        let (kind, line, column) = (error.classify(), error.line(), error.column());
        StoreError::Value(format!("no {}: {kind:?} at line {line}, column {column}", std::any::type_name::<T>()))
    })
}

/// A column of a row, which may hold anything.
pub(crate) fn column<T: TryGetable>(row: &QueryResult, name: &str) -> Stored<T> {
    row.try_get("", name).map_err(|_| StoreError::Value(format!("column {name}")))
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Stored<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Value(error.to_string()))
}

/// A number as the databases have it: none of ours comes near the end of what they hold.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of a column that can only be so large.
pub(crate) fn small<T: TryFrom<i64>>(number: i64) -> Stored<T> {
    number.try_into().map_err(|_| StoreError::Value(format!("no {}", std::any::type_name::<T>())))
}
#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{Filing, Path, Status};

    #[test]
    fn what_cannot_be_read_is_not_told() {
        let name = "示例甲";
        let told = [
            from_json::<Filing>(&format!(r#"{{"organiser": {{"name": {{"{name}": 1}}}}}}"#)).map(|_| ()),
            from_json::<Filing>(&format!(r#"{{"province": "{name}"}}"#)).map(|_| ()),
            from_json::<Status>(&format!("\"{name}\"")).map(|_| ()),
            read::<Path>(name).map(|_| ()),
        ];
        for refused in told {
            let said = refused.unwrap_err().to_string();
            assert!(!said.contains(name), "{said}");
        }
    }
}
