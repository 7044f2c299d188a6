//! The one-time secret and the phone's session: who may do what, and who is told.

use crate::harness::{API, Client, MOBILE, PERSON, Server, jpeg, webm};
use axum::body::Body;
use beian_model::CONSENT_VERSION;
use data_encoding::BASE64URL_NOPAD;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

/// The address of a verification that was just made.
pub fn address(id: &str, made: &Value) -> String {
    format!("/filings/{id}/verifications/{}", made["verification"]["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_secret_has_256_bits_and_is_in_the_creations_answer_only() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let earlier = applicant.code_for(&id, PERSON).await;
    let made = applicant.code_for(&id, PERSON).await;
    assert_ne!(made["secret"], earlier["secret"]);
    let secret = made["secret"].as_str().unwrap().to_owned();
    assert_eq!(BASE64URL_NOPAD.decode(secret.as_bytes()).unwrap().len(), 32);
    let mut phone = server.phone(&made).await;
    let mut reviewer = server.reviewer().await;
    for answer in [
        applicant.get(&format!("/filings/{id}")).await,
        applicant.get(&address(&id, &made)).await,
        phone.get("/handoff").await,
        phone.post("/handoff", json!({ "secret": secret })).await,
        reviewer.get("/staff/filings").await,
    ] {
        assert!(!String::from_utf8_lossy(&answer.is(StatusCode::OK).body).contains(&secret));
    }
    // What is stored is its hash: the text is nowhere in the database's files.
    for file in
        std::fs::read_dir(server.folder()).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        let hash = beian_server::secret::hash(&secret);
        assert!(!contains(&bytes, &secret), "{}", file.display());
        assert!(contains(&bytes, &hash) || !file.ends_with("beian.sqlite-wal"), "the hash is, or the search is wrong");
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn a_link_that_was_sent_is_in_the_outbox_and_nowhere_else() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (mut applicant, id) = server.begun().await;
    let body = json!({ "of": PERSON, "remote": true });
    let made = applicant.post(&format!("/filings/{id}/verifications"), body).await.is(StatusCode::CREATED).json();
    let link = json!({ "channel": "email", "to": "a@example.com", "secret": made["secret"] });
    applicant.post(&format!("{}/link", address(&id, &made)), link).await.is(StatusCode::OK);
    server.phone(&made).await;
    assert_eq!(server.rows_with(made["secret"].as_str().unwrap()).await, ["outbox.text", "outbox.blanks"]);
}

#[tokio::test]
async fn a_secret_serves_one_phone_once() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let secret = applicant.code_for(&id, PERSON).await["secret"].clone();
    let (mut phone, mut stranger) = (server.stranger(), server.stranger());
    stranger.post("/handoff", json!({ "secret": "x" })).await.refused(410, "secret-expired");
    // Both at once: one of them has it.
    let claim = json!({ "secret": secret });
    let (one, other) = tokio::join!(phone.post("/handoff", claim.clone()), stranger.post("/handoff", claim.clone()));
    let (mut phone, mut stranger) = if one.status == StatusCode::OK { (phone, stranger) } else { (stranger, phone) };
    let late = if one.status == StatusCode::OK { other } else { one };
    late.refused(410, "secret-used");
    stranger.get("/handoff").await.refused(401, "signed-out");
    // The same phone may come back, by the code or by its cookie.
    phone.post("/handoff", claim).await.is(StatusCode::OK);
    phone.get("/handoff").await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_secret_ends_with_time_and_with_a_newer_one() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let first = applicant.code_for(&id, PERSON).await;
    let second = applicant.code_for(&id, PERSON).await;
    server.stranger().post("/handoff", json!({ "secret": first["secret"] })).await.refused(410, "secret-expired");
    assert_eq!(applicant.get(&address(&id, &first)).await.json()["state"], "cancelled");
    server.app.clock.advance(599);
    let seen = applicant.get(&address(&id, &second)).await.json();
    assert_eq!((&seen["state"], &seen["expires_in"]), (&json!("waiting"), &json!(1)));
    server.app.clock.advance(1);
    server.stranger().post("/handoff", json!({ "secret": second["secret"] })).await.refused(410, "secret-expired");
    let after = applicant.get(&address(&id, &second)).await.json();
    assert_eq!((&after["state"], &after["expires_in"]), (&json!("expired"), &json!(0)));
    assert!(after["revision"].as_u64() > seen["revision"].as_u64(), "the end by time is a change");
}

#[tokio::test]
async fn a_newer_code_ends_the_phone_that_held_the_old_one() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    applicant.code_for(&id, PERSON).await;
    phone.get("/handoff").await.refused(410, "cancelled");
    phone.capture("portrait", &jpeg(800, 600)).await.refused(410, "cancelled");
}

