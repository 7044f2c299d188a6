//! Session cookies: `HttpOnly`, `SameSite=Lax`, `Secure` outside loopback.

use crate::http::asked::{Asked, is_passed_on};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::header::COOKIE;
use http::{HeaderMap, Version};
use std::time::Duration;

/// An applicant's session.
pub const APPLICANT: &str = "beian_session";
/// A colleague's session.
pub const STAFF: &str = "beian_staff";
/// A phone's session.
pub const HANDOFF: &str = "beian_handoff";

/// The value of a cookie; of several of one name the first that has one, which is the one of the longest path (RFC 6265, 5.4).
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let headers = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut cookies = headers.flat_map(Cookie::split_parse).filter_map(Result::ok);
    let found = cookies.find(|cookie| cookie.name() == name && !cookie.value().is_empty());
    found.map(|cookie| cookie.value().to_owned())
}

fn path(name: &str) -> &'static str {
    if name == HANDOFF { "/api/v1/handoff" } else { "/" }
}

/// What sets a cookie for so many seconds, as a part of the answer.
pub fn set(headers: &HeaderMap, name: &'static str, value: String, seconds: i64) -> CookieJar {
    // Plain HTTP is no danger on the way to this machine itself; a proxy that names it so may still serve others.
    let here = Asked::by_header(headers).is_some_and(|asked| asked.is_loopback());
    let lasts = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    let cookie = Cookie::build((name, value))
        .path(path(name))
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(lasts.try_into().unwrap_or_default())
        .secure(!here || is_passed_on(Version::HTTP_11, headers));
    CookieJar::new().add(cookie)
}

/// What takes a cookie away.
pub fn clear(headers: &HeaderMap, name: &'static str) -> CookieJar {
    set(headers, name, String::new(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use http::header::HOST;

    /// The cookie that is set, as its header has it.
    fn text(headers: &HeaderMap, name: &'static str) -> String {
        let set = set(headers, name, "x".to_owned(), 9);
        set.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn secure_outside_loopback_and_bound_to_its_path() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        assert!(!text(&headers, APPLICANT).contains("Secure"));
        for host in ["127.0.0.1:80@evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080"] {
            headers.insert(HOST, HeaderValue::from_static(host));
            assert!(text(&headers, APPLICANT).contains("Secure"), "{host}");
        }
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        assert!(text(&headers, APPLICANT).contains("Secure"), "behind a proxy");
        headers.insert(HOST, HeaderValue::from_static("beian.example.com"));
        let text = text(&headers, HANDOFF);
        assert!(
            ["; Secure", "Path=/api/v1/handoff", "HttpOnly", "SameSite=Lax", "Max-Age=9"]
                .iter()
                .all(|one| text.contains(one)),
            "{text}"
        );
    }

    #[test]
    fn finds_its_own_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("a=1; beian_session=abc; b=2"));
        assert_eq!(value(&headers, APPLICANT).as_deref(), Some("abc"));
        assert_eq!(value(&headers, STAFF), None);
        // Two of one name, and one that says nothing.
        headers.insert(COOKIE, HeaderValue::from_static("beian_session=; beian_session=near"));
        headers.append(COOKIE, HeaderValue::from_static("beian_session=far"));
        assert_eq!(value(&headers, APPLICANT).as_deref(), Some("near"));
    }
}
