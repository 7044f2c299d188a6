//! The second factor of colleagues: set up on their page, asked for at sign-in, each code taken once.

use crate::harness::{API, Answer, Client, REVIEWER, Server};
use crate::staff::{reviewer_of, try_password};
use axum::body::Body;
use beian_server::accounts::second_factor::{self, Resealed};
use beian_server::config::{SecondFactor, VaultKey};
use beian_server::sealing::keys;
use http::header::{LOCATION, REFERRER_POLICY};
use http::{Request, StatusCode};
use serde_json::json;
use totp_rs::{Secret, Totp};

const PAGE: &str = "/staff/account";
const STEP: &str = "/staff/second-factor";

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// What stands between two texts.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    text.split_once(begin).unwrap_or_else(|| panic!("{begin} in {text}")).1.split_once(end).unwrap().0
}

async fn form(client: &mut Client, action: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<(&str, &str)> = [("action", action)].into_iter().chain(fields.iter().copied()).collect();
    client.post_form(&format!("{PAGE}?lang=en"), &fields).await
}

/// What an authenticator app makes of the secret that a page shows.
struct AuthenticatorApp(Totp);

impl AuthenticatorApp {
    fn of(page: &str) -> AuthenticatorApp {
        let secret = between(between(page, "data-secret=\"", "\""), "secret=", "&");
        let secret = Secret::try_from_base32(secret).unwrap();
        AuthenticatorApp(totp_rs::Builder::new().with_secret(secret).build().unwrap())
    }

    fn code(&self, server: &Server) -> String {
        self.0.generate(server.app.clock.now().0 as u64).to_string()
    }
}

/// Sets a second factor up; the app, and the recovery codes.
async fn enrol(server: &Server, client: &mut Client) -> (AuthenticatorApp, Vec<String>) {
    form(client, "totp", &[]).await.is(StatusCode::SEE_OTHER);
    let page = text(&client.get(&format!("{PAGE}?lang=en")).await.is(StatusCode::OK));
    let app = AuthenticatorApp::of(&page);
    let page = text(&form(client, "confirm", &[("code", &app.code(server))]).await.is(StatusCode::OK));
    let list = between(&page, "<ol", "</ol>");
    let codes: Vec<String> =
        list.split("<code>").skip(1).map(|code| code.split_once("</code>").unwrap().0.to_owned()).collect();
    (app, codes)
}

async fn code(client: &mut Client, code: &str) -> Answer {
    client.post("/staff/session/code", json!({ "code": code })).await
}

