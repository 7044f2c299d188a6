//! Before the first field: a domain looked up by anybody, the filing that blocks another, an earlier filing's organiser.

use crate::harness::{API, Client, MOBILE, Server};
use crate::steps::{prepare, submit};
use axum::body::Body;
use beian_server::config;
use http::{Request, StatusCode};
use serde_json::{Value, json};

/// What the table says of a domain of which nothing is wrong.
fn entry(name: &str) -> config::Domain {
    config::Domain {
        name: name.to_owned(),
        taken: false,
        unregistered: false,
        expires: Some("2035-05-20".parse().unwrap()),
        holder: Some("深圳示例一科技有限公司".to_owned()),
        foreign_registrar: false,
        privacy: false,
        verified: Some("2026-11-01".parse().unwrap()),
        live: false,
    }
}

async fn ask(client: &mut Client, domain: &str) -> Value {
    client.get(&format!("/domains/{domain}")).await.is(StatusCode::OK).json()
}

fn rules(view: &Value) -> Vec<&str> {
    view["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn anybody_learns_what_stands_against_a_domain_and_nobody_whose_it_is() {
    let server = Server::with(|config| {
        config.domains = vec![
            entry("example.com"),
            config::Domain { live: true, privacy: true, ..entry("example.cn") },
            config::Domain { taken: true, ..entry("示例甲.中国") },
            config::Domain { unregistered: true, ..entry("example.net") },
        ];
    })
    .await;
    let mut stranger = server.stranger();
    let good = stranger.get("/domains/EXAMPLE.com").await.is(StatusCode::OK);
    assert_eq!(good.headers.get("cache-control").unwrap(), "no-store");
    assert!(!String::from_utf8_lossy(&good.body).contains("深圳"), "the holder is told to nobody");
    assert_eq!(good.json(), json!({ "domain": "example.com", "unicode": "example.com", "findings": [] }));
    assert_eq!(rules(&ask(&mut stranger, "example.cn").await), ["domain.privacy", "domain.live"]);
    assert_eq!(rules(&ask(&mut stranger, "example.net").await), ["domain.unregistered"]);
    // 示例甲.中国, as it travels, and as registries have it.
    for typed in ["%E7%A4%BA%E4%BE%8B%E7%94%B2.%E4%B8%AD%E5%9B%BD", "xn--fsqv13goyc.xn--fiqs8s"] {
        let view = ask(&mut stranger, typed).await;
        assert_eq!((&view["domain"], &view["unicode"]), (&json!("xn--fsqv13goyc.xn--fiqs8s"), &json!("示例甲.中国")));
        assert_eq!(rules(&view), ["domain.taken"]);
    }
    let sub = ask(&mut stranger, "shop.example.com").await;
    assert_eq!((rules(&sub), &sub["findings"][0]["params"]["suggestion"]), (vec!["domain.sub"], &json!("example.com")));
    for (typed, rule) in [
        ("example.io", "domain.suffix"),
        ("www.example.com", "domain.not-bare"),
        ("a_b", "domain.shape"),
        ("%00", "domain.shape"),
        ("%ff.com", ""),
    ] {
        let answer = stranger.get(&format!("/domains/{typed}")).await;
        match rule {
            "" => drop(answer.refused(400, "unreadable")),
            rule => assert_eq!(rules(&answer.is(StatusCode::OK).json()), [rule], "{typed}"),
        }
    }
}

#[tokio::test]
async fn a_domain_of_a_submitted_filing_is_taken_and_one_of_a_draft_is_not() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let mut stranger = server.stranger();
    assert!(rules(&ask(&mut stranger, "example-demo.com").await).is_empty());
    submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    assert_eq!(rules(&ask(&mut stranger, "Example-Demo.com").await), ["domain.taken"]);
}

#[tokio::test]
async fn questions_are_counted_by_address_behind_a_proxy_too() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    for _ in 0..30 {
        stranger.get("/domains/example.com").await.is(StatusCode::OK);
    }
    let problem = stranger.get("/domains/example.com").await.refused(429, "too-many");
    assert!(problem["retry_after"].as_u64().unwrap() > 0);
    // Another person behind the proxy of this machine; what they said before the proxy did counts for nothing.
    let behind = |forwarded: &str| {
        let request = Request::get(format!("{API}/domains/example.com")).header("x-forwarded-for", forwarded);
        request.body(Body::empty()).unwrap()
    };
    for n in 0..30 {
        stranger.send(behind(&format!("198.51.100.{n}, 203.0.113.9"))).await.is(StatusCode::OK);
    }
    stranger.send(behind("198.51.100.77, 203.0.113.9")).await.refused(429, "too-many");
    server.app.clock.advance(601);
    stranger.get("/domains/example.com").await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_refusal_names_the_filing_that_blocks_and_ending_it_frees_the_way() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let id = &prepared.id;
    submit(&mut applicant, id, prepared.version, "first-key").await.is(StatusCode::OK);
    let key = [("idempotency-key", "another-wish")];
    let refused = applicant.call(http::Method::POST, "/filings", Value::Null, &key).await;
    assert_eq!(refused.refused(409, "filing-in-flight")["filing"], json!(id));
    // Under review it can be taken back, and then ended: what the page offers.
    applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.refused(409, "not-now");
    applicant.post(&format!("/filings/{id}/withdraw"), json!({ "note": "" })).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
    let made = applicant.call(http::Method::POST, "/filings", Value::Null, &key).await.is(StatusCode::CREATED).json();
    assert_ne!(made["id"], json!(id));
}

