//! Domains with Chinese labels, both ways: to ASCII by UTS 46, and back to what people read.
//!
//! To ASCII by whoever has the Unicode tables already: the `idna` crate on a server, the URL parser in a browser, where the
//! tables would cost more bytes than all rules together. A test holds the two to the same answers. Back again needs no tables,
//! only Punycode (RFC 3492).

/// A host in ASCII, lower case; nothing where a label cannot be. ASCII stays as it is but for its case.
pub fn to_ascii(host: &str) -> Option<String> {
    let ascii = if host.is_ascii() && !host.contains("xn--") { host.to_ascii_lowercase() } else { platform(host)? };
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

#[cfg(all(target_arch = "wasm32", feature = "web"))]
fn platform(host: &str) -> Option<String> {
    // What would end a host inside an address is no part of one.
    if host.is_empty() || host.contains(['/', '\\', ':', '?', '#', '@', '%', '[', ']']) {
        return None;
    }
    let url = web_sys::Url::new(&format!("http://{host}/")).ok()?;
    Some(url.hostname()).filter(|ascii| !ascii.is_empty())
}

#[cfg(all(target_arch = "wasm32", not(feature = "web")))]
compile_error!("in a browser the rules need the feature `web`: its URL parser reads Chinese domains");

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
        for host in ["xn--.com", "xn--a.com", "xn--abc-.com", "xn--99999999.com", "\u{200b}\u{300}.com"] {
            assert_eq!(to_ascii(host), None, "{host}");
        }
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
