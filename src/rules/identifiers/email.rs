//! E-mail addresses: the form that every mail server takes, at most 128 bytes (national form).

/// The text is an address.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, host)) = text.split_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 128
        && (1..=64).contains(&local.len())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && host.contains('.')
        && host.split('.').all(label)
        && host.rsplit('.').next().is_some_and(|top| top.chars().count() >= 2)
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses() {
        for text in ["a@example.com", " person@example.com ", "a.b+c@mail.example.cn", "邮箱@示例.中国"] {
            assert!(is_email(text), "{text}");
        }
        for text in ["", "a@b", "@example.com", "a b@example.com", "a@@example.com", "a@.com", "a@-b.com", "a@b.c"] {
            assert!(!is_email(text), "{text}");
        }
    }
}
