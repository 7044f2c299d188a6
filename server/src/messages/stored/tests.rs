//! What a full disk does to what is written, and to what is read.

use super::*;
use crate::storage::tests::{open, vault};
use crate::storage::{connect, disk};
use sqlx::SqlitePool;

#[tokio::test]
async fn a_full_disk_is_told_and_over_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beian.sqlite");
    // A database that may not grow, with some pages that a table takes.
    let store = open(&file).await.unwrap();
    let other = SqlitePool::connect_with(connect::sqlite_options(&file)).await.unwrap();
    sqlx::query("VACUUM").execute(&other).await.unwrap();
    sqlx::query("CREATE TABLE filler AS SELECT zeroblob(200000) AS bytes").execute(&other).await.unwrap();
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&other).await.unwrap();
    other.close().await;
    store.close().await.unwrap();
    let full = connect::sqlite_options(&file).pragma("max_page_count", pages.to_string());
    let store = connect::sqlite(full, &vault()).await.unwrap();
    let message = Message::new(Channel::Sms, "1".into(), "x".repeat(20_000), "code");
    // Each of the pool's connections meets it, in the middle of a transaction.
    for _ in 0..3 {
        let posts = (0..16).map(|_| store.post(&message, Timestamp(1)));
        for posted in futures_util::future::join_all(posts).await {
            let error = posted.unwrap_err();
            assert!(disk::is_full(&error), "{error}");
        }
        let error = store.ready().await.unwrap_err();
        assert!(disk::is_full(&error), "{error}");
    }
    assert!(store.messages(9).await.unwrap().is_empty(), "it can be read all the same");
    // Somebody makes room, and nobody starts the server anew.
    let other = SqlitePool::connect_with(connect::sqlite_options(&file)).await.unwrap();
    sqlx::query("DELETE FROM filler").execute(&other).await.unwrap();
    for _ in 0..16 {
        store.attempt("write", u32::MAX, Timestamp(0), Timestamp(0)).await.unwrap();
    }
    store.post(&message, Timestamp(1)).await.unwrap();
    store.ready().await.unwrap();
    assert_eq!(store.messages(9).await.unwrap().len(), 1);
}
