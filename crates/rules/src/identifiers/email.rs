//! E-mail addresses: a dot-string before the `@` (RFC 5321, 4.1.2) and a domain behind it, at most 128 bytes (national form).

use super::idn;
use crate::text::{half_width, is_blank, is_unseen};
use std::borrow::Cow;

/// An address as it is written; nothing where the text is none. Full-width signs, blanks around it, `mailto:` in front and capitals
/// in the domain are put right; a Chinese domain is taken in ASCII, as mail travels.
pub fn parse(text: &str) -> Option<Cow<'_, str>> {
    if is_address(text) {
        return Some(Cow::Borrowed(text));
    }
    let sign = |c| match c {
        '。' | '｡' => '.',
        c => half_width(c),
    };
    let typed: String = text.chars().filter(|c| !is_unseen(*c)).map(sign).collect();
    let typed = typed.trim_matches(is_blank);
    let typed = match typed.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &typed[7..],
        _ => typed,
    };
    let (local, host) = typed.rsplit_once('@')?;
    let address = format!("{local}@{}", idn::to_ascii(host)?);
    is_address(&address).then_some(Cow::Owned(address))
}

/// The text is an address, once it is put right.
pub fn is_email(text: &str) -> bool {
    parse(text).is_some()
}

/// The text is an address in its one written form.
fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let atom = |atom: &str| {
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = |top: &str| top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit());
    text.len() <= 128
        && local.len() <= 64
        && local.split('.').all(atom)
        && host.contains('.')
        && host.split('.').all(label)
        && host.rsplit('.').next().is_some_and(top)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use proptest::prelude::*;

    #[test]
    fn addresses_in_their_one_written_form() {
        for (typed, address) in [
            ("a@example.com", "a@example.com"),
            (" person@example.com ", "person@example.com"),
            ("a.b+c@mail.example.cn", "a.b+c@mail.example.cn"),
            ("zhang@qq。com", "zhang@qq.com"),
            ("zhang＠qq．com", "zhang@qq.com"),
            ("Zhang@QQ.com", "Zhang@qq.com"),
            ("\u{202a}zhang@qq.com\u{202c}", "zhang@qq.com"),
            ("mailto:a@example.com", "a@example.com"),
            ("MAILTO:a@example.com", "a@example.com"),
            ("a@示例.中国", "a@xn--fsq092h.xn--fiqs8s"),
            ("o'brien@example.com", "o'brien@example.com"),
        ] {
            assert_eq!(parse(typed).as_deref(), Some(address), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "a@b",
            "@example.com",
            "a b@example.com",
            "a@@example.com",
            "a@b@example.com",
            "a@.com",
            "a@-b.com",
            "a@b.c",
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "<img/src=x>@example.com",
            "<a@example.com>",
            "张三 <a@example.com>",
            "\"a b\"@example.com",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@example.com/x",
            "a,b@example.com",
            "a@example.com;b@example.com",
            "邮箱@example.com",
            "mailto:",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&format!("{}@example.com", "a".repeat(65))), None);
        assert_eq!(parse(&format!("a@{}.com", "a".repeat(64))), None);
    }

    proptest! {
        #[test]
        fn what_is_an_address_stays_one(text in "[a-zA-Z0-9.!@＠。<> -]{1,12}@[a-z.。-]{1,8}\\.com") {
            if let Some(address) = parse(&text) {
                prop_assert_eq!(parse(&address), Some(address.clone()));
            }
        }
    }
}
