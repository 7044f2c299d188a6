//! Colleagues: who may sign in, what stops whom who guesses, how a password is changed, and where they are signed in.

use crate::harness::{Answer, Client, MOBILE, REVIEWER, Server};
use beian_model::wire::Role;
use beian_server::accounts::stored::Staff;
use beian_server::secret;
use beian_server::storage::StoreError;
use http::header::{HOST, SET_COOKIE};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const NEW: &str = "seven grey herons at dusk";

/// Tries to sign in as the reviewer.
pub async fn try_password(client: &mut Client, password: &str) -> Answer {
    client.post("/staff/session", json!({ "email": REVIEWER.0, "password": password })).await
}

/// Another colleague, who is not signed in.
async fn other(server: &Server, role: Role) -> Staff {
    let password_hash = secret::hash_password("another long password").unwrap();
    let staff = Staff::new("other@example.com", "审核员乙", password_hash, role);
    server.app.store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    staff
}

/// The account of the reviewer.
pub async fn reviewer_of(server: &Server) -> Staff {
    server.app.store.staff_by_email(REVIEWER.0).await.unwrap().unwrap()
}

async fn delete(client: &mut Client, path: &str) -> Answer {
    client.call(Method::DELETE, path, Value::Null, &[]).await
}

#[tokio::test]
async fn who_guesses_elsewhere_does_not_stop_the_colleague_in_a_browser_that_is_known() {
    let server = Server::start().await;
    let mut known = server.reviewer().await;
    delete(&mut known, "/staff/session").await.is(StatusCode::NO_CONTENT);
    // One try was the colleague's own, before their browser was known.
    for _ in 0..19 {
        try_password(&mut server.stranger(), "wrong").await.refused(401, "wrong-credentials");
    }
    // The right password is not even heard from an unknown browser, not from another network either.
    try_password(&mut server.stranger(), REVIEWER.1).await.refused(429, "too-many");
    let elsewhere = [("x-forwarded-for", "198.51.100.9")];
    let body = json!({ "email": REVIEWER.0, "password": REVIEWER.1 });
    server.stranger().call(Method::POST, "/staff/session", body, &elsewhere).await.refused(429, "too-many");
    // The colleague's own browser has its own count, which is bounded too.
    for _ in 0..19 {
        try_password(&mut known, "wrong").await.refused(401, "wrong-credentials");
    }
    try_password(&mut known, REVIEWER.1).await.is(StatusCode::OK);
    for _ in 0..20 {
        try_password(&mut known, "wrong").await.refused(401, "wrong-credentials");
    }
    let said = try_password(&mut known, REVIEWER.1).await.refused(429, "too-many");
    assert!(said["detail"].as_str().unwrap().contains("浏览器"), "{said}");
}

#[tokio::test]
async fn a_browser_is_known_for_its_own_colleague_alone_and_not_for_ever() {
    let server = Server::start().await;
    let staff = other(&server, Role::Reviewer).await;
    let mut of_other = server.stranger();
    let credentials = json!({ "email": staff.email, "password": "another long password" });
    of_other.post("/staff/session", credentials).await.is(StatusCode::OK);
    let mut known = server.reviewer().await;
    for _ in 0..18 {
        try_password(&mut server.stranger(), "wrong").await;
    }
    // Two signed in besides; the address of all is one.
    try_password(&mut of_other, REVIEWER.1).await.refused(429, "too-many");
    server.app.clock.advance(181 * 86_400);
    for _ in 0..20 {
        try_password(&mut server.stranger(), "wrong").await.refused(401, "wrong-credentials");
    }
    try_password(&mut known, REVIEWER.1).await.refused(429, "too-many");
}

