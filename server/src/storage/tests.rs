//! The store over a SQLite file: what a full disk, a request that is given up and an older installation do to it.

use super::*;
use crate::config::VaultKey;
use crate::sealing::keys::Keys;
use crate::sealing::vault::Vault;
use sqlx::SqlitePool;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// The store in a file.
pub(crate) async fn open(file: &std::path::Path) -> Stored<Store> {
    connect::sqlite(connect::sqlite_options(file), &vault()).await
}

/// A vault of one key, always the same.
fn vault() -> Vault {
    let key = VaultKey { id: "k".to_owned(), key: data_encoding::BASE64.encode(&[7; 32]) };
    Vault::new(Keys::of(&[key]).unwrap().unwrap())
}

/// Gives a future up after so many polls, as a server does whose client has gone.
async fn given_up<F: Future>(future: F, after: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        if polls == after {
            return Poll::Ready(None);
        }
        polls += 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test]
async fn colleagues_of_before_can_go_on_and_the_oldest_of_them_is_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beian.sqlite");
    let pool = SqlitePool::connect_with(connect::sqlite_options(&file)).await.unwrap();
    sqlx::migrate!("./migrations/sqlite").run(&pool).await.unwrap();
    for sql in [
        "INSERT INTO staff (id, email, name, password_hash, created_at) VALUES ('b', 'b@example.com', 'b', '', 2),
         ('a', 'a@example.com', 'a', '', 1), ('c', 'c@example.com', 'c', '', 1)",
        "INSERT INTO sessions (token_hash, kind, owner, created_at, seen_at) VALUES ('0123456789abcdef0123456789abcdef', 'staff', 'b', 1, 1)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let store = open(&file).await.unwrap();
    let roles: Vec<_> = store.all_staff().await.unwrap().iter().map(|one| one.staff.role.as_str()).collect();
    assert_eq!(roles, ["admin", "senior", "senior"]);
    let session = store.session("0123456789abcdef0123456789abcdef", SessionKind::Staff).await.unwrap().unwrap();
    assert_eq!((session.id.len(), session.address.as_str()), (24, ""));
    assert!(store.close_session_named(SessionKind::Staff, "b", &session.id).await.unwrap());
}

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
    store.writes.close().await.unwrap();
    let full = connect::sqlite_options(&file).pragma("max_page_count", pages.to_string());
    let store = connect::sqlite(full, &vault()).await.unwrap();
    let message = Message { channel: Channel::Sms, to: "1".into(), text: "x".repeat(20_000), code: None };
    // Each of the pool's connections meets it, in the middle of a transaction.
    for _ in 0..3 {
        let posts = (0..16).map(|_| store.post(&message, Timestamp(1)));
        for posted in futures_util::future::join_all(posts).await {
            let error = posted.unwrap_err();
            assert!(crate::storage::disk::is_full(&error), "{error}");
        }
        let error = store.ready().await.unwrap_err();
        assert!(crate::storage::disk::is_full(&error), "{error}");
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

#[tokio::test]
async fn a_transaction_that_is_given_up_while_it_begins_keeps_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("beian.sqlite")).await.unwrap();
    for polls in 0.. {
        let begun = given_up(store.begin(), polls).await.is_some();
        store.attempt("write", u32::MAX, Timestamp(0), Timestamp(0)).await.unwrap_or_else(|error| {
            panic!("nobody can write after a transaction was given up at its poll {polls}: {error}")
        });
        if begun {
            return;
        }
    }
}