#[tokio::test]
async fn with_a_second_factor_a_password_opens_nothing_and_a_code_once() {
    let server = Server::start().await;
    let (mut here, mut there) = (server.reviewer().await, server.reviewer().await);
    let page = text(&here.get(&format!("{PAGE}?lang=en")).await.is(StatusCode::OK));
    assert!(page.contains("审核员甲, reviewer@example.com, Reviewer") && !page.contains("otpauth"), "{page}");
    form(&mut here, "totp", &[]).await.is(StatusCode::SEE_OTHER);
    let page = text(&here.get(&format!("{PAGE}?lang=en")).await);
    assert!(page.contains("<svg") && page.contains("otpauth://totp/Beian:reviewer%40example.com"), "{page}");
    // What is only shown is not asked for, and a wrong code does not turn it on.
    let wrong = text(&form(&mut here, "confirm", &[("code", "000000")]).await.is(StatusCode::OK));
    assert!(wrong.contains("The code is wrong") && wrong.contains("aria-invalid"), "{wrong}");
    try_password(&mut server.stranger(), REVIEWER.1).await.is(StatusCode::OK);
    let (app, codes) = enrol(&server, &mut here).await;
    assert_eq!(codes.len(), 10);
    there.get("/staff/filings").await.refused(401, "signed-out");
    here.get("/staff/filings").await.is(StatusCode::OK);

    server.app.clock.advance(60);
    let mut client = server.stranger();
    let asked = try_password(&mut client, REVIEWER.1).await.is(StatusCode::ACCEPTED).json();
    assert_eq!(asked["second_factor"], STEP);
    client.get("/staff/filings").await.refused(401, "signed-out");
    client.get("/staff/session").await.is(StatusCode::NO_CONTENT);
    code(&mut client, "000000").await.refused(422, "wrong-code");
    let right = app.code(&server);
    let mut second = client.clone();
    assert_eq!(code(&mut client, &right).await.is(StatusCode::OK).json()["email"], REVIEWER.0);
    client.get("/staff/filings").await.is(StatusCode::OK);
    // What was begun is over, and so is the code for everybody.
    code(&mut second, &right).await.refused(401, "signed-out");
    let mut third = server.stranger();
    try_password(&mut third, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    code(&mut third, &right).await.refused(422, "wrong-code");
    // A recovery code, as somebody types it, and once.
    let typed = codes[3].to_uppercase().replace('-', " ");
    code(&mut third, &typed).await.is(StatusCode::OK);
    let mut fourth = server.stranger();
    try_password(&mut fourth, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    code(&mut fourth, &codes[3]).await.refused(422, "wrong-code");
    let page = text(&client.get(&format!("{PAGE}?lang=en")).await);
    assert!(page.contains("Recovery codes left: 9.") && !page.contains(&codes[0]), "{page}");
}

#[tokio::test]
async fn the_second_step_has_a_page_and_ends_by_itself() {
    let server = Server::start().await;
    let (app, _) = enrol(&server, &mut server.reviewer().await).await;
    let mut client = server.stranger();
    client.get(STEP).await.is(StatusCode::SEE_OTHER);
    try_password(&mut client, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    let page = client.get(&format!("{STEP}?lang=en")).await.is(StatusCode::OK);
    assert_eq!(page.headers[REFERRER_POLICY], "same-origin");
    assert!(text(&page).contains("one-time-code"));
    let wrong = text(&client.post_form(&format!("{STEP}?lang=en"), &[("code", "1")]).await.is(StatusCode::OK));
    assert!(wrong.contains("role=\"alert\""), "{wrong}");
    server.app.clock.advance(60);
    let done = client.post_form(STEP, &[("code", &app.code(&server))]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(done.headers[LOCATION], "/desk");
    client.get("/staff/filings").await.is(StatusCode::OK);

    let mut late = server.stranger();
    try_password(&mut late, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    server.app.clock.advance(301);
    code(&mut late, &app.code(&server)).await.refused(401, "signed-out");
}

#[tokio::test]
async fn codes_are_tried_so_often_and_no_oftener() {
    let server = Server::start().await;
    let mut known = server.reviewer().await;
    let (app, _) = enrol(&server, &mut known).await;
    server.app.clock.advance(60);
    let mut client = server.stranger();
    try_password(&mut client, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    for n in 0..5 {
        code(&mut client, &format!("{n:06}")).await.refused(422, "wrong-code");
    }
    code(&mut client, &app.code(&server)).await.refused(429, "too-many");
    // The colleague in their own browser goes on.
    try_password(&mut known, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    code(&mut known, &app.code(&server)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn where_it_is_required_who_has_none_can_only_set_one_up() {
    let server = Server::with(|config| config.staff.totp = SecondFactor::Required).await;
    let mut client = server.stranger();
    let asked = try_password(&mut client, REVIEWER.1).await.is(StatusCode::ACCEPTED).json();
    assert_eq!(asked["second_factor"], STEP);
    let to = client.get(&format!("{STEP}?lang=en")).await.is(StatusCode::SEE_OTHER);
    assert_eq!(to.headers[LOCATION], format!("{API}{PAGE}?lang=en"));
    client.get("/staff/filings").await.refused(401, "signed-out");
    client.get("/staff/session").await.is(StatusCode::NO_CONTENT);
    let page = text(&client.get(&format!("{PAGE}?lang=en")).await.is(StatusCode::OK));
    assert!(page.contains("This site asks for a second step"), "{page}");
    enrol(&server, &mut client).await;
    client.get("/staff/filings").await.is(StatusCode::OK);
    // Off again, it can do nothing again.
    form(&mut client, "off", &[("old", "wrong")]).await.is(StatusCode::OK);
    client.get("/staff/filings").await.is(StatusCode::OK);
    form(&mut client, "off", &[("old", REVIEWER.1)]).await.is(StatusCode::SEE_OTHER);
    client.get("/staff/filings").await.refused(401, "signed-out");
}

#[tokio::test]
async fn a_reset_takes_the_second_factor_away_and_a_confirmed_one_is_not_replaced() {
    let server = Server::start().await;
    let mut client = server.reviewer().await;
    let (app, codes) = enrol(&server, &mut client).await;
    let staff = reviewer_of(&server).await;
    assert!(!second_factor::begin(&server.app, &staff).await.unwrap());
    // It lies sealed.
    let row = server.app.store.totp(&staff.id).await.unwrap().unwrap();
    assert!(!row.secret.contains(&app.0.secret().to_base32()));
    let recovery = server.texts("SELECT code_hash FROM recovery_codes").await;
    assert!(recovery.iter().all(|hash| hash.len() == 64 && codes.iter().all(|code| !hash.contains(code))));
    server.app.store.reset_staff(&staff.id, &staff.password_hash).await.unwrap();
    client.get("/staff/filings").await.refused(401, "signed-out");
    try_password(&mut client, REVIEWER.1).await.is(StatusCode::OK);
    assert_eq!(server.app.store.recovery_codes_left(&staff.id).await.unwrap(), 0);
}

#[tokio::test]
async fn secrets_are_sealed_anew_with_another_key() {
    let old = keys::new();
    let first = old.clone();
    let server = Server::with(move |config| config.vault.keys = vec![first]).await;
    let (app, _) = enrol(&server, &mut server.reviewer().await).await;
    let new: VaultKey = keys::new();
    let (both, alone) = (vec![new.clone(), old.clone()], vec![new]);
    let rotated = server.copy_with(move |config| config.vault.keys = both).await;
    let done = |from_other_keys, current| Resealed { from_other_keys, current, failed: Vec::new() };
    assert_eq!(second_factor::reseal(&rotated.app).await.unwrap(), done(1, 0));
    assert_eq!(second_factor::reseal(&rotated.app).await.unwrap(), done(0, 1));
    let without_the_old = rotated.copy_with(move |config| config.vault.keys = alone).await;
    without_the_old.app.clock.advance(60);
    let mut client = without_the_old.stranger();
    try_password(&mut client, REVIEWER.1).await.is(StatusCode::ACCEPTED);
    code(&mut client, &app.code(&without_the_old)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn the_page_changes_a_password_and_ends_sessions() {
    let server = Server::start().await;
    let (mut here, mut there) = (server.reviewer().await, server.reviewer().await);
    let page = text(&server.stranger().get(&format!("{PAGE}?lang=en")).await.is(StatusCode::OK));
    assert!(page.contains("You are not signed in") && page.contains("href=\"/desk\""), "{page}");
    let page = text(&here.get(&format!("{PAGE}?lang=en")).await);
    let other = page.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    form(&mut here, "end", &[("session", other)]).await.is(StatusCode::SEE_OTHER);
    there.get("/staff/filings").await.refused(401, "signed-out");
    let new = "seven grey herons at dusk";
    for (old, new, again, said) in [
        (REVIEWER.1, new, "another", "The two new passwords differ"),
        ("wrong", new, new, "The current password is wrong"),
        (REVIEWER.1, "password1234", "password1234", "easily guessed"),
    ] {
        let fields = [("old", old), ("new", new), ("again", again)];
        let page = text(&form(&mut here, "password", &fields).await.is(StatusCode::OK));
        assert!(page.contains(said) && page.contains("aria-invalid=\"true\""), "{page}");
        // What was typed is not sent back.
        assert!(!page.contains(new));
    }
    let fields = [("old", REVIEWER.1), ("new", new), ("again", new)];
    let done = form(&mut here, "password", &fields).await.is(StatusCode::SEE_OTHER);
    let at = done.headers[LOCATION].to_str().unwrap().strip_prefix(API).unwrap();
    assert!(text(&here.get(at).await).contains("The password was changed"));
    try_password(&mut there, new).await.is(StatusCode::OK);
    // Nobody else's page sends the forms.
    let request = Request::post(format!("{API}{PAGE}"))
        .header("origin", "https://evil.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .body(Body::from("action=totp"));
    here.send(request.unwrap()).await.is(StatusCode::FORBIDDEN);
    form(&mut here, "nothing", &[]).await.is(StatusCode::BAD_REQUEST);
}
