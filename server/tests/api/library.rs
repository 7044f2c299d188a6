//! The library of reasons: most used first, changed by administrators alone, each with both languages.

use crate::harness::{MOBILE, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, in_review, step};
use beian_model::wire::Role;
use http::StatusCode;
use serde_json::{Value, json};

const PAGE: &str = "/staff/reasons/library";

async fn reasons(client: &mut crate::harness::Client) -> Vec<Value> {
    client.get("/staff/reasons").await.is(StatusCode::OK).json()["reasons"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_used_comes_first() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let all = reasons(&mut reviewer).await;
    assert!(all.len() >= 20, "{}", all.len());
    for one in &all {
        let both = one["zh"].as_str().unwrap().chars().count() + one["en"].as_str().unwrap().chars().count();
        assert!(both < 500, "{one}");
    }
    let last = all.last().unwrap();
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let text = format!("{}\n{}", last["zh"].as_str().unwrap(), last["en"].as_str().unwrap());
    step(&mut reviewer, &id, "return", version, json!({ "reasons": [{ "path": "organiser.address", "text": text }] }))
        .await;
    let now = reasons(&mut reviewer).await;
    assert_eq!((&now[0]["id"], &now[0]["times"], now.len()), (&last["id"], &json!(1), all.len()));
}

#[tokio::test]
async fn an_administrator_changes_it_and_nobody_else() {
    let server = Server::start().await;
    let mut senior = colleague(&server, "senior", Role::Senior).await;
    let mut admin = colleague(&server, "admin", Role::Admin).await;
    senior.get(PAGE).await.refused(404, "not-found");
    let form = |id: &'static str, zh: &'static str, fields: &'static str| {
        [("action", "save"), ("id", id), ("zh", zh), ("en", "Enter it <anew>."), ("fields", fields)]
    };
    // Who sends a form reads a page.
    senior.post_form(PAGE, &form("", "请重新填写。", "")).await.is(StatusCode::NOT_FOUND);
    let before = reasons(&mut admin).await.len();
    admin.post_form(PAGE, &form("", "请重新填写。", "organiser.name sites[].name")).await.is(StatusCode::SEE_OTHER);
    let all = reasons(&mut admin).await;
    let new = all.iter().find(|one| one["zh"] == "请重新填写。").unwrap();
    assert_eq!((all.len(), &new["fields"]), (before + 1, &json!(["organiser.name", "sites[].name"])));
    let page = admin.get(PAGE).await.is(StatusCode::OK);
    let page = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(page.contains("Enter it &lt;anew&gt;."), "what was typed is text");
    // One anew, one without a language, one of no field's form: said on the page, with what was typed.
    let id: &'static str = String::leak(new["id"].as_str().unwrap().to_owned());
    admin.post_form(PAGE, &form(id, "请改正。", "")).await.is(StatusCode::SEE_OTHER);
    for (zh, fields) in [("", ""), ("请改正。", "Organiser/../name"), (String::leak("长".repeat(490)), "")] {
        let page = admin.post_form(PAGE, &form(id, zh, fields)).await.is(StatusCode::OK);
        assert!(String::from_utf8(page.body.to_vec()).unwrap().contains("role=\"alert\""), "{zh}");
    }
    let all = reasons(&mut admin).await;
    assert_eq!(all.iter().find(|one| one["id"] == id).unwrap()["zh"], "请改正。");
    for _ in 0..2 {
        admin.post_form(PAGE, &[("action", "remove"), ("id", id)]).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(reasons(&mut admin).await.len(), before);
    let noted = server.texts("SELECT action AS line FROM audit WHERE action = 'reasons.changed'").await;
    assert_eq!(noted.len(), 3);
}
