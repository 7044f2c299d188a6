//! What a provider says of somebody, as it says it.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// Most characters of a text that is taken.
const LONGEST: usize = 200;

/// The claims of one person, whose signature was checked.
#[derive(Clone, Debug, Default)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// The claims of an ID token that was checked already.
    pub(super) fn of_token(token: &str) -> Option<Claims> {
        let payload = BASE64URL_NOPAD.decode(token.split('.').nth(1)?.as_bytes()).ok()?;
        serde_json::from_slice(&payload).ok().map(Claims)
    }

    /// Those of a JSON object.
    pub fn of(value: Value) -> Claims {
        match value {
            Value::Object(claims) => Claims(claims),
            _ => Claims::default(),
        }
    }

    /// With those of another place that are not there: what is signed counts.
    #[must_use]
    pub fn or(mut self, other: Claims) -> Claims {
        for (name, value) in other.0 {
            self.0.entry(name).or_insert(value);
        }
        self
    }

    /// A claim by its name, or one within others, with a dot between them.
    fn value(&self, path: &str) -> Option<&Value> {
        if let Some(value) = self.0.get(path) {
            return Some(value);
        }
        let mut names = path.split('.');
        let first = self.0.get(names.next()?)?;
        names.try_fold(first, |value, name| value.get(name))
    }

    /// A claim as one text, blanks around it left out; nothing where it is empty, too long, or no text.
    pub fn text(&self, path: &str) -> Option<String> {
        let text = match self.value(path)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let is_plain = !text.is_empty() && !text.contains(char::is_control) && text.chars().count() <= LONGEST;
        is_plain.then_some(text)
    }

    /// A claim as a list of texts; one text is a list of one.
    pub fn texts(&self, path: &str) -> Vec<&str> {
        match self.value(path) {
            Some(Value::String(text)) => vec![text],
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// A claim is there, and says yes.
    pub fn is_true(&self, path: &str) -> bool {
        self.value(path).is_some_and(|value| *value == Value::Bool(true) || value.as_str() == Some("true"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_claim_is_found_by_its_name_and_within_others() {
        let claims = Claims::of(json!({
            "name": " 示例甲 ", "number": 7, "empty": " ", "list": ["a", 1, "b"], "realm_access": { "roles": ["desk"] },
            "https://id.example/roles": "admin", "true": true, "said": "true", "control": "a\nb", "long": "x".repeat(201),
        }));
        for (path, text) in [
            ("name", Some("示例甲")),
            ("number", Some("7")),
            ("empty", None),
            ("list", None),
            ("none", None),
            ("name.inner", None),
            ("control", None),
            ("long", None),
            ("https://id.example/roles", Some("admin")),
        ] {
            assert_eq!(claims.text(path).as_deref(), text, "{path}");
        }
        assert_eq!(claims.texts("list"), ["a", "b"]);
        assert_eq!(claims.texts("realm_access.roles"), ["desk"]);
        assert_eq!(claims.texts("https://id.example/roles"), ["admin"]);
        assert!(claims.texts("realm_access").is_empty() && claims.texts("none").is_empty());
        assert!(claims.is_true("true") && claims.is_true("said") && !claims.is_true("name") && !claims.is_true("none"));
    }

    #[test]
    fn what_is_signed_counts() {
        let both = Claims::of(json!({ "sub": "a" })).or(Claims::of(json!({ "sub": "b", "name": "n" })));
        assert_eq!((both.text("sub").unwrap(), both.text("name").unwrap()), ("a".to_owned(), "n".to_owned()));
        assert!(Claims::of_token("no token").is_none() && Claims::of_token("a.!.c").is_none());
    }
}
