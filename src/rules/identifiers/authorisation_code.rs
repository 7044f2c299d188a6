//! Filing authorisation code (备案授权码): an opaque text; only the server knows whether it exists.

/// The text has the form of a code: 8 to 64 letters, digits and dashes.
pub fn is_authorisation_code(text: &str) -> bool {
    let text = text.trim();
    (8..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_authorisation_code;

    #[test]
    fn forms() {
        assert!(is_authorisation_code("32a43232-a888-88e8-b9ec-00888be80000"));
        for text in ["", "short", "with blank 1", "代码代码代码代码"] {
            assert!(!is_authorisation_code(text), "{text}");
        }
    }
}
