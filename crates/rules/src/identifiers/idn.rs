//! Domains with Chinese labels, both ways: to ASCII by UTS 46, and back to what people read.
//!
//! Letters and digits only: UTS 46 alone would take signs and unassigned characters, which IDNA 2008 and every registry refuse.
//!
//! To ASCII by whoever has the Unicode tables already: the `idna` crate on a server, the URL parser in a browser, where the
//! tables would cost more bytes than all rules together. A test holds the two to the same answers. Back again needs no tables,
//! only Punycode (RFC 3492).

/// A host in ASCII, lower case; nothing where a label cannot be. ASCII stays as it is but for its case.
pub fn to_ascii(host: &str) -> Option<String> {
    let ascii = if host.is_ascii() && !host.contains("xn--") { host.to_ascii_lowercase() } else { platform(host)? };
    if !host.is_ascii() || ascii.contains("xn--") {
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
        if !to_unicode(&ascii).chars().all(letters) {
            return None;
        }
    }
    // A label that claims to be Punycode must come out as itself: browsers differ on those that do not.
    let honest = ascii.split('.').filter(|label| label.starts_with("xn--")).all(|label| {
        decode(&label[4..]).is_some_and(|text| !text.is_ascii() && platform(&text).as_deref() == Some(label))
    });
    honest.then_some(ascii)
}

/// A host as people read it: its Punycode labels decoded, where they can be.
pub fn to_unicode(host: &str) -> String {
    let mut out = String::with_capacity(host.len());
    for (n, label) in host.split('.').enumerate() {
        if n > 0 {
            out.push('.');
        }
        match label.strip_prefix("xn--").and_then(decode) {
            Some(text) => out.push_str(&text),
            None => out.push_str(label),
        }
    }
    out
}

#[cfg(not(target_arch = "wasm32"))]
fn platform(host: &str) -> Option<String> {
    idna::domain_to_ascii(host).ok().filter(|ascii| !ascii.is_empty())
}

#[cfg(target_arch = "wasm32")]
fn platform(host: &str) -> Option<String> {
    // What would end a host inside an address is no part of one.
    if host.is_empty() || host.contains(['/', '\\', ':', '?', '#', '@', '%', '[', ']']) {
        return None;
    }
    let url = web_sys::Url::new(&format!("http://{host}/")).ok()?;
    Some(url.hostname()).filter(|ascii| !ascii.is_empty())
}

/// The text of a Punycode label without its `xn--` (RFC 3492, section 6.2).
fn decode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    // A hyphen at the very beginning parts nothing.
    let (basic, extended) = label.rsplit_once('-').filter(|(basic, _)| !basic.is_empty()).unwrap_or(("", label));
    if !label.is_ascii() || extended.is_empty() {
        return None;
    }
    let mut out: Vec<char> = basic.chars().collect();
    let (mut code, mut index, mut bias) = (128u32, 0u32, 72u32);
    let mut digits = extended.bytes();
    while let Some(first) = digits.next() {
        let before = index;
        let (mut weight, mut k, mut byte) = (1u32, BASE, first);
        loop {
            let digit = match byte {
                b'a'..=b'z' => u32::from(byte - b'a'),
                b'A'..=b'Z' => u32::from(byte - b'A'),
                b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
            byte = digits.next()?;
        }
        let len = u32::try_from(out.len()).ok()? + 1;
        bias = adapted(index - before, len, before == 0);
        code = code.checked_add(index / len)?;
        index %= len;
        out.insert(index as usize, char::from_u32(code)?);
        index += 1;
    }
    Some(out.into_iter().collect())
}

/// RFC 3492, section 6.1.
fn adapted(delta: u32, len: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / len;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_ways() {
        for (text, ascii) in [
            ("示例甲.中国", "xn--fsqv13goyc.xn--fiqs8s"),
            ("示例乙.公司", "xn--ojqx2aw82g.xn--55qx5d"),
            ("bücher.com", "xn--bcher-kva.com"),
            ("example.com", "example.com"),
        ] {
            assert_eq!(to_ascii(text).as_deref(), Some(ascii), "{text}");
            assert_eq!(to_unicode(ascii), text);
            assert_eq!(to_ascii(ascii).as_deref(), Some(ascii), "{ascii} is itself");
        }
        // Not Punycode, Punycode of ASCII, Punycode of what UTS 46 maps to something else.
        for host in [
            "❤.com",
            "\u{3f8cd}a.com",
            "示例 甲.com",
            "示例_甲.com",
            "xn--.com",
            "xn--a.com",
            "xn--abc-.com",
            "xn--99999999.com",
            "\u{200b}\u{300}.com",
        ] {
            assert_eq!(to_ascii(host), None, "{host}");
        }
    }

    /// Unicode's own vectors (UTS 46): what they give, or nothing where they give an error. Lengths and hyphens are looked at
    /// when the whole domain is; what was unassigned in the vectors' Unicode (V7) may be a letter in ours.
    #[test]
    fn unicodes_vectors() {
        let text = include_str!("../../tests/data/IdnaTestV2.txt");
        let (mut right, mut refused) = (0, 0);
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let line = line.split('#').next().unwrap_or_default();
            let columns: Vec<String> = line.split(';').map(|column| unescaped(column.trim())).collect();
            let [source, unicode, unicode_status, ascii, ascii_status, ..] = columns.as_slice() else { continue };
            let or = |text: &String, other: &str| match text.as_str() {
                "" => other.to_owned(),
                "\"\"" => String::new(),
                text => text.to_owned(),
            };
            let unicode = or(unicode, source);
            let expected = or(ascii, &unicode);
            let status = if ascii_status.is_empty() { unicode_status } else { ascii_status };
            let codes: Vec<&str> =
                status.trim_matches(['[', ']']).split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
            let letters = unicode.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
            if codes.is_empty() && !expected.is_empty() && !letters {
                assert_eq!(to_ascii(source), None, "{line}");
            } else if codes.is_empty() && !expected.is_empty() {
                assert_eq!(to_ascii(source).as_deref(), Some(expected.as_str()), "{line}");
                right += 1;
            } else if codes.iter().any(|code| !matches!(*code, "A4_1" | "A4_2" | "V2" | "V3" | "V7" | "U1" | "X4_2")) {
                assert_eq!(to_ascii(source), None, "{line}");
                refused += 1;
            }
        }
        assert!(right > 300 && refused > 1_000, "{right} right, {refused} refused");
    }

    /// The vectors' escapes: `\u` with four digits, `\x` with braces.
    fn unescaped(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\\') {
            out.push_str(before);
            let (digits, tail) = match after.strip_prefix("x{") {
                Some(after) => after.split_once('}').unwrap(),
                None => after.strip_prefix('u').unwrap().split_at(4),
            };
            // Lone surrogates cannot stand in a text.
            out.push(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'));
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    proptest! {
        #[test]
        fn decodes_as_the_other_implementation_does(label in "[a-z0-9-]{0,24}") {
            // What is beyond Punycode itself (overflow, surrogates) both refuse; the letters' case is the only freedom.
            prop_assert_eq!(decode(&label), idna::punycode::decode_to_string(&label).filter(|_| !label.is_empty() && !label.ends_with('-')));
        }

        #[test]
        fn no_text_panics_and_ascii_stays(text in "\\PC{0,40}") {
            let _ = to_unicode(&text);
            if let Some(ascii) = to_ascii(&text) {
                prop_assert_eq!(to_ascii(&ascii), Some(ascii));
            }
        }
    }
}
