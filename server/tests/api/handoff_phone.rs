//! The phone of a hand-off when something comes between: a lost answer, a code that renews itself, another hand-off in the same browser,
//! another site's page, a person who says no, the end.

use crate::handoff::address;
use crate::harness::{PERSON, Server, jpeg};
use beian_model::CONSENT_VERSION;
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_phone_whose_answer_was_lost_is_let_in_again_and_no_other() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let claim = |key: &str| json!({ "secret": made["secret"], "key": key });
    let (own, other) = ("k".repeat(22), "l".repeat(22));
    // The answer never came: the phone has no session, and asks again.
    let mut lost = server.stranger();
    lost.post("/handoff", claim(&own)).await.is(StatusCode::OK);
    let mut phone = server.stranger();
    phone.post("/handoff", claim(&own)).await.is(StatusCode::OK);
    phone.agree().await.is(StatusCode::OK);
    assert_eq!(applicant.get(&address(&id, &made)).await.json()["other_phones"], 0);
    // The session that nobody got is worth nothing now.
    lost.get("/handoff").await.refused(401, "signed-out");
    for key in [&other[..], "", "k", &"k".repeat(21), &"k".repeat(201)] {
        server.stranger().post("/handoff", claim(key)).await.refused(410, "secret-used");
    }
    server.stranger().post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-used");
    phone.get("/handoff").await.is(StatusCode::OK);
    // Ended is ended.
    applicant.call(Method::DELETE, &address(&id, &made), Value::Null, &[]).await;
    server.stranger().post("/handoff", claim(&own)).await.refused(410, "secret-expired");
}

#[tokio::test]
async fn a_code_that_renews_itself_ends_no_phone_that_is_at_work() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let ask = |renews: &Value| json!({ "of": PERSON, "renews": renews });
    let codes = format!("/filings/{id}/verifications");
    let first = applicant.code_for(&id, PERSON).await;
    let second = applicant.post(&codes, ask(&first["verification"]["id"])).await.is(StatusCode::CREATED).json();
    server.stranger().post("/handoff", json!({ "secret": first["secret"] })).await.refused(410, "secret-expired");
    let mut phone = server.phone(&second).await;
    // The page did not know of it yet; and another page that shows the first code neither.
    for old in [&second, &first] {
        applicant.post(&codes, ask(&old["verification"]["id"])).await.refused(409, "not-now");
    }
    phone.get("/handoff").await.is(StatusCode::OK);
    // A person who asks is obeyed.
    applicant.code_for(&id, PERSON).await;
    phone.get("/handoff").await.refused(410, "cancelled");
}

#[tokio::test]
async fn a_page_of_an_earlier_handoff_does_nothing_to_the_one_that_the_browser_has_now() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let first = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&first).await;
    let second = applicant.code_for(&id, "organiser.licence").await;
    phone.post("/handoff", json!({ "secret": second["secret"] })).await.is(StatusCode::OK);
    let named = |made: &Value| made["verification"]["id"].as_str().unwrap().to_owned();
    let consent = json!({ "version": CONSENT_VERSION });
    let (old, new) = (named(&first), named(&second));
    phone
        .call(Method::POST, "/handoff/consent", consent.clone(), &[("x-hand-off", &old)])
        .await
        .refused(401, "signed-out");
    let view =
        phone.call(Method::GET, "/handoff", Value::Null, &[("x-hand-off", &new)]).await.is(StatusCode::OK).json();
    assert_eq!((&view["id"], view.get("consented_at")), (&json!(new), None));
}

#[tokio::test]
async fn what_is_over_can_be_looked_at_for_a_while_only() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, "organiser.licence").await;
    let mut phone = server.phone(&made).await;
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "passed");
    server.app.clock.advance(1799);
    phone.get("/handoff").await.is(StatusCode::OK);
    server.app.clock.advance(2);
    phone.get("/handoff").await.refused(401, "signed-out");
}

#[tokio::test]
async fn another_sites_page_can_send_nothing_to_a_handoff() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    let foreign = [("origin", "https://evil.example")];
    let secret = json!({ "secret": made["secret"] });
    let consent = json!({ "version": CONSENT_VERSION });
    let sent = json!({ "capture": "portrait", "size": 5, "sha256": "0".repeat(64) });
    for (path, body) in [
        ("/handoff", secret),
        ("/handoff/consent", consent),
        ("/handoff/decline", Value::Null),
        ("/handoff/uploads", sent),
        ("/handoff/finish", Value::Null),
    ] {
        phone.call(Method::POST, path, body, &foreign).await.refused(403, "foreign-origin");
    }
    let ask = json!({ "of": PERSON });
    applicant
        .call(Method::POST, &format!("/filings/{id}/verifications"), ask, &foreign)
        .await
        .refused(403, "foreign-origin");
    applicant.call(Method::DELETE, &address(&id, &made), Value::Null, &foreign).await.refused(403, "foreign-origin");
    phone.get("/handoff").await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_person_who_says_no_is_heard_by_the_desktop_and_may_still_agree() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let path = address(&id, &made);
    server.stranger().post("/handoff/decline", Value::Null).await.refused(401, "signed-out");
    let mut phone = server.phone_that_claimed(&made).await;
    let before = applicant.get(&path).await.json();
    assert_eq!(before["declined"], false);
    let said = phone.post("/handoff/decline", Value::Null).await.is(StatusCode::OK).json();
    let seen = applicant.get(&path).await.json();
    assert_eq!(
        (&said["declined"], &seen["declined"], &seen["state"]),
        (&json!(true), &json!(true), &json!("connected"))
    );
    assert!(seen["revision"].as_u64() > before["revision"].as_u64());
    // Twice is once.
    let again = phone.post("/handoff/decline", Value::Null).await.is(StatusCode::OK).json();
    assert_eq!(again["revision"], said["revision"]);
    phone.begin_capture("portrait", &jpeg(800, 600)).await.refused(409, "not-now");
    // After all.
    assert_eq!(phone.agree().await.is(StatusCode::OK).json()["declined"], false);
    assert_eq!(applicant.get(&path).await.json()["declined"], false);
    phone.post("/handoff/decline", Value::Null).await.refused(409, "not-now");
    applicant.call(Method::DELETE, &path, Value::Null, &[]).await;
    phone.post("/handoff/decline", Value::Null).await.refused(410, "cancelled");
}

#[tokio::test]
async fn the_phone_is_told_who_asks_and_for_how_long_a_persons_pictures_are_kept_and_nothing_of_attachments() {
    let named = |config: &mut beian_server::config::Config| {
        config.provider = "示例云".to_owned();
        config.contact = "400-000-0000".to_owned();
    };
    let server = Server::with(named).await;
    let (mut applicant, id) = server.begun().await;
    for (of, is_kept) in [(PERSON, true), ("organiser.licence", false)] {
        let made = applicant.code_for(&id, of).await;
        let mut phone = server.phone_that_claimed(&made).await;
        let view = phone.get("/handoff").await.is(StatusCode::OK).json();
        assert_eq!(view["consent_version"], CONSENT_VERSION);
        let (zh, en) = (view["consent_zh"].as_str().unwrap(), view["consent_en"].as_str().unwrap());
        for said in [zh, en] {
            assert!(said.contains("示例云") && said.contains("400-000-0000"), "{of}: {said}");
        }
        for (said, part) in
            [(zh, "30 天后"), (zh, " 7 天后"), (zh, "90 天内"), (zh, "生物识别"), (en, "7 days"), (en, "biometric")]
        {
            assert_eq!(said.contains(part), is_kept, "{of}: {part}: {said}");
        }
    }
}
