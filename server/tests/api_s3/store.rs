//! A store of its own: large files, one that is away, and the keys that it says are needed.

use crate::harness::{Answer, Client, Server, jpeg};
use crate::s3_server::S3Server;
use axum::body::Body;
use beian_model::Timestamp;
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::{Config, VaultKey};
use beian_server::sealing::{keys, rotation};
use bytes::Bytes;
use http::{Request, StatusCode};
use std::net::TcpListener;
use std::path::Path;
use tempfile::TempDir;

#[tokio::test]
async fn a_large_file_goes_in_parts_and_nothing_is_left_of_them() {
    let server = Server::start().await;
    let bytes: Bytes = (0..20 * 1024 * 1024_u32).map(|n| (n % 251) as u8).collect();
    server.app.files.put("large", bytes.clone()).await.unwrap();
    assert_eq!(server.app.files.get("large").await.unwrap(), bytes);
    let names: Vec<String> = server.app.files.all().await.unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["large"]);
    let unfinished = std::fs::read_dir(server.folder().join("s3")).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_str().unwrap().starts_with(".upload")
    });
    assert_eq!(unfinished.count(), 0);
}

async fn ready(client: &mut Client) -> Answer {
    client.send(Request::get("/readyz").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_store_that_is_away_or_silent_is_said_and_the_upload_goes_on_when_it_is_back() {
    let folder = TempDir::new().unwrap();
    let store = S3Server::start(folder.path());
    let server = Server::with(|config| {
        store.configure(config);
        config.s3.as_mut().unwrap().timeout = 1;
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let (first, bytes) = (jpeg(800, 600), jpeg(900, 700));
    let kept = applicant.upload(&id, "organiser.licence", "a.jpg", &first).await.is(StatusCode::OK).json();
    let shown = format!("/filings/{id}/attachments/{}", kept["uploaded"]["pages"][0]["id"].as_str().unwrap());
    let begun = applicant.begin_upload(&id, "organiser.licence", "b.jpg", &bytes).await.is(StatusCode::CREATED).json();
    let upload = format!("/filings/{id}/uploads/{}", begun["id"].as_str().unwrap());
    let (one, other) = bytes.split_at(100);
    applicant.part(&upload, 0, one, one).await.is(StatusCode::OK);
    ready(&mut applicant).await.is(StatusCode::OK);

    let address = store.address();
    drop(store);
    // Nobody is there; then somebody who takes what is sent and never answers.
    for silent in [None, Some(())] {
        let _silent = silent.map(|()| TcpListener::bind(address).unwrap());
        applicant.part(&upload, 100, other, other).await.refused(503, "unavailable");
        applicant.get(&shown).await.refused(503, "unavailable");
        ready(&mut applicant).await.refused(503, "unavailable");
        assert_eq!(applicant.get(&upload).await.is(StatusCode::OK).json()["received"], 100);
        assert!(App::open(server.app.config.clone(), server.app.clock.clone()).await.is_err(), "nor does one start");
    }

    let _back = S3Server::start_at(folder.path(), address);
    ready(&mut applicant).await.is(StatusCode::OK);
    let done = applicant.part(&upload, 100, other, other).await.is(StatusCode::OK).json();
    assert!(done.get("uploaded").is_some());
    assert_eq!(applicant.get(&shown).await.is(StatusCode::OK).body, first);
}

/// A server of several over one store: its own data folder, these keys.
async fn with_keys(store: &S3Server, data: &Path, keys: &[&VaultKey]) -> Result<App, String> {
    let mut config = Config { data: data.to_owned(), ..Config::default() };
    config.vault.keys = keys.iter().map(|key| (*key).clone()).collect();
    store.configure(&mut config);
    App::open(config, Clock::standing(Timestamp(0))).await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_store_says_which_keys_every_server_needs() {
    let folder = TempDir::new().unwrap();
    let store = S3Server::start(&folder.path().join("s3"));
    let (old, new) = (keys::new(), keys::new());
    let data = |n: u8| folder.path().join(n.to_string());
    let first = with_keys(&store, &data(1), &[&old]).await.unwrap();
    first.files.put("a", Bytes::from_static(b"a picture")).await.unwrap();

    // Another server, without the key or with another one of its name.
    let told = with_keys(&store, &data(2), &[&new]).await.err().unwrap();
    assert!(told.contains(&old.id) && told.contains("put it back"), "{told}");
    let false_one = VaultKey { id: old.id.clone(), key: new.key.clone() };
    let told = with_keys(&store, &data(2), &[&false_one]).await.err().unwrap();
    assert!(told.contains(&old.id) && told.contains("not the key of this name"), "{told}");

    let second = with_keys(&store, &data(2), &[&new, &old]).await.unwrap();
    assert_eq!(second.files.get("a").await.unwrap(), "a picture");
    // As soon as it runs the new key is needed; the old one until everything is sealed anew.
    let told = with_keys(&store, &data(1), &[&old]).await.err().unwrap();
    assert!(told.contains(&new.id), "{told}");
    assert_eq!(rotation::rotate(&second.files, false).await.unwrap().from_other_keys, 1);
    let third = with_keys(&store, &data(3), &[&new]).await.unwrap();
    assert_eq!(third.files.get("a").await.unwrap(), "a picture");
    assert!(!data(3).join("keys").exists());
}