#[tokio::test]
async fn a_disabled_colleague_is_out_at_once_and_told_no_more_than_who_guesses() {
    let server = Server::start().await;
    let (store, now) = (&server.app.store, server.app.clock.now());
    let reviewer = reviewer_of(&server).await;
    let mut client = server.reviewer().await;
    // The one administrator stays one.
    store.set_role(&reviewer.id, Role::Admin).await.unwrap();
    assert!(matches!(store.disable_staff(&reviewer.id, now).await, Err(StoreError::LastAdmin)));
    assert!(matches!(store.set_role(&reviewer.id, Role::Senior).await, Err(StoreError::LastAdmin)));
    let second = other(&server, Role::Admin).await;
    assert_eq!(client.get("/staff/session").await.is(StatusCode::OK).json()["role"], "admin");
    store.disable_staff(&reviewer.id, now).await.unwrap();
    client.get("/staff/filings").await.refused(401, "signed-out");
    let told = try_password(&mut client, REVIEWER.1).await.refused(401, "wrong-credentials");
    assert_eq!(told, try_password(&mut server.stranger(), "wrong").await.refused(401, "wrong-credentials"));
    // Disabled, an administrator is none: the other is the last.
    assert!(matches!(store.disable_staff(&second.id, now).await, Err(StoreError::LastAdmin)));
    store.enable_staff(&reviewer.id).await.unwrap();
    client.get("/staff/filings").await.refused(401, "signed-out");
    try_password(&mut client, REVIEWER.1).await.is(StatusCode::OK);
    store.set_role(&reviewer.id, Role::Reviewer).await.unwrap();
    assert_eq!(client.get("/staff/session").await.is(StatusCode::OK).json()["role"], "reviewer");
}

