//! Colleagues of an older installation.

use super::*;
use crate::storage::connect;
use crate::storage::tests::open;
use sqlx::SqlitePool;

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
