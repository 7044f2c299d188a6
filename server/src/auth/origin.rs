//! Writes come from our own pages: a request that names another origin is refused.

use super::cookie;
use crate::app::App;
use crate::problem::Refused;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian::model::ProblemKind;
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, Method};

/// Refuses writes that another site's page made the browser send.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && !is_ours(request.headers(), &app.config.allowed_origins) {
        return Refused::new(ProblemKind::ForeignOrigin).into_response();
    }
    next.run(request).await
}

fn is_ours(headers: &HeaderMap, allowed: &[String]) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match text(ORIGIN.as_str()) {
        Some(origin) => {
            let host = text(HOST.as_str()).unwrap_or_default();
            let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
            (!host.is_empty() && authority.eq_ignore_ascii_case(host)) || allowed.iter().any(|one| one == origin)
        }
        // No page sent it, or an old browser; a browser that says where it comes from must say "here".
        None => matches!(text("sec-fetch-site"), None | Some("same-origin" | "none")),
    }
}

/// The origin of the page that sent a request which [`check`] let pass: as the browser said it, else by the host that was asked for.
pub fn of(headers: &HeaderMap) -> Option<String> {
    let text = |name: http::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let said = text(ORIGIN).filter(|origin| origin.starts_with("https://") || origin.starts_with("http://"));
    let asked = || {
        let scheme = if cookie::is_loopback(headers) { "http" } else { "https" };
        text(HOST).filter(|host| !host.is_empty()).map(|host| format!("{scheme}://{host}"))
    };
    said.map(str::to_owned).or_else(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn table() {
        let allowed = ["https://console.example.com".to_owned()];
        for (origin, fetch_site, ours) in [
            (Some("http://127.0.0.1:8080"), None, true),
            (Some("https://127.0.0.1:8080"), None, true),
            (Some("https://evil.example"), None, false),
            (Some("null"), None, false),
            (Some("https://console.example.com"), None, true),
            (None, None, true),
            (None, Some("same-origin"), true),
            (None, Some("cross-site"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            if let Some(site) = fetch_site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            assert_eq!(is_ours(&headers, &allowed), ours, "{origin:?} {fetch_site:?}");
        }
    }

    #[test]
    fn where_a_page_came_from() {
        let mut headers = HeaderMap::new();
        assert_eq!(of(&headers), None);
        headers.insert(HOST, HeaderValue::from_static("beian.example.com"));
        assert_eq!(of(&headers).as_deref(), Some("https://beian.example.com"));
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        assert_eq!(of(&headers).as_deref(), Some("http://127.0.0.1:8080"));
        headers.insert(ORIGIN, HeaderValue::from_static("https://console.example.com"));
        assert_eq!(of(&headers).as_deref(), Some("https://console.example.com"));
        headers.insert(ORIGIN, HeaderValue::from_static("null"));
        assert_eq!(of(&headers).as_deref(), Some("http://127.0.0.1:8080"));
    }
}
