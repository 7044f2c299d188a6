//! A disk that is full: told as such, nothing that can be read is refused, and it goes on once there is room.

use crate::database::is_postgres;
use crate::harness::{Answer, Client, Server};
use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::json;
use sqlx::SqlitePool;

async fn ready(client: &mut Client) -> Answer {
    client.send(Request::get("/readyz").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn it_is_said_in_both_languages_and_over_without_a_restart() {
    if is_postgres() {
        return println!("of the SQLite file alone: how much a PostgreSQL may grow is not ours to say");
    }
    let server = Server::start().await;
    let (applicant, id) = server.begun().await;
    // A database that may not grow any more; what it has is taken.
    let file = server.folder().join("beian.sqlite");
    let database = SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query("VACUUM").execute(&database).await.unwrap();
    sqlx::query("CREATE TABLE filler AS SELECT zeroblob(300000) AS bytes").execute(&database).await.unwrap();
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&database).await.unwrap();
    let server = server.again(|options| options.pragma("max_page_count", pages.to_string())).await;
    let mut applicant = server.returning(&applicant);

    let view = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK);
    let (tag, mut document) = (format!("\"{}\"", view.version()), view.json()["filing"].clone());
    document["organiser"]["name"] = json!("名".repeat(30_000));
    let save = async |client: &mut Client, lang: &str| {
        let headers = [("if-match", tag.as_str()), ("accept-language", lang)];
        client.call(Method::PUT, &format!("/filings/{id}"), document.clone(), &headers).await
    };
    // More often than the pool has connections: each of them meets it.
    for _ in 0..12 {
        let problem = save(&mut applicant, "zh-CN").await.refused(503, "unavailable");
        assert!(problem["detail"].as_str().unwrap().contains("存储空间已满"), "{problem}");
        let problem = save(&mut applicant, "en").await.refused(503, "unavailable");
        assert!(problem["detail"].as_str().unwrap().contains("server is full"), "{problem}");
        let problem = ready(&mut applicant).await.refused(503, "unavailable");
        assert!(problem["detail"].as_str().unwrap().contains("存储空间已满"), "{problem}");
    }
    // What can be read is shown, also when the session should be noted as used.
    server.app.clock.advance(120);
    let kept = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    assert_ne!(kept["filing"]["organiser"]["name"], document["organiser"]["name"]);

    sqlx::query("DELETE FROM filler").execute(&database).await.unwrap();
    for _ in 0..12 {
        ready(&mut applicant).await.is(StatusCode::OK);
    }
    save(&mut applicant, "en").await.is(StatusCode::OK);
    for _ in 0..12 {
        applicant
            .post(&format!("/filings/{id}/verifications"), json!({ "of": "organiser.licence" }))
            .await
            .is(StatusCode::CREATED);
    }
    let kept = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    assert_eq!(kept["filing"]["organiser"]["name"], document["organiser"]["name"]);
}
