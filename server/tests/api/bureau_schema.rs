//! Holds a value against a JSON schema, as far as the schemas of `docs` go: a word of theirs that is not known here fails.

use serde_json::Value;

/// A piece of a pattern: which letters, and how many of them at least and at most.
type Piece = (Box<dyn Fn(char) -> bool>, usize, usize);

/// A pattern of the schemas: `^`, sets, counts and letters; matched against the whole.
fn fits(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect(pattern);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        if let Some(set) = rest.strip_prefix('[') {
            let (set, after) = set.split_once(']').unwrap();
            let (set, chars): (String, Vec<char>) = (set.to_owned(), set.chars().collect());
            let is_in = move |c: char| {
                let ranges =
                    chars.windows(3).filter(|w| w[1] == '-' && w[0] != '-').any(|w| (w[0]..=w[2]).contains(&c));
                ranges || set.contains(c) && (c != '-' || set.ends_with('-'))
            };
            pieces.push((Box::new(is_in), 1, 1));
            rest = after;
        } else if let Some(count) = rest.strip_prefix('{') {
            let (count, after) = count.split_once('}').unwrap();
            let (least, most) = count.split_once(',').unwrap_or((count, count));
            let piece = pieces.last_mut().unwrap();
            (piece.1, piece.2) = (least.parse().unwrap(), most.parse().unwrap_or(usize::MAX));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('+') {
            pieces.last_mut().unwrap().2 = usize::MAX;
            rest = after;
        } else {
            pieces.push((Box::new(move |other| other == c), 1, 1));
            rest = &rest[c.len_utf8()..];
        }
    }
    fn matches(pieces: &[Piece], text: &[char]) -> bool {
        let Some(((is_in, least, most), after)) = pieces.split_first() else { return text.is_empty() };
        let run = text.iter().take_while(|c| is_in(**c)).take(*most).count();
        (*least..=run).rev().any(|n| matches(after, &text[n..]))
    }
    matches(&pieces, &text.chars().collect::<Vec<_>>())
}

/// Fails where a value is not as the schema has it.
#[track_caller]
pub fn hold(schema: &Value, value: &Value, at: &str) {
    for (word, said) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$id" | "title" | "description" => {}
            "type" => {
                let is = match said.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    other => panic!("{other}"),
                };
                assert!(is, "{at}: {value} is no {said}");
            }
            "const" => assert_eq!(value, said, "{at}"),
            "enum" => assert!(said.as_array().unwrap().contains(value), "{at}: {value}"),
            "required" => {
                for name in said.as_array().unwrap() {
                    assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: {name}");
                }
            }
            "additionalProperties" => {
                assert_eq!(said, false);
                for name in value.as_object().unwrap().keys() {
                    assert!(schema["properties"].get(name).is_some(), "{at}: {name}");
                }
            }
            "properties" => {
                for (name, schema) in said.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        hold(schema, value, &format!("{at}.{name}"));
                    }
                }
            }
            "items" => value.as_array().unwrap().iter().for_each(|value| hold(said, value, &format!("{at}[]"))),
            "minimum" => assert!(value.as_i64() >= said.as_i64(), "{at}: {value}"),
            "minLength" => assert!(value.as_str().unwrap().chars().count() as u64 >= said.as_u64().unwrap(), "{at}"),
            "pattern" => {
                let (pattern, text) = (said.as_str().unwrap(), value.as_str().unwrap());
                assert!(fits(pattern, text), "{at}: {text} is not {pattern}");
            }
            other => panic!("{at}: {other} is not known here"),
        }
    }
}

#[test]
fn patterns_are_read() {
    for (pattern, text, right) in [
        ("^BA[0-9]{14,}$", "BA20261124000001", true),
        ("^BA[0-9]{14,}$", "BA2026", false),
        ("^[0-9a-f]{4}$", "00ff", true),
        ("^[0-9a-f]{4}$", "00fg", false),
        ("^a/[0-9]{2,}-[A-Za-z0-9-]+[.][a-z0-9]+$", "a/01-licence-x.jpg", true),
        ("^a/[0-9]{2,}-[A-Za-z0-9-]+[.][a-z0-9]+$", "a/01-licence_x.jpg", false),
    ] {
        assert_eq!(fits(pattern, text), right, "{pattern} {text}");
    }
}
