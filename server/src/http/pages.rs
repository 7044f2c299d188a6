//! The built browser side: files with their compressed twins, the shells of the three entries, caching, and the
//! headers that tell a browser what a page may do.

use super::extract::if_none_match;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, LAST_MODIFIED,
    REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue, StatusCode, Uri};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeDir;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
/// What is no page may load nothing and be framed by nobody.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";
/// What the builder leaves for servers, not for browsers.
const NOT_SERVED: [&str; 2] = ["headers.json", "build.json"];

/// The Content-Security-Policy of each html file, as the builder computed it from what the file loads.
#[derive(Clone, Debug, Default)]
pub struct Policies(Arc<BTreeMap<String, HeaderValue>>);

impl Policies {
    /// Reads `headers.json` of a built folder; a folder without one gets no policy but the strictest.
    pub fn read(dist: &Path) -> Policies {
        let text = std::fs::read_to_string(dist.join("headers.json")).unwrap_or_default();
        let named: BTreeMap<String, String> = serde_json::from_str(&text).unwrap_or_default();
        let policies =
            named.into_iter().filter_map(|(file, policy)| Some((file, HeaderValue::from_str(&policy).ok()?)));
        Policies(Arc::new(policies.collect()))
    }
}

/// Which html file an answer is; tells [`headers`] its policy.
#[derive(Clone, Debug)]
struct Shell(&'static str);

/// Serves the folder: an address without an ending is a page of one of the entries.
pub fn service(dist: &Path) -> Router {
    let dist: PathBuf = dist.to_owned();
    Router::new().fallback(move |request: Request| serve(dist.clone(), request))
}

async fn serve(dist: PathBuf, mut request: Request) -> Response {
    let (path, shell) = match target(request.uri().path()) {
        Target::File(path) => (path, None),
        Target::Shell(name) => (format!("/{name}"), Some(Shell(name))),
        Target::Nothing => return StatusCode::NOT_FOUND.into_response(),
    };
    // A path that was an address stays one.
    let Ok(uri) = Uri::try_from(path) else { return StatusCode::NOT_FOUND.into_response() };
    *request.uri_mut() = uri;
    let known = if_none_match(request.headers());
    if shell.is_some() {
        // Its tag alone tells whether it changed: a build that was taken back is older than what a browser knows.
        request.headers_mut().remove(IF_MODIFIED_SINCE);
    }
    let folder = ServeDir::new(dist).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let Ok(answer) = folder.oneshot(request).await;
    let mut answer = answer.into_response();
    answer.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(shell) = shell {
        if answer.status() == StatusCode::NOT_FOUND {
            return (StatusCode::NOT_FOUND, "The pages are not built here: `cargo xtask dist` builds them.\n")
                .into_response();
        }
        if answer.status() == StatusCode::OK {
            answer = tagged(answer, known).await;
        }
        answer.extensions_mut().insert(shell);
    }
    answer
}

/// The answer under a tag of its bytes; without them, where the browser knows that tag.
async fn tagged(answer: Response, known: Option<String>) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    // Asked for its headers alone, it has no bytes to be told by.
    if bytes.is_empty() {
        return Response::from_parts(parts, Body::empty());
    }
    let tag = HEXLOWER.encode(&Sha256::digest(&bytes)[..8]);
    parts.headers.remove(LAST_MODIFIED);
    if let Ok(value) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        parts.headers.insert(ETAG, value);
    }
    if known.as_ref() == Some(&tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// What an address stands for.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    File(String),
    Shell(&'static str),
    Nothing,
}

fn target(path: &str) -> Target {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    match (first, last) {
        (_, last) if NOT_SERVED.contains(&last) => Target::Nothing,
        (first @ ("index.html" | "phone.html" | "desk.html"), last) if first == last => {
            Target::Shell(if first == "desk.html" {
                "desk.html"
            } else if first == "phone.html" {
                "phone.html"
            } else {
                "index.html"
            })
        }
        (_, last) if last.contains('.') => Target::File(path.to_owned()),
        ("assets", _) => Target::Nothing,
        ("p", _) => Target::Shell("phone.html"),
        ("desk", _) => Target::Shell("desk.html"),
        _ => Target::Shell("index.html"),
    }
}

/// Headers of every answer. What a handler set itself stays.
pub async fn headers(Extension(policies): Extension<Policies>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = next.run(request).await;
    let shell = answer.extensions().get::<Shell>().cloned();
    let good = answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED;
    let cache = if shell.is_some() {
        // Asked for anew each time, answered 304 when nothing changed.
        "no-cache"
    } else if path.starts_with("/assets/") && good {
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/api/") || !good {
        "no-store"
    } else if path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        "public, max-age=3600"
    } else {
        "no-store"
    };
    let policy = shell.and_then(|shell| policies.0.get(shell.0).cloned()).unwrap_or(HeaderValue::from_static(NOTHING));
    let is_html = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let all = answer.headers_mut();
    all.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(cache));
    all.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    all.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    all.entry(REFERRER_POLICY).or_insert(HeaderValue::from_static("no-referrer"));
    if is_html {
        all.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        all.insert(PERMISSIONS_POLICY, HeaderValue::from_static("camera=(self), microphone=(self), geolocation=()"));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::IF_NONE_MATCH;

    #[tokio::test]
    async fn a_shell_is_sent_again_where_it_is_another_and_only_there() {
        let dist = tempfile::tempdir().unwrap();
        let ask = async |known: Option<&HeaderValue>| {
            // Later than any file: the day of a file says nothing.
            let mut request = http::Request::get("/").header(IF_MODIFIED_SINCE, "Fri, 31 Dec 2100 00:00:00 GMT");
            if let Some(known) = known {
                request = request.header(IF_NONE_MATCH, known);
            }
            let answer = service(dist.path()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            (answer.status(), answer.headers().get(ETAG).cloned())
        };
        std::fs::write(dist.path().join("index.html"), "one").unwrap();
        let (status, one) = ask(None).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(ask(one.as_ref()).await, (StatusCode::NOT_MODIFIED, one.clone()));
        std::fs::write(dist.path().join("index.html"), "two").unwrap();
        let (status, two) = ask(one.as_ref()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(two.is_some() && two != one);
    }

    #[test]
    fn an_address_is_a_file_or_a_page_of_an_entry() {
        for (path, expected) in [
            ("/", Target::Shell("index.html")),
            ("/index.html", Target::Shell("index.html")),
            ("/filings/abc/preview", Target::Shell("index.html")),
            ("/p", Target::Shell("phone.html")),
            ("/desk", Target::Shell("desk.html")),
            ("/desk/filings/abc", Target::Shell("desk.html")),
            ("/assets/beian-1.wasm", Target::File("/assets/beian-1.wasm".to_owned())),
            ("/assets/", Target::Nothing),
            ("/headers.json", Target::Nothing),
            ("/build.json", Target::Nothing),
        ] {
            assert_eq!(target(path), expected, "{path}");
        }
    }
}
