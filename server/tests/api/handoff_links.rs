//! A person elsewhere: a link that holds longer, sent by SMS or e-mail.

use crate::handoff::address;
use crate::harness::{Answer, Client, PERSON, Server};
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// A code for a person elsewhere.
async fn remote(applicant: &mut Client, id: &str, of: &str) -> Value {
    let body = json!({ "of": of, "remote": true });
    applicant.post(&format!("/filings/{id}/verifications"), body).await.is(StatusCode::CREATED).json()
}

/// Has the link sent.
async fn send(applicant: &mut Client, id: &str, made: &Value, channel: &str, to: &str) -> Answer {
    let body = json!({ "channel": channel, "to": to, "secret": made["secret"] });
    applicant.post(&format!("{}/link", address(id, made)), body).await
}

/// The newest message to somebody.
async fn message(server: &Server, to: &str) -> String {
    let sent = server.app.store.messages(100).await.unwrap();
    sent.into_iter().find(|message| message.to == to).unwrap().text
}

#[tokio::test]
async fn it_holds_for_two_hours_or_as_the_operator_sets() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = remote(&mut applicant, &id, PERSON).await;
    assert_eq!((&made["verification"]["remote"], &made["verification"]["expires_in"]), (&json!(true), &json!(7200)));
    server.app.clock.advance(7199);
    server.phone(&made).await;
    let mut applicant = server.applicant(crate::harness::MOBILE).await;
    let made = remote(&mut applicant, &id, PERSON).await;
    server.app.clock.advance(7200);
    server.stranger().post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-expired");
    let other = Server::with(|config| config.verification.remote_within = 60).await;
    let (mut applicant, id) = other.begun().await;
    assert_eq!(remote(&mut applicant, &id, PERSON).await["verification"]["expires_in"], 60);
}

#[tokio::test]
async fn who_opens_a_link_elsewhere_reads_of_no_computer() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    for of in [PERSON, "organiser.licence"] {
        for (is_remote, until) in [(true, "前完成"), (false, "电脑")] {
            let body = json!({ "of": of, "remote": is_remote });
            let made = applicant.post(&format!("/filings/{id}/verifications"), body).await.json();
            let view = server.phone(&made).await.get("/handoff").await.is(StatusCode::OK).json();
            let (zh, en) = (view["said_zh"].as_str().unwrap(), view["said_en"].as_str().unwrap());
            assert_eq!((zh.lines().count(), en.lines().count()), (4, 4), "{of}");
            assert!(zh.contains(until), "{of}: {zh}");
            // Who asks sees what becomes of it.
            let account = view["account"].as_str().unwrap();
            assert!([zh, en].iter().all(|said| said.lines().last().unwrap().contains(account) == is_remote), "{zh}");
        }
    }
}

