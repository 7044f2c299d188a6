//! The built pages: which file answers which address, with which headers.

use crate::harness::{Answer, Server};
use axum::body::Body;
use http::{Request, StatusCode};

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

async fn with_pages() -> Server {
    Server::with(|config| {
        std::fs::create_dir_all(config.dist.join("assets")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(config.dist.join(name), text).unwrap();
        write("index.html", "applicant");
        write("desk.html", "desk");
        write("phone.html", "phone");
        write("assets/app-1.js", "plain");
        write("assets/app-1.js.br", "brotli");
        write("assets/app-1.js.gz", "gzip");
        write("headers.json", &format!("{{\"index.html\": \"{POLICY}\"}}"));
        write("build.json", "{}");
    })
    .await
}

async fn get(server: &Server, path: &str, encoding: &str) -> Answer {
    let request = Request::get(path).header("accept-encoding", encoding).body(Body::empty()).unwrap();
    server.stranger().send(request).await
}

#[tokio::test]
async fn addresses_lead_to_their_entry() {
    let server = with_pages().await;
    for (path, text) in
        [("/", "applicant"), ("/filings/1/preview", "applicant"), ("/p", "phone"), ("/desk/filings/1", "desk")]
    {
        let page = get(&server, path, "").await.is(StatusCode::OK);
        assert_eq!(page.body, text, "{path}");
        assert_eq!(page.headers["cache-control"], "no-cache");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    }
    for path in ["/assets/none.js", "/headers.json", "/build.json", "/../Cargo.toml", "/assets/"] {
        assert_eq!(get(&server, path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn compressed_twins_are_preferred_and_assets_kept_for_ever() {
    let server = with_pages().await;
    for (encoding, text) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("", "plain")] {
        let file = get(&server, "/assets/app-1.js", encoding).await.is(StatusCode::OK);
        assert_eq!(file.body, text);
        assert_eq!(file.headers["cache-control"], "public, max-age=31536000, immutable");
    }
}

#[tokio::test]
async fn a_page_has_the_policy_of_the_build_and_an_answer_the_strictest() {
    let server = with_pages().await;
    assert_eq!(get(&server, "/", "").await.headers["content-security-policy"], POLICY);
    let answer = get(&server, "/api/v1/session", "").await;
    assert_eq!(answer.headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'");
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn whoever_watches_the_server_gets_an_answer() {
    let server = Server::start().await;
    for path in ["/healthz", "/readyz"] {
        get(&server, path, "").await.is(StatusCode::OK);
    }
}
