//! Session cookies: `HttpOnly`, `SameSite=Lax`, `Secure` outside loopback.

use http::header::{COOKIE, HOST};
use http::{HeaderMap, HeaderValue};

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

/// The request came to this machine's own address: plain HTTP is no danger there.
pub fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn path(name: &str) -> &'static str {
    if name == HANDOFF { "/api/v1/handoff" } else { "/" }
}

/// The header that sets a cookie for so many seconds.
pub fn set(headers: &HeaderMap, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if is_loopback(headers) { "" } else { "; Secure" };
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

    #[test]
    fn secure_outside_loopback_and_bound_to_its_path() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        assert!(!set(&headers, APPLICANT, "x", 9).unwrap().to_str().unwrap().contains("Secure"));
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
