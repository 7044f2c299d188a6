//! Writes come from our own pages: a request that names another origin is refused.

use crate::app::App;
use crate::http::asked::Asked;
use crate::http::problem::Refused;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_model::ProblemKind;
use http::header::ORIGIN;
use http::{HeaderMap, Method, Uri};

/// Refuses writes that another site's page made the browser send.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && !is_ours(request.uri(), request.headers(), &app.config.allowed_origins) {
        return Refused::new(ProblemKind::ForeignOrigin).into_response();
    }
    next.run(request).await
}

fn is_ours(uri: &Uri, headers: &HeaderMap, allowed: &[String]) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match text(ORIGIN.as_str()) {
        Some(origin) => {
            let asked = Asked::of(uri, headers);
            asked.is_some_and(|asked| asked.is_origin(origin)) || allowed.iter().any(|one| one == origin)
        }
        // No page sent it, or an old browser; a browser that says where it comes from must say "here".
        None => matches!(text("sec-fetch-site"), None | Some("same-origin" | "none")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use http::header::HOST;

    #[test]
    fn table() {
        let allowed = ["https://console.example.com".to_owned()];
        let ours = |host: &'static str, origin: Option<&'static str>, site: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            origin.map(|origin| headers.insert(ORIGIN, HeaderValue::from_static(origin)));
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            is_ours(&Uri::from_static("/api/v1/filings"), &headers, &allowed)
        };
        for (origin, fetch_site, expected) in [
            (Some("http://127.0.0.1:8080"), None, true),
            (Some("https://127.0.0.1:8080"), None, true),
            (Some("http://127.0.0.1:8081"), None, false),
            (Some("http://127.0.0.1"), None, false),
            (Some("https://evil.example"), None, false),
            (Some("null"), None, false),
            (Some("null"), Some("cross-site"), false),
            (Some("ftp://127.0.0.1:8080"), None, false),
            (Some("127.0.0.1:8080"), None, false),
            (Some("https://console.example.com"), None, true),
            (None, None, true),
            (None, Some("same-origin"), true),
            (None, Some("cross-site"), false),
        ] {
            assert_eq!(ours("127.0.0.1:8080", origin, fetch_site), expected, "{origin:?} {fetch_site:?}");
        }
        assert!(ours("beian.example.com", Some("https://Beian.example.com:443"), None));
        assert!(!ours("127.0.0.1:80@evil.example", Some("http://127.0.0.1:80@evil.example"), None));
    }

    #[test]
    fn over_http_2_the_host_stands_in_the_address() {
        let uri = Uri::from_static("https://192.0.2.7:8080/api/v1/filings");
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, HeaderValue::from_static("https://192.0.2.7:8080"));
        assert!(is_ours(&uri, &headers, &[]));
        headers.insert(ORIGIN, HeaderValue::from_static("https://evil.example"));
        assert!(!is_ours(&uri, &headers, &[]));
    }
}