#[tokio::test]
async fn a_number_or_an_account_gets_and_sends_so_many_in_a_day_only() {
    let server = Server::with(|config| {
        config.demo.enabled = true;
        config.verification.links_per_recipient_a_day = 2;
        config.verification.links_per_account_a_day = 3;
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let made = remote(&mut applicant, &id, PERSON).await;
    for _ in 0..2 {
        send(&mut applicant, &id, &made, "sms", "13900139000").await.is(StatusCode::OK);
    }
    let refused = send(&mut applicant, &id, &made, "sms", "13900139000").await.refused(429, "too-many");
    assert!(refused["detail"].as_str().unwrap().contains("这个号码"), "{refused}");
    send(&mut applicant, &id, &made, "sms", "13900139001").await.is(StatusCode::OK);
    let refused = send(&mut applicant, &id, &made, "sms", "13900139002").await.refused(429, "too-many");
    assert!(refused["detail"].as_str().unwrap().contains("这个账号"), "{refused}");
}

#[tokio::test]
async fn where_a_link_leads_is_said_by_the_operator_and_by_no_request() {
    const OPERATOR: &str = "https://beian.example.com";
    for (public_url, demo, leads_to) in [
        ("", false, None),
        (OPERATOR, false, Some(OPERATOR)),
        (OPERATOR, true, Some(OPERATOR)),
        ("", true, Some("http://127.0.0.1:8080")),
    ] {
        let server = Server::with(|config| {
            config.public_url = public_url.to_owned();
            config.demo.enabled = demo;
        })
        .await;
        let (mut applicant, id) = server.begun().await;
        applicant.over_https_too();
        let made = remote(&mut applicant, &id, PERSON).await;
        let body = json!({ "channel": "sms", "to": "13900139000", "secret": made["secret"] });
        let path = format!("{}/link", address(&id, &made));
        for headers in [
            &[("host", "127.0.0.1:8080")][..],
            &[("host", "evil.example")],
            &[("host", "127.0.0.1:80@evil.example")],
            &[("host", "localhost@evil.example")],
            &[("host", "127.0.0.1:8080"), ("x-forwarded-host", "evil.example")],
            &[("host", "evil.example"), ("origin", "https://evil.example")],
        ] {
            let answer = applicant.call(Method::POST, &path, body.clone(), headers).await;
            let Some(base) = leads_to else {
                let problem = answer.refused(409, "not-now");
                assert!(problem["detail"].as_str().unwrap().contains("对外网址"), "{problem}");
                continue;
            };
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            answer.is(StatusCode::OK);
            let text = message(&server, "13900139000").await;
            assert!(text.contains(&format!("{base}/p#")) && !text.contains("evil"), "{headers:?}: {text}");
        }
        let sent = server.app.store.messages(100).await.unwrap();
        assert_eq!(sent.iter().any(|sent| sent.to == "13900139000"), leads_to.is_some(), "{public_url} {demo}");
    }
}

#[tokio::test]
async fn the_message_says_who_asks_for_what_and_until_when_and_the_desktop_to_whom_it_went() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (mut applicant, id) = server.begun().await;
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    document["organiser"]["name"] = json!("深圳示例一科技有限公司");
    document["sites"][0]["name"] = json!("示例一企业展示");
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    let made = remote(&mut applicant, &id, PERSON).await;
    let secret = made["secret"].as_str().unwrap();
    let before = applicant.get(&address(&id, &made)).await.version();
    let sent = send(&mut applicant, &id, &made, "sms", " 139 0013 9000 ").await.is(StatusCode::OK).json();
    assert_eq!((&sent["sent_to"], &sent["state"]), (&json!("139****9000"), &json!("waiting")));
    assert!(sent["revision"].as_u64().unwrap() > before);
    let text = message(&server, "13900139000").await;
    let link = format!("http://127.0.0.1:8080/p#{secret} ");
    for part in ["138****8000", "深圳示例一科技有限公司", "主体负责人", "真实性核验", "2026-11-24 14:00", &link]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // By e-mail, for the site's person, in English, from a console at another origin.
    let site = document["sites"][0]["id"].as_str().unwrap();
    let made = remote(&mut applicant, &id, &format!("sites[{site}].responsible_person.verification")).await;
    let body = json!({ "channel": "email", "to": "zhang@example.com", "secret": made["secret"] });
    let headers = [("accept-language", "en"), ("origin", "http://127.0.0.1:8080")];
    let path = format!("{}/link", address(&id, &made));
    let sent = applicant.call(Method::POST, &path, body, &headers).await.is(StatusCode::OK).json();
    assert_eq!(sent["sent_to"], "z***@example.com");
    let text = message(&server, "zhang@example.com").await;
    assert!(text.contains("the person responsible for the website “示例一企业展示”"), "{text}");
    // An attachment may be elsewhere, too.
    let made = remote(&mut applicant, &id, "organiser.licence").await;
    send(&mut applicant, &id, &made, "sms", "13900139000").await.is(StatusCode::OK);
    assert!(message(&server, "13900139000").await.contains("主办单位证件照片"));
}

#[tokio::test]
async fn the_link_begins_with_the_configured_address() {
    let server = Server::with(|config| config.public_url = "https://beian.example.com/".into()).await;
    let (mut applicant, id) = server.begun().await;
    let made = remote(&mut applicant, &id, PERSON).await;
    send(&mut applicant, &id, &made, "sms", "13900139000").await.is(StatusCode::OK);
    let link = format!("https://beian.example.com/p#{} ", made["secret"].as_str().unwrap());
    assert!(message(&server, "13900139000").await.contains(&link));
}

#[tokio::test]
async fn only_a_waiting_remote_one_with_its_own_secret_to_somebody_real() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (mut applicant, id) = server.begun().await;
    let here = applicant.code_for(&id, PERSON).await;
    send(&mut applicant, &id, &here, "sms", "13900139000").await.refused(409, "not-now");
    let made = remote(&mut applicant, &id, PERSON).await;
    for (channel, to, rule) in [
        ("sms", "", "mobile.shape"),
        ("sms", "0755-86013388", "mobile.shape"),
        ("sms", "a@example.com", "mobile.shape"),
        ("email", "a@b", "email.shape"),
        ("email", "13900139000", "email.shape"),
    ] {
        let problem = send(&mut applicant, &id, &made, channel, to).await.refused(422, "invalid");
        let finding = &problem["findings"][0];
        assert_eq!((&finding["rule"], &finding["path"]), (&json!(rule), &json!(PERSON)), "{to}");
    }
    // Another code's secret, none, another account.
    let path = format!("{}/link", address(&id, &made));
    for secret in [here["secret"].clone(), json!(""), json!("guess")] {
        let body = json!({ "channel": "sms", "to": "13900139000", "secret": secret });
        applicant.post(&path, body).await.refused(404, "not-found");
    }
    let mut other = server.applicant("13800138001").await;
    send(&mut other, &id, &made, "sms", "13900139000").await.refused(404, "not-found");
    send(&mut server.stranger(), &id, &made, "sms", "13900139000").await.refused(401, "signed-out");
    // Opened, or over.
    server.phone(&made).await;
    let problem = send(&mut applicant, &id, &made, "sms", "13900139000").await.refused(409, "not-now");
    assert!(problem["detail"].as_str().unwrap().contains("已被打开"), "{problem}");
    let late = remote(&mut applicant, &id, PERSON).await;
    server.app.clock.advance(7200);
    let mut applicant = server.applicant(crate::harness::MOBILE).await;
    send(&mut applicant, &id, &late, "sms", "13900139000").await.refused(409, "not-now");
    let sent = server.app.store.messages(100).await.unwrap();
    assert!(sent.iter().all(|message| !message.text.contains("/p#")), "nothing went out");
}