#[tokio::test]
async fn the_phones_session_reaches_its_own_handoff_and_nothing_else() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    let upload = applicant.begin_upload(&id, "organiser.licence", "a.jpg", &jpeg(800, 600)).await.json();
    let document = phone.get("/openapi.json").await.json();
    let mut tried = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let short = path.strip_prefix(API).unwrap();
        let open = [
            "/session",
            "/session/code",
            "/session/provider",
            "/session/provider/callback",
            "/staff/session",
            "/staff/session/provider",
            "/staff/session/provider/callback",
            "/staff/session/code",
            "/staff/second-factor",
            "/staff/account",
            "/provinces/{code}",
            "/domains/{domain}",
            "/texts/{lang}/{name}",
            "/templates/{slot}",
            "/authorisation-codes",
            "/message-settings",
            "/staff/calendar",
        ];
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            if short.starts_with("/handoff")
                || open.contains(&short)
                    && !matches!(method.as_str(), "delete")
                    && !(method == "post"
                        && ["/authorisation-codes", "/message-settings", "/staff/account", "/staff/calendar"]
                            .contains(&short))
            {
                continue;
            }
            let uri = path
                .replace("{id}", &id)
                .replace("{verification}", made["verification"]["id"].as_str().unwrap())
                .replace("{upload}", upload["id"].as_str().unwrap())
                .replace("{offset}", "0")
                .replace(['{', '}'], "");
            let request = Request::builder()
                .method(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap())
                .uri(&uri)
                .header("content-type", "application/json")
                .header("if-match", "\"1\"")
                .header("idempotency-key", "12345678")
                .body(Body::from("{}"));
            let answer = phone.send(request.unwrap()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {uri}");
            tried += 1;
        }
    }
    assert!(tried > 30, "{tried}");
    // Its cookie does not even travel elsewhere.
    let secret = applicant.code_for(&id, "organiser.licence").await["secret"].clone();
    let claimed = server.stranger().post("/handoff", json!({ "secret": secret })).await.is(StatusCode::OK);
    let cookie = claimed.headers["set-cookie"].to_str().unwrap();
    for part in ["; Path=/api/v1/handoff;", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn both_screens_show_the_same_words_and_the_phone_who_asks() {
    let server = Server::with(|config| config.contact = "客服 400-000-0000".into()).await;
    let (mut applicant, id) = server.begun().await;
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    assert_eq!(view.json()["contact"], "客服 400-000-0000");
    document["organiser"]["name"] = json!("深圳示例一科技有限公司");
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    let made = applicant.code_for(&id, PERSON).await;
    assert_eq!(applicant.get(&address(&id, &made)).await.json().get("words"), None, "before a phone is there");
    let phone = server.phone(&made).await.get("/handoff").await.json();
    assert_eq!(applicant.get(&address(&id, &made)).await.json()["words"], phone["words"]);
    assert_eq!((&phone["organiser"], &phone["account"]), (&document["organiser"]["name"], &json!("138****8000")));
    assert_eq!(phone["contact"], "客服 400-000-0000");
}

#[tokio::test]
async fn the_desktop_ends_it_and_the_phone_is_told() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    let path = address(&id, &made);
    applicant.call(Method::DELETE, &path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    phone.get("/handoff").await.refused(410, "cancelled");
    phone.capture("portrait", &jpeg(800, 600)).await.refused(410, "cancelled");
    phone.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    phone.post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "cancelled");
    // To others it is a code that is over, not one that somebody uses.
    server.stranger().post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-expired");
    // Another account's cannot be ended, nor seen.
    let mut other = server.applicant("13800138001").await;
    other.call(Method::DELETE, &path, Value::Null, &[]).await.refused(404, "not-found");
    other.get(&path).await.refused(404, "not-found");
}

#[tokio::test]
async fn nothing_is_taken_before_the_person_agrees_and_what_they_agreed_to_is_kept() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    for (of, capture) in [(PERSON, "portrait"), ("organiser.licence", "attachment")] {
        let made = applicant.code_for(&id, of).await;
        let mut phone = server.stranger();
        phone.agree().await.refused(401, "signed-out");
        let view = phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK).json();
        assert_eq!(view.get("consented_at"), None);
        let problem = phone.begin_capture(capture, &jpeg(800, 600)).await.refused(409, "not-now");
        assert!(problem["detail"].as_str().unwrap().contains("同意"), "{problem}");
        phone.post("/handoff/finish", Value::Null).await.refused(409, "not-now");
        for version in ["", "2020-01", "x"] {
            let problem = phone.post("/handoff/consent", json!({ "version": version })).await.refused(422, "invalid");
            assert!(problem["detail"].as_str().unwrap().contains("已更新"), "{problem}");
        }
        let agreed = phone.agree().await.is(StatusCode::OK).json();
        let row = || async { server.app.store.verification(&id_of(&made)).await.unwrap().unwrap() };
        let kept = row().await;
        assert_eq!(agreed["consented_at"], kept.consented_at.unwrap().0);
        assert_eq!(kept.consent_version.as_deref(), Some(CONSENT_VERSION));
        // Again, later: the first time stays, and nothing changed.
        server.app.clock.advance(7);
        let again = phone.agree().await.is(StatusCode::OK).json();
        assert_eq!((&again["consented_at"], &again["revision"]), (&agreed["consented_at"], &agreed["revision"]));
        phone.capture(capture, &jpeg(800, 600)).await.is(StatusCode::OK);
        assert_eq!(server.app.clock.now().0 - row().await.consented_at.unwrap().0, 7);
    }
}

