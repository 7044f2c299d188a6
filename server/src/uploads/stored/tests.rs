//! What an older installation had of an upload under way.

use super::*;
use crate::storage::connect;
use crate::storage::tests::open;
use sqlx::SqlitePool;

#[tokio::test]
async fn an_upload_under_way_survives_the_migration_that_takes_captures_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beian.sqlite");
    let options = connect::sqlite_options(&file);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let mut before = sqlx::migrate!("./migrations/sqlite");
    before.migrations = before.migrations.iter().filter(|one| one.version < 4).cloned().collect();
    before.run(&pool).await.unwrap();
    for sql in [
        "INSERT INTO accounts VALUES ('a', '13800138000', 1)",
        "INSERT INTO filings (id, account, version, status, document, created_at, updated_at, status_since)
         VALUES ('f', 'a', 1, 'draft', '{}', 1, 1, 1)",
        "INSERT INTO uploads VALUES ('u', 'f', 'organiser.licence', 'a.jpg', 9, 'sum', 4, NULL, 1, 1)",
        "INSERT INTO upload_parts VALUES ('u', 0, 'sum of part', 'file')",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let store = open(&file).await.unwrap();
    let filing = FilingId("f".into());
    let slot = Target::Attachment("organiser.licence".parse().unwrap());
    let found = store.upload_of(&filing, &slot, 9, "sum").await.unwrap().expect("the upload");
    assert_eq!((found.id.as_str(), found.received, found.kept.clone()), ("u", 4, None));
    // It goes on, and its parts still end with it.
    let part = PartRow { start: 4, sha256: "x".into(), file: "other".into() };
    store.add_part(&found.id, &part, 5, Timestamp(2)).await.unwrap();
    assert_eq!(store.drop_upload(&found.id).await.unwrap(), ["file", "other"]);
    assert!(store.upload_parts(&found.id).await.unwrap().is_empty());
}
