//! Session cookies: `HttpOnly`, `SameSite=Lax`; outside loopback `Secure`, and by a name that no other host can set a cookie of (`__Host-`).

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
/// The second step of a colleague's sign-in.
pub const SECOND_STEP: &str = "beian_second_step";
/// A browser that has begun to sign in by an identity provider.
pub const PROVIDER: &str = "beian_provider";
/// A browser in which a colleague has signed in.
pub const DEVICE: &str = "beian_device";

/// A cookie that came with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its value.
    pub value: String,
    /// It has the name that a cookie of such a connection had before: anybody's whose host is within the same domain could be called so.
    pub is_of_before: bool,
}

/// A cookie, by its name of now or of before; of several of one name the first that has a value, which is the one of the longest path
/// (RFC 6265, 5.4).
pub fn found(headers: &HeaderMap, name: &str) -> Option<Found> {
    if let Some(value) = by_name(headers, &prefixed(name)) {
        return Some(Found { value, is_of_before: false });
    }
    by_name(headers, name).map(|value| Found { value, is_of_before: is_secure(headers) })
}

/// The value of a cookie.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    found(headers, name).map(|found| found.value)
}

fn by_name(headers: &HeaderMap, name: &str) -> Option<String> {
    let headers = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut cookies = headers.flat_map(Cookie::split_parse).filter_map(Result::ok);
    let found = cookies.find(|cookie| cookie.name() == name && !cookie.value().is_empty());
    found.map(|cookie| cookie.value().to_owned())
}

fn path(name: &str) -> &'static str {
    if name == HANDOFF { "/api/v1/handoff" } else { "/" }
}

/// The name of a cookie that is `Secure` (RFC 6265bis, 4.1.3): browsers take it over HTTPS alone, and `__Host-` from this very host alone,
/// which needs the path `/`.
fn prefixed(name: &str) -> String {
    let prefix = if path(name) == "/" { "__Host-" } else { "__Secure-" };
    format!("{prefix}{name}")
}

/// The connection is HTTPS, by all that is known.
fn is_secure(headers: &HeaderMap) -> bool {
    // Plain HTTP is no danger on the way to this machine itself; a proxy that names it so may still serve others.
    let here = Asked::by_header(headers).is_some_and(|asked| asked.is_loopback());
    !here || is_passed_on(Version::HTTP_11, headers)
}

fn cookie(name: String, path: &'static str, value: String, seconds: i64, secure: bool) -> Cookie<'static> {
    let lasts = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    Cookie::build((name, value))
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(lasts.try_into().unwrap_or_default())
        .secure(secure)
        .into()
}

/// What sets a cookie for so many seconds, as a part of the answer.
pub fn set(headers: &HeaderMap, name: &'static str, value: String, seconds: i64) -> CookieJar {
    let secure = is_secure(headers);
    let called = if secure { prefixed(name) } else { name.to_owned() };
    CookieJar::new().add(cookie(called, path(name), value, seconds, secure))
}

/// What takes a cookie away, by its name of before too.
pub fn clear(headers: &HeaderMap, name: &'static str) -> CookieJar {
    let jar = set(headers, name, String::new(), 0);
    jar.add(cookie(name.to_owned(), path(name), String::new(), 0, is_secure(headers)))
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
        assert!(text(&headers, STAFF).starts_with("__Host-beian_staff=x") && text(&headers, STAFF).contains("Path=/;"));
        let text = text(&headers, HANDOFF);
        assert!(text.starts_with("__Secure-beian_handoff=x"), "{text}");
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

    #[test]
    fn the_name_of_before_is_known_as_such_where_there_is_another_now() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert(COOKIE, HeaderValue::from_static("beian_staff=plain"));
        let is_of_before = |headers: &HeaderMap| found(headers, STAFF).map(|found| (found.value, found.is_of_before));
        assert_eq!(is_of_before(&headers), Some(("plain".to_owned(), false)));
        headers.insert(HOST, HeaderValue::from_static("beian.example.com"));
        assert_eq!(is_of_before(&headers), Some(("plain".to_owned(), true)));
        headers.append(COOKIE, HeaderValue::from_static("__Host-beian_staff=own"));
        assert_eq!(is_of_before(&headers), Some(("own".to_owned(), false)));
        // Both go at the end.
        let gone: Vec<String> = clear(&headers, STAFF).iter().map(|cookie| cookie.name().to_owned()).collect();
        assert_eq!(gone.len(), 2, "{gone:?}");
    }
}