/// The account's first filing, ended, and the document it had.
async fn ended(server: &Server, applicant: &mut Client) -> (String, Value) {
    let prepared = prepare(server, applicant).await;
    applicant.post(&format!("/filings/{}/abandon", prepared.id), json!({ "note": "" })).await.is(StatusCode::OK);
    (prepared.id, prepared.document)
}

fn at(view: &Value) -> (String, u64) {
    (view["id"].as_str().unwrap().to_owned(), view["version"].as_u64().unwrap())
}

#[tokio::test]
async fn the_last_organiser_becomes_the_next_ones() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (first, document) = ended(&server, &mut applicant).await;
    let (id, version) = at(&applicant.begin().await);
    let way = format!("/filings/{id}/previous-organiser");
    assert_eq!(applicant.get(&way).await.is(StatusCode::OK).json()["name"], document["organiser"]["name"]);
    applicant.post(&way, Value::Null).await.refused(428, "precondition-required");
    applicant.post_over(&way, version + 1, Value::Null).await.refused(412, "stale");
    let view = applicant.post_over(&way, version, Value::Null).await.is(StatusCode::OK);
    assert_eq!(view.version(), version + 1);
    let view = view.json();
    assert_eq!(view["filing"]["province"], document["province"]);
    let (mut now, mut before) = (view["filing"]["organiser"].clone(), document["organiser"].clone());
    let (licence, earlier) = (now["licence"].take()[0].take(), before["licence"].take()[0].take());
    assert_eq!(now, before, "every text and choice");
    assert_ne!(licence["id"], earlier["id"], "each filing has its own picture");
    let shown =
        |filing: &str, licence: &Value| format!("/filings/{filing}/attachments/{}", licence["id"].as_str().unwrap());
    let here = applicant.get(&shown(&id, &licence)).await.is(StatusCode::OK);
    let there = applicant.get(&shown(&first, &earlier)).await.is(StatusCode::OK);
    assert_eq!(here.body, there.body);
    // What was proved and verified for the earlier filing was so for that one only.
    assert_eq!(view["facts"]["proved_mobiles"], json!([]));
    assert_eq!(view["facts"]["verified"], json!([]));
    // The document with its picture is saved like any other, and taking over again changes nothing.
    let saved = applicant.save(&id, version + 1, &view["filing"]).await.is(StatusCode::OK).version();
    let again = applicant.post_over(&way, saved, Value::Null).await.is(StatusCode::OK);
    assert_eq!((again.version(), &again.json()["filing"]), (saved, &view["filing"]));
}

#[tokio::test]
async fn what_is_typed_stays_and_the_picture_of_another_certificate_is_not_taken() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    ended(&server, &mut applicant).await;
    let view = applicant.begin().await;
    let (id, version) = at(&view);
    let mut document = view["filing"].clone();
    document["organiser"]["name"] = json!("深圳示例二科技有限公司");
    document["organiser"]["certificate_number"] = json!("91440399MA00BBBB0X");
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let way = format!("/filings/{id}/previous-organiser");
    let filled = applicant.post_over(&way, version, Value::Null).await.is(StatusCode::OK).json();
    let organiser = &filled["filing"]["organiser"];
    assert_eq!(organiser["name"], "深圳示例二科技有限公司");
    assert_eq!(organiser["certificate_number"], "91440399MA00BBBB0X");
    assert_eq!(organiser["legal_representative"], "示例甲");
    assert_eq!(organiser["licence"], json!([]));
}

#[tokio::test]
async fn nobody_elses_organiser_and_none_into_a_submitted_filing() {
    let server = Server::start().await;
    let mut other = server.applicant("13800138001").await;
    ended(&server, &mut other).await;
    let mut applicant = server.applicant(MOBILE).await;
    let (id, version) = at(&applicant.begin().await);
    let way = format!("/filings/{id}/previous-organiser");
    assert_eq!(applicant.get(&way).await.is(StatusCode::OK).json(), json!({}));
    applicant.post_over(&way, version, Value::Null).await.refused(404, "not-found");
    other.get(&way).await.refused(404, "not-found");
    other.post_over(&way, version, Value::Null).await.refused(404, "not-found");
    applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
    let prepared = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &prepared.id, prepared.version, "a-submission").await.is(StatusCode::OK);
    let version = applicant.get(&format!("/filings/{}", prepared.id)).await.version();
    let way = format!("/filings/{}/previous-organiser", prepared.id);
    applicant.post_over(&way, version, Value::Null).await.refused(409, "not-now");
}
