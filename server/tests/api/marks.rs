//! What a reviewer writes before they decide: saved, cleaned, handed over, and gone with the state that it was of.

use crate::harness::{Answer, Client, MOBILE, Server};
use crate::steps::{Prepared, in_review, step, take};
use beian_model::wire::Role;
use beian_server::accounts::stored::Staff;
use beian_server::secret;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const ADDRESS: &str = "organiser.address";

/// A colleague, signed in.
pub async fn colleague(server: &Server, name: &str, role: Role) -> Client {
    let (email, password) = (format!("{name}@example.com"), "another horse battery");
    let staff = Staff::new(&email, name, secret::hash_password(password).unwrap(), role);
    server.app.store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    let mut client = server.stranger();
    client.post("/staff/session", json!({ "email": email, "password": password })).await.is(StatusCode::OK);
    client
}

async fn write(client: &mut Client, id: &str, at: &str, text: &str) -> Answer {
    client.call(Method::PUT, &format!("/staff/filings/{id}/{at}"), json!({ "text": text }), &[]).await
}

/// What the case says is written.
async fn written(client: &mut Client, id: &str) -> Value {
    let case = client.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let marks = case["marks"].as_array().cloned().unwrap_or_default();
    let marks: Vec<String> =
        marks.iter().map(|one| format!("{} {} {}", one["path"], one["text"], one["by"]).replace('"', "")).collect();
    json!([marks, case["note"].as_str().unwrap_or_default()])
}

#[tokio::test]
async fn what_is_written_is_kept_clean_and_belongs_to_whoever_has_the_filing() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, document, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let site = format!("marks/sites[{}].name", document["sites"][0]["id"].as_str().unwrap());
    write(&mut reviewer, &id, &format!("marks/{ADDRESS}"), " 请写到\u{200b}门牌号 ").await.is(StatusCode::NO_CONTENT);
    write(&mut reviewer, &id, &site, "名称不完整").await.is(StatusCode::NO_CONTENT);
    write(&mut reviewer, &id, "note", "其余没有问题").await.is(StatusCode::NO_CONTENT);
    let address = "organiser.address 请写到门牌号 审核员甲";
    let now = written(&mut reviewer, &id).await;
    assert_eq!(now[0][0], address);
    assert_eq!((now[0].as_array().unwrap().len(), now[1].as_str()), (2, Some("其余没有问题")));
    // No field of this filing, nothing written, too much of it.
    for at in ["marks/nowhere", "marks/sites[00009999].name"] {
        write(&mut reviewer, &id, at, "x").await.refused(404, "not-found");
    }
    for text in ["", " \u{200b} ", &"长".repeat(501)] {
        write(&mut reviewer, &id, &format!("marks/{ADDRESS}"), text).await.refused(422, "invalid");
    }
    write(&mut reviewer, &id, "note", &"长".repeat(501)).await.refused(422, "invalid");
    let remove = format!("/staff/filings/{id}/{site}");
    for _ in 0..2 {
        reviewer.call(Method::DELETE, &remove, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    }
    // The applicant sees nothing of it.
    let theirs = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json().to_string();
    assert!(!theirs.contains("门牌号") && !theirs.contains("其余没有问题"));
    // A colleague reads it, and goes on once they have the filing.
    let mut senior = colleague(&server, "senior", Role::Senior).await;
    assert_eq!(written(&mut senior, &id).await, json!([[address], "其余没有问题"]));
    write(&mut senior, &id, "note", "我来看").await.refused(409, "not-now");
    take(&mut senior, &id).await;
    write(&mut reviewer, &id, "note", "还是我").await.refused(409, "not-now");
    write(&mut senior, &id, &format!("marks/{ADDRESS}"), "请写到房间号").await.is(StatusCode::NO_CONTENT);
    write(&mut senior, &id, "note", "").await.is(StatusCode::NO_CONTENT);
    assert_eq!(written(&mut senior, &id).await, json!([["organiser.address 请写到房间号 senior"], ""]));
    let noted =
        server.texts("SELECT action AS line FROM audit WHERE action LIKE 'filing.%marked' ORDER BY number").await;
    let (marked, unmarked) = ("filing.marked", "filing.unmarked");
    assert_eq!(noted, [marked, marked, marked, unmarked, marked, unmarked]);
}

#[tokio::test]
async fn what_was_written_goes_with_the_state_it_was_of() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    write(&mut reviewer, &id, &format!("marks/{ADDRESS}"), "请写到门牌号").await.is(StatusCode::NO_CONTENT);
    let reasons = json!({ "reasons": [{ "path": ADDRESS, "text": "请写到门牌号" }] });
    step(&mut reviewer, &id, "return", version, reasons).await;
    assert_eq!(written(&mut reviewer, &id).await, json!([[], ""]));
    write(&mut reviewer, &id, &format!("marks/{ADDRESS}"), "又一个").await.refused(409, "not-now");
}