#[tokio::test]
async fn messages_are_limited_by_filing_and_by_recipient() {
    let server = Server::with(|config| {
        config.demo.enabled = true;
        config.verification.links_per_recipient = 2;
        config.verification.links_per_filing = 3;
        config.contact = "客服 400-000-0000".into();
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let made = remote(&mut applicant, &id, PERSON).await;
    for _ in 0..2 {
        send(&mut applicant, &id, &made, "sms", "13900139000").await.is(StatusCode::OK);
    }
    let problem = send(&mut applicant, &id, &made, "sms", "13900139000").await.refused(429, "too-many");
    assert_eq!((&problem["retry_after"], &problem["contact"]), (&json!(600), &json!("客服 400-000-0000")));
    assert!(problem["detail"].as_str().unwrap().contains("这个号码"), "{problem}");
    send(&mut applicant, &id, &made, "email", "a@example.com").await.is(StatusCode::OK);
    let problem = send(&mut applicant, &id, &made, "email", "b@example.com").await.refused(429, "too-many");
    assert!(problem["detail"].as_str().unwrap().contains("一小时"), "{problem}");
    server.app.clock.advance(3600);
    let mut applicant = server.applicant(crate::harness::MOBILE).await;
    send(&mut applicant, &id, &made, "sms", "13900139000").await.is(StatusCode::OK);
}