#[tokio::test]
async fn a_session_that_is_opened_as_its_colleague_is_disabled_opens_nothing() {
    let server = Server::start().await;
    let mut client = server.reviewer().await;
    let staff = reviewer_of(&server).await;
    server.sql(&format!("UPDATE staff SET disabled_at = 1 WHERE id = '{}'", staff.id)).await;
    client.get("/staff/filings").await.refused(401, "signed-out");
    client.get("/staff/session").await.is(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_other_sessions_end() {
    let server = Server::start().await;
    let (mut here, mut there) = (server.reviewer().await, server.reviewer().await);
    let change = async |client: &mut Client, old: &str, new: &str| {
        client.post("/staff/password", json!({ "old": old, "new": new })).await
    };
    change(&mut server.stranger(), REVIEWER.1, NEW).await.refused(401, "signed-out");
    let said = change(&mut here, "wrong", NEW).await.refused(401, "wrong-credentials");
    assert!(said["detail"].as_str().unwrap().contains("当前密码"), "{said}");
    for (weak, word) in [
        ("short", "12"),
        ("password1234", "容易被猜到"),
        ("qwertyuiop12", "容易被猜到"),
        ("reviewer@example.com", "容易被猜到"),
        (&"x1Y-".repeat(65), "256"),
    ] {
        let said = change(&mut here, REVIEWER.1, weak).await.refused(422, "invalid");
        assert!(said["detail"].as_str().unwrap().contains(word), "{weak}: {said}");
    }
    there.get("/staff/filings").await.is(StatusCode::OK);
    change(&mut here, REVIEWER.1, NEW).await.is(StatusCode::NO_CONTENT);
    here.get("/staff/filings").await.is(StatusCode::OK);
    there.get("/staff/filings").await.refused(401, "signed-out");
    try_password(&mut there, REVIEWER.1).await.refused(401, "wrong-credentials");
    try_password(&mut there, NEW).await.is(StatusCode::OK);
    // Whoever finds a session open does not guess for ever.
    for _ in 0..13 {
        change(&mut here, "wrong", NEW).await.refused(401, "wrong-credentials");
    }
    change(&mut here, NEW, REVIEWER.1).await.refused(429, "too-many");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let server = Server::start().await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let mut here = server.reviewer().await;
    server.app.clock.advance(60);
    let mut there = server.stranger();
    let headers = [("user-agent", firefox), ("x-forwarded-for", "198.51.100.7")];
    let body = json!({ "email": REVIEWER.0, "password": REVIEWER.1 });
    there.call(Method::POST, "/staff/session", body, &headers).await.is(StatusCode::OK);
    let list = here.get("/staff/sessions").await.is(StatusCode::OK).json();
    let [newest, own] = list["sessions"].as_array().unwrap().as_slice() else { panic!("{list}") };
    assert_eq!((&newest["browser"], &newest["address"]), (&json!("Firefox · Linux"), &json!("198.51.100.*")));
    assert_eq!((&newest["current"], &own["current"]), (&json!(false), &json!(true)));
    assert_eq!(own["opened"].as_i64().unwrap() + 60, newest["opened"].as_i64().unwrap());
    // What names a session opens nothing.
    let id = newest["id"].as_str().unwrap();
    let token = there.cookies.iter().find(|(name, _)| name.ends_with("beian_staff")).unwrap().1;
    assert!(!secret::hash(token).contains(id) && token != id);
    // Nobody ends another's.
    let mut applicant = server.applicant(MOBILE).await;
    delete(&mut applicant, &format!("/sessions/{id}")).await.is(StatusCode::NO_CONTENT);
    there.get("/staff/filings").await.is(StatusCode::OK);
    delete(&mut here, &format!("/staff/sessions/{id}")).await.is(StatusCode::NO_CONTENT);
    // What is over stays so.
    delete(&mut here, &format!("/staff/sessions/{id}")).await.is(StatusCode::NO_CONTENT);
    there.get("/staff/filings").await.refused(401, "signed-out");
    here.get("/staff/filings").await.is(StatusCode::OK);
    // An applicant's too; what is over is not shown.
    let mut again = server.applicant_again(MOBILE).await;
    let list = again.get("/sessions").await.is(StatusCode::OK).json();
    let ids: Vec<(&str, bool)> = list["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["current"].as_bool().unwrap()))
        .collect();
    assert!(ids[0].1 && !ids[1].1 && ids.len() == 2, "{list}");
    delete(&mut again, &format!("/sessions/{}", ids[1].0)).await.is(StatusCode::NO_CONTENT);
    applicant.get("/filings").await.refused(401, "signed-out");
}

#[tokio::test]
async fn over_https_a_session_has_a_name_that_no_other_host_can_give() {
    let server = Server::start().await;
    let host = [(HOST.as_str(), "beian.example.com")];
    let body = json!({ "email": REVIEWER.0, "password": REVIEWER.1 });
    let mut client = server.stranger();
    let answer = client.call(Method::POST, "/staff/session", body, &host).await.is(StatusCode::OK);
    let set: Vec<&str> = answer.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2, "{set:?}");
    for (name, set) in ["__Host-beian_staff=", "__Host-beian_device="].iter().zip(&set) {
        assert!(set.starts_with(name) && set.contains("; Secure") && set.contains("; Path=/"), "{set}");
    }
    client.call(Method::GET, "/staff/filings", Value::Null, &host).await.is(StatusCode::OK);
    // The same session by the name of before: somebody else put it there.
    let token = client.cookies.remove("__Host-beian_staff").unwrap();
    client.cookies.insert("beian_staff".to_owned(), token);
    client.call(Method::GET, "/staff/filings", Value::Null, &host).await.refused(401, "signed-out");
    // One that was opened when cookies had no other name goes on until it ends.
    server.sql("UPDATE sessions SET address = '', browser = ''").await;
    client.call(Method::GET, "/staff/filings", Value::Null, &host).await.is(StatusCode::OK);
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_alone_where_the_server_has_a_certificate() {
    let own = Server::with(|config| {
        config.tls.certificate = Some("cert.pem".into());
        config.tls.key = Some("key.pem".into());
    })
    .await;
    let behind_a_proxy = Server::start().await;
    for (server, told) in [(&own, Some("max-age=31536000")), (&behind_a_proxy, None)] {
        let answer = server.stranger().get("/session").await.is(StatusCode::NO_CONTENT);
        let said = answer.headers.get("strict-transport-security").map(|value| value.to_str().unwrap());
        assert_eq!(said, told);
    }
}
