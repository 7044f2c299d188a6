//! Pages that would let anybody in: shown to a browser on this machine that knows where it is, and to nobody else.

use crate::harness::{Answer, MOBILE, Server};
use crate::steps::{prepare, step, submit, take};
use axum::body::Body;
use axum::extract::ConnectInfo;
use beian_server::config::Config;
use http::{Request, StatusCode, Version};
use serde_json::json;
use std::net::SocketAddr;

const PAGES: [&str; 2] = ["/outbox", "/simulator"];
const ME: &str = "127.0.0.1:50000";

fn demonstration(config: &mut Config) {
    config.demo.enabled = true;
}

/// A browser at an address asks for a page by a host, with other headers.
async fn get(server: &Server, page: &str, from: &str, host: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(page).header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let from: SocketAddr = from.parse().unwrap();
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    server.stranger().send(request).await
}

#[tokio::test]
async fn only_a_browser_on_this_machine_that_asks_for_this_machine() {
    let server = Server::with(demonstration).await;
    for (from, host, shown) in [
        (ME, "127.0.0.1:8080", true),
        (ME, "localhost:8080", true),
        ("[::1]:50000", "[::1]:8080", true),
        ("[::ffff:127.0.0.1]:50000", "127.0.0.1:8080", true),
        // By a name that somebody else makes lead here.
        (ME, "evil.example", false),
        (ME, "localhost.evil.example:8080", false),
        (ME, "127.0.0.1:80@evil.example", false),
        (ME, "192.0.2.7:8080", false),
        (ME, "", false),
        ("192.0.2.9:50000", "127.0.0.1:8080", false),
        ("192.0.2.9:50000", "localhost", false),
    ] {
        for page in PAGES {
            let answer = get(&server, page, from, host, &[]).await;
            let expected = if shown { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{page} from {from} at {host}");
        }
    }
    for header in
        ["x-forwarded-for", "x-forwarded-proto", "forwarded", "x-real-ip", "via", "cf-connecting-ip", "true-client-ip"]
    {
        for page in PAGES {
            let answer = get(&server, page, ME, "127.0.0.1:8080", &[(header, "x")]).await;
            answer.refused(404, "not-found");
        }
    }
    // As nginx passes requests on where nothing is set.
    let mut old = Request::get("/outbox").body(Body::empty()).unwrap();
    *old.version_mut() = Version::HTTP_10;
    server.stranger().send(old).await.refused(404, "not-found");
}

#[tokio::test]
async fn on_this_machines_network_address_by_its_numbers() {
    let server = Server::with(|config| {
        demonstration(config);
        config.host = "192.0.2.7".to_owned();
    })
    .await;
    for (from, host, status) in [
        ("192.0.2.7:50000", "192.0.2.7:8080", StatusCode::OK),
        ("192.0.2.7:50000", "evil.example:8080", StatusCode::NOT_FOUND),
        ("192.0.2.9:50000", "192.0.2.7:8080", StatusCode::NOT_FOUND),
    ] {
        for page in PAGES {
            assert_eq!(get(&server, page, from, host, &[]).await.status, status, "{page} from {from} at {host}");
        }
    }
}

#[tokio::test]
async fn where_others_may_reach_the_server_the_outbox_is_there_when_somebody_asks_for_it() {
    for (host, public_url, page, status) in [
        ("127.0.0.1", "", None, StatusCode::OK),
        ("127.0.0.1", "https://beian.example.com", None, StatusCode::NOT_FOUND),
        ("0.0.0.0", "", None, StatusCode::NOT_FOUND),
        ("0.0.0.0", "", Some(true), StatusCode::OK),
        ("127.0.0.1", "", Some(false), StatusCode::NOT_FOUND),
    ] {
        let server = Server::with(|config| {
            config.host = host.to_owned();
            config.public_url = public_url.to_owned();
            config.outbox.page = page;
        })
        .await;
        let answer = get(&server, "/outbox", ME, "127.0.0.1:8080", &[]).await;
        assert_eq!(answer.status, status, "{host} {public_url} {page:?}");
        let mut stranger = server.stranger();
        let sent = stranger.post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED).json();
        assert_eq!(sent.get("outbox").is_some(), status == StatusCode::OK, "who is sent there can open it");
    }
    let server = Server::start().await;
    let (body, proxied) = (json!({ "mobile": MOBILE }), [("x-forwarded-for", "198.51.100.7")]);
    let sent = server.stranger().call(http::Method::POST, "/session/code", body, &proxied).await;
    assert_eq!(sent.is(StatusCode::ACCEPTED).json().get("outbox"), None);
}

#[tokio::test]
async fn the_simulator_plays_what_its_own_page_sends() {
    let server = Server::with(demonstration).await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let version = take(&mut reviewer, &prepared.id).await;
    step(&mut reviewer, &prepared.id, "approve", version, json!({})).await;
    let page = get(&server, "/simulator", ME, "127.0.0.1:8080", &[]).await.is(StatusCode::OK);
    // Else a browser sends the form with the origin `null`.
    assert_eq!(page.headers["referrer-policy"], "same-origin");
    let form = format!("/simulator/{}", prepared.id);
    assert!(String::from_utf8_lossy(&page.body).contains(&format!("action=\"{form}\"")));
    let play = async |origin: &str| {
        let request = Request::post(&form).header("origin", origin);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        server.stranger().send(request.body(Body::from("event=hand_to_bureau")).unwrap()).await
    };
    for origin in ["https://evil.example", "null"] {
        play(origin).await.refused(403, "foreign-origin");
    }
    let played = play("http://127.0.0.1:8080").await.is(StatusCode::SEE_OTHER);
    assert_eq!(played.headers["location"], "/simulator");
    let view = applicant.get(&format!("/filings/{}", prepared.id)).await.json();
    assert_eq!(view["status"], "sms_pending");
}
