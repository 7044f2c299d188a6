//! Which host a request asked for, read as an authority (RFC 3986, 3.2) and never as text; and whether it came by a proxy.

use http::header::HOST;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, Uri, Version};
use std::net::IpAddr;

/// What proxies and networks that deliver content write into the requests that they pass on. Every `X-Forwarded-…` counts too.
const OF_PROXIES: [&str; 24] = [
    "cdn-loop",
    "cf-connecting-ip",
    "cf-ray",
    "client-ip",
    "eagleeye-traceid",
    "eo-connecting-ip",
    "fastly-client-ip",
    "fly-client-ip",
    "forwarded",
    "forwarded-for",
    "proxy-client-ip",
    "tailscale-user-login",
    "true-client-ip",
    "via",
    "wl-proxy-client-ip",
    "x-amzn-trace-id",
    "x-arr-log-id",
    "x-azure-clientip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-envoy-external-address",
    "x-original-host",
    "x-real-ip",
    "x-request-start",
];

/// The host that a request named, and its port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As it was written, in lower case; of an IPv6 address without its brackets.
    name: String,
    address: Option<IpAddr>,
    port: Option<u16>,
}

impl Asked {
    /// The host of a request: of its address where that names one (HTTP/2, and the absolute form), else of its one `Host`.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Option<Asked> {
        match uri.authority() {
            Some(authority) => Asked::read(authority.as_str()),
            None => Asked::by_header(headers),
        }
    }

    /// The host of the one `Host` header.
    pub fn by_header(headers: &HeaderMap) -> Option<Asked> {
        let mut all = headers.get_all(HOST).iter();
        let one = all.next()?.to_str().ok()?;
        all.next().is_none().then(|| Asked::read(one)).flatten()
    }

    /// A page at this origin (`https://beian.example.com`) is at the host that was asked for; a port that is left out is that of the
    /// scheme.
    pub fn is_origin(&self, origin: &str) -> bool {
        let (default, rest) = match origin.split_once("://") {
            Some(("http", rest)) => (80, rest),
            Some(("https", rest)) => (443, rest),
            _ => return false,
        };
        let port = |one: &Asked| one.port.unwrap_or(default);
        Asked::read(rest).is_some_and(|page| page.name == self.name && port(&page) == port(self))
    }

    /// Reads an authority; nothing where it is none, or names a user, which a request never does.
    fn read(text: &str) -> Option<Asked> {
        let authority: Authority = text.parse().ok()?;
        let host = authority.host();
        let after = text.strip_prefix(host)?;
        let port = match after.strip_prefix(':') {
            Some(digits) => Some(digits.parse().ok()?),
            None if after.is_empty() => None,
            None => return None,
        };
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        let address = bare.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        (!bare.is_empty()).then(|| Asked { name: bare.to_ascii_lowercase(), address, port })
    }

    /// It is this machine's own name for itself: `localhost`, or an address of the loopback. No other name counts, whatever it leads
    /// to: whose page is at `evil.example` can make that name lead here (DNS rebinding).
    pub fn is_loopback(&self) -> bool {
        self.name == "localhost" || self.address.is_some_and(|address| address.is_loopback())
    }

    /// It is this address, as numbers.
    pub fn is(&self, address: IpAddr) -> bool {
        self.address == Some(address)
    }
}

/// The request was passed on by a proxy: it says so, or speaks as no browser has for long (HTTP/1.0, as nginx does by default).
pub fn is_passed_on(version: Version, headers: &HeaderMap) -> bool {
    let of_proxy = |name: &HeaderName| name.as_str().starts_with("x-forwarded") || OF_PROXIES.contains(&name.as_str());
    version < Version::HTTP_11 || headers.keys().any(of_proxy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_this_machines_own_names_are_loopback() {
        for (host, loopback) in [
            ("localhost", true),
            ("LOCALHOST:8080", true),
            ("127.0.0.1", true),
            ("127.0.0.1:8080", true),
            ("127.8.9.10:80", true),
            ("[::1]:8080", true),
            ("[::1]", true),
            ("[::ffff:127.0.0.1]:8080", true),
            ("127.0.0.1:80@evil.example", false),
            ("localhost@evil.example", false),
            ("localhost:8080@evil.example:80", false),
            ("user@localhost", false),
            ("localhost.", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("evil.example", false),
            ("192.0.2.1:8080", false),
            ("[2001:db8::1]:8080", false),
            ("::1", false),
            ("[::1", false),
            ("127.0.0.1:x", false),
            ("127.0.0.1:99999", false),
            ("localhost:", false),
            ("localhost/evil.example", false),
            ("localhost evil.example", false),
            ("", false),
            (":8080", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            let asked = Asked::of(&Uri::from_static("/outbox"), &headers);
            assert_eq!(asked.is_some_and(|asked| asked.is_loopback()), loopback, "{host}");
        }
    }

    #[test]
    fn the_address_of_the_request_goes_before_its_header_and_two_headers_are_none() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("localhost"));
        let other = Asked::of(&Uri::from_static("http://evil.example/outbox"), &headers).unwrap();
        assert!(!other.is_loopback());
        headers.append(HOST, HeaderValue::from_static("localhost"));
        assert_eq!(Asked::by_header(&headers), None);
    }

    #[test]
    fn what_was_passed_on() {
        let direct = HeaderMap::new();
        assert!(!is_passed_on(Version::HTTP_11, &direct) && !is_passed_on(Version::HTTP_2, &direct));
        assert!(is_passed_on(Version::HTTP_10, &direct));
        for name in OF_PROXIES.into_iter().chain(["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"]) {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static("x"));
            assert!(is_passed_on(Version::HTTP_11, &headers), "{name}");
        }
    }
}
