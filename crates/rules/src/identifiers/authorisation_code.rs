//! Filing authorisation code (备案授权码): an opaque text; only the server knows whether it exists.

use crate::text;
use std::borrow::Cow;

/// A code as it was given out, whatever was pasted around it; nothing where the text has not the form of one: 8 to 64 letters,
/// digits and dashes.
pub fn parse(text: &str) -> Option<Cow<'_, str>> {
    let form = |code: &Cow<str>| {
        (8..=64).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    Some(text::code(text)).filter(form)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn forms() {
        let code = "32a43232-a888-88e8-b9ec-00888be80000";
        for text in [
            code,
            " 32a43232-a888-88e8-b9ec-00888be80000\u{200e}",
            "32a43232–a888−88e8—b9ec－00888be80000",
            "32a43232-a888-88e8- b9ec-00888be80000",
        ] {
            assert_eq!(parse(text).as_deref(), Some(code), "{text}");
        }
        for text in ["", "short", "with_sign_1", "代码代码代码代码"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
