//! Data copied, put back, brought up to date and moved.

use crate::{run, text};
use beian_server::sealing::keys;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Rows of a table, as a program beside the server counts them.
async fn rows(database: &Path, table: &str) -> i64 {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"))).fetch_one(&pool).await;
    pool.close().await;
    count.unwrap()
}

/// A folder with an installation of one colleague and one upload, and the file of its keys.
fn installation() -> TempDir {
    let folder = TempDir::new().unwrap();
    let added = run(folder.path(), &["staff", "add", "a@example.com", "--name", "审核员"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    // A sealed file is known by its head alone.
    let key = fs::read_to_string(folder.path().join("data/keys/keys.toml")).unwrap();
    let id = key.split('"').nth(1).unwrap();
    let sealed = [b"BEIAN\x01".as_slice(), &[id.len() as u8], id.as_bytes(), &[7; 40]].concat();
    fs::write(folder.path().join("data/uploads/one"), sealed).unwrap();
    fs::write(folder.path().join("data/uploads/two#1"), "a draft").unwrap();
    folder
}

#[tokio::test]
async fn a_backup_is_put_back_whole_and_over_nothing() {
    let from = installation();
    let backup = from.path().join("backup");
    let made = run(from.path(), &["backup", "backup"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("1 uploads"), "{}", text(&made.stdout));
    assert!(!backup.join("keys").exists() && !backup.join("uploads/two#1").exists());
    // Not over another one.
    let again = run(from.path(), &["backup", "backup"]);
    assert!(!again.status.success() && text(&again.stderr).contains("not empty"), "{}", text(&again.stderr));
    // Elsewhere, with the keys that were kept apart.
    let to = TempDir::new().unwrap();
    let backup = backup.to_str().unwrap();
    let without = run(to.path(), &["restore", backup]);
    assert!(!without.status.success() && text(&without.stderr).contains("the key"), "{}", text(&without.stderr));
    assert!(!to.path().join("data/beian.sqlite").exists());
    fs::create_dir_all(to.path().join("data/keys")).unwrap();
    fs::copy(from.path().join("data/keys/keys.toml"), to.path().join("data/keys/keys.toml")).unwrap();
    let restored = run(to.path(), &["restore", backup]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert_eq!(rows(&to.path().join("data/beian.sqlite"), "staff").await, 1);
    assert!(to.path().join("data/uploads/one").exists());
    let again = run(to.path(), &["restore", backup]);
    assert!(!again.status.success() && text(&again.stderr).contains("not empty"), "{}", text(&again.stderr));
}

#[tokio::test]
async fn a_backup_that_is_not_whole_is_refused_and_a_missing_upload_is_named() {
    let from = installation();
    assert!(run(from.path(), &["backup", "backup"]).status.success());
    let backup = from.path().join("backup");
    let elsewhere = |list: &str| {
        let to = TempDir::new().unwrap();
        let config = format!("[vault]\nfile = {:?}", from.path().join("data/keys/keys.toml"));
        fs::write(to.path().join("beian.toml"), config).unwrap();
        let ended = run(to.path(), &["--config", "beian.toml", "restore", backup.to_str().unwrap()]);
        assert_eq!(to.path().join("data/beian.sqlite").exists(), list.is_empty(), "{}", text(&ended.stderr));
        (ended.status.code(), text(&ended.stderr))
    };
    let list = fs::read_to_string(backup.join("backup.toml")).unwrap();
    fs::remove_file(backup.join("backup.toml")).unwrap();
    assert!(elsewhere("none").1.contains("backup.toml"));
    fs::write(backup.join("backup.toml"), list.replace("database = \"", "database = \"0")).unwrap();
    assert!(elsewhere("other").1.contains("altered"));
    fs::write(backup.join("backup.toml"), list.replace("uploads = 1", "uploads = 2")).unwrap();
    assert!(elsewhere("more").1.contains("1 uploads of 2"));
    // A row names a file that is not there.
    fs::write(backup.join("backup.toml"), &list).unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", backup.join("beian.sqlite").display())).await.unwrap();
    for sql in [
        "INSERT INTO accounts (id, mobile, created_at) VALUES ('a', '13800138000', 1)",
        "INSERT INTO filings (id, account, version, status, document, created_at, updated_at, status_since)
         VALUES ('f', 'a', 1, 'draft', '{}', 1, 1, 1)",
        "INSERT INTO attachments VALUES ('gone', 'f', 'organiser.licence', 'a.jpg', 'image/jpeg', 1, 1, 1, 'x', 1)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let sum = run_sum(&backup.join("beian.sqlite"));
    let old = list.lines().find(|line| line.starts_with("database")).unwrap();
    fs::write(backup.join("backup.toml"), list.replace(old, &format!("database = \"{sum}\""))).unwrap();
    let (code, said) = elsewhere("");
    assert_eq!(code, Some(1));
    assert!(said.contains("gone: named by the database"), "{said}");
}

fn run_sum(file: &Path) -> String {
    use sha2::{Digest, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(fs::read(file).unwrap()))
}

#[tokio::test]
async fn what_is_to_be_migrated_is_said_and_nothing_changed() {
    let folder = installation();
    let current = run(folder.path(), &["migrate", "--check"]);
    assert!(current.status.success() && current.stdout.is_empty(), "{}", text(&current.stdout));
    let database = folder.path().join("data/beian.sqlite");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    for sql in [
        "DROP INDEX filings_in_queue",
        "DROP INDEX filings_in_queue_at_risk",
        "DROP INDEX filings_in_queue_by_province",
        "DROP INDEX filings_in_queue_by_nature",
        "DROP INDEX filings_of_reviewer",
        "ALTER TABLE filings DROP COLUMN queue_rank",
        "DROP TABLE filing_keys",
        "DROP TABLE secrets",
        "DELETE FROM seaql_migrations WHERE version = '0003_filing_keys'",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    for _ in 0..2 {
        let behind = run(folder.path(), &["migrate", "--check"]);
        assert_eq!((behind.status.code(), text(&behind.stdout).trim()), (Some(1), "0003_filing_keys"));
    }
    let migrated = run(folder.path(), &["migrate"]);
    assert!(migrated.status.success(), "{}", text(&migrated.stderr));
    assert!(run(folder.path(), &["migrate", "--check"]).status.success());
    assert_eq!(rows(&database, "secrets").await, 2);
    // Without a database there is nothing to ask.
    let none = run(&folder.path().join("data"), &["migrate", "--check"]);
    assert!(text(&none.stderr).contains("no database"), "{}", text(&none.stderr));
}

#[tokio::test]
async fn an_index_whose_key_is_lost_is_said_and_written_anew() {
    let folder = installation();
    fs::remove_file(folder.path().join("data/uploads/one")).unwrap();
    fs::write(folder.path().join("data/keys/keys.toml"), keys::printed(vec![keys::new()])).unwrap();
    let lost = run(folder.path(), &["migrate"]);
    assert!(!lost.status.success() && text(&lost.stderr).contains("beian-server reindex"), "{}", text(&lost.stderr));
    let anew = run(folder.path(), &["reindex"]);
    assert!(anew.status.success() && text(&anew.stdout).starts_with("0 filings"), "{}", text(&anew.stderr));
    assert!(run(folder.path(), &["migrate"]).status.success());
    assert_eq!(rows(&folder.path().join("data/beian.sqlite"), "secrets").await, 3);
}

#[test]
fn what_postgresql_has_programs_for_is_left_to_them() {
    let folder = installation();
    fs::write(folder.path().join("pg.toml"), "database = \"postgres://localhost/beian\"").unwrap();
    for command in ["backup", "restore"] {
        let refused = run(folder.path(), &["--config", "pg.toml", command, "elsewhere"]);
        assert!(text(&refused.stderr).contains("pg_dump"), "{}", text(&refused.stderr));
    }
    let nowhere = run(folder.path(), &["import-sqlite", "data/beian.sqlite"]);
    assert!(text(&nowhere.stderr).contains("BEIAN_DATABASE"), "{}", text(&nowhere.stderr));
}
