//! Session cookies: `HttpOnly`, `SameSite=Lax`, `Secure` outside loopback.

use crate::http::asked::{Asked, is_passed_on};
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue, Version};

/// An applicant's session.
pub const APPLICANT: &str = "beian_session";
/// A colleague's session.
pub const STAFF: &str = "beian_staff";
/// A phone's session.
pub const HANDOFF: &str = "beian_handoff";

/// The value of a cookie.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

fn path(name: &str) -> &'static str {
    if name == HANDOFF { "/api/v1/handoff" } else { "/" }
}

/// The header that sets a cookie for so many seconds.
pub fn set(headers: &HeaderMap, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    // Plain HTTP is no danger on the way to this machine itself; a proxy that names it so may still serve others.
    let here = Asked::by_header(headers).is_some_and(|asked| asked.is_loopback());
    let secure = if here && !is_passed_on(Version::HTTP_11, headers) { "" } else { "; Secure" };
    let text = format!("{name}={value}; Path={}; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", path(name));
    HeaderValue::from_str(&text).ok()
}

/// The header that takes a cookie away.
pub fn clear(headers: &HeaderMap, name: &str) -> Option<HeaderValue> {
    set(headers, name, "", 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::HOST;

    #[test]
    fn secure_outside_loopback_and_bound_to_its_path() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        assert!(!set(&headers, APPLICANT, "x", 9).unwrap().to_str().unwrap().contains("Secure"));
        for host in ["127.0.0.1:80@evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080"] {
            headers.insert(HOST, HeaderValue::from_static(host));
            assert!(set(&headers, APPLICANT, "x", 9).unwrap().to_str().unwrap().contains("Secure"), "{host}");
        }
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        assert!(set(&headers, APPLICANT, "x", 9).unwrap().to_str().unwrap().contains("Secure"), "behind a proxy");
        headers.insert(HOST, HeaderValue::from_static("beian.example.com"));
        let text = set(&headers, HANDOFF, "x", 9).unwrap();
        let text = text.to_str().unwrap();
        assert!(
            text.contains("; Secure") && text.contains("Path=/api/v1/handoff") && text.contains("HttpOnly"),
            "{text}"
        );
    }

    #[test]
    fn finds_its_own_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("a=1; beian_session=abc; b=2"));
        assert_eq!(value(&headers, APPLICANT).as_deref(), Some("abc"));
        assert_eq!(value(&headers, STAFF), None);
    }
}