fn id_of(made: &Value) -> beian_model::VerificationId {
    beian_model::VerificationId(made["verification"]["id"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn both_sides_wait_by_revision_and_each_change_wakes_them() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let path = address(&id, &made);
    let first = applicant.get(&path).await.is(StatusCode::OK);
    assert_eq!(first.version(), first.json()["revision"].as_u64().unwrap());
    let mut desktop = Waiting::begin(&applicant, &path, first.version()).await;
    let mut phone = server.stranger();
    phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
    let mut known = desktop.woken().await;
    assert_eq!(known.1["state"], "connected");
    let on_phone = phone.get("/handoff").await;
    assert_eq!(on_phone.version(), known.0, "one count for both");
    for (capture, state) in [("portrait", "portrait"), ("emblem", "emblem"), ("video", "video")] {
        phone.agree().await.is(StatusCode::OK);
        let now = applicant.get(&path).await.version();
        desktop = Waiting::begin(&applicant, &path, now).await;
        let bytes = match capture {
            "portrait" => jpeg(800, 600),
            "emblem" => jpeg(900, 600),
            _ => webm(),
        };
        phone.capture(capture, &bytes).await.is(StatusCode::OK);
        known = desktop.woken().await;
        assert_eq!(known.1["state"], state);
    }
    // The phone, too: the desktop ends it.
    let held = Waiting::begin(&phone, "/handoff", known.0).await;
    desktop = Waiting::begin(&applicant, &path, known.0).await;
    applicant.call(Method::DELETE, &path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    assert_eq!(desktop.woken().await.1["state"], "cancelled");
    held.answer().await.refused(410, "cancelled");
}

#[tokio::test]
async fn a_waiting_desktop_learns_of_the_end_by_time_at_once() {
    let server = Server::with(|config| config.verification.claim_within = 1).await;
    let (mut applicant, id) = server.begun().await;
    let path = address(&id, &applicant.code_for(&id, PERSON).await);
    let known = applicant.get(&path).await.version();
    let desktop = Waiting::begin(&applicant, &path, known).await;
    server.app.clock.advance(1);
    assert_eq!(desktop.woken().await.1["state"], "expired");
}

/// A long poll of 25 seconds that sleeps.
struct Waiting(tokio::task::JoinHandle<crate::harness::Answer>);

impl Waiting {
    async fn begin(who: &Client, path: &str, known: u64) -> Waiting {
        let (mut who, path) = (who.clone(), format!("{path}?wait=25"));
        let poll = tokio::spawn(async move {
            who.call(Method::GET, &path, Value::Null, &[("if-none-match", &format!("\"{known}\""))]).await
        });
        // It sleeps: without a change it would not end for 25 seconds.
        let ended = tokio::time::timeout(Duration::from_millis(50), async {
            while !poll.is_finished() {
                tokio::task::yield_now().await;
            }
        });
        assert!(ended.await.is_err(), "it does not wait: {:?}", poll.await);
        Waiting(poll)
    }

    async fn answer(self) -> crate::harness::Answer {
        tokio::time::timeout(Duration::from_secs(10), self.0).await.expect("woken").unwrap()
    }

    async fn woken(self) -> (u64, Value) {
        let answer = self.answer().await.is(StatusCode::OK);
        (answer.version(), answer.json())
    }
}

#[tokio::test]
async fn a_phone_that_is_heard_of_keeps_its_session_up_to_the_hard_end() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let mut phone = server.phone(&made).await;
    let seen = phone.get("/handoff").await.version();
    // A moment later nothing is noted, after a while it is, and both sides see it as a change.
    phone
        .call(Method::GET, "/handoff", Value::Null, &[("if-none-match", &format!("\"{seen}\""))])
        .await
        .is(StatusCode::NOT_MODIFIED);
    for _ in 0..4 {
        server.app.clock.advance(29 * 60);
        assert!(phone.get("/handoff").await.is(StatusCode::OK).version() > seen);
    }
    server.app.clock.advance(4 * 60);
    phone.get("/handoff").await.refused(410, "secret-expired");
    assert_eq!(server.applicant_again(MOBILE).await.get(&address(&id, &made)).await.json()["state"], "expired");
}
