//! The audit log from the command line: what was done to it is found and named.

use crate::{run, text};
use beian_server::sealing::keys;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Changes a database as somebody who may do anything with it: without the triggers, which are put back.
async fn sql(folder: &Path, statements: &[&str]) {
    let database = folder.join("data/beian.sqlite");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    let triggers: Vec<(String, String)> =
        sqlx::query_as("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetch_all(&pool).await.unwrap();
    assert_eq!(triggers.len(), 3);
    let away = triggers.iter().map(|(name, _)| format!("DROP TRIGGER {name}"));
    let back = triggers.iter().map(|(_, sql)| sql.clone());
    for statement in away.chain(statements.iter().map(|one| (*one).to_owned())).chain(back) {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&pool).await.unwrap();
    }
    pool.close().await;
}

/// An installation whose log has five entries.
fn installation() -> TempDir {
    let folder = TempDir::new().unwrap();
    for command in [
        "staff add a@example.com --name 甲",
        "staff add b@example.com --name 乙",
        "staff disable b@example.com",
        "staff enable b@example.com",
        "staff role b@example.com senior",
    ] {
        let done = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert!(done.status.success(), "{command}: {}", text(&done.stderr));
    }
    folder
}

/// What `audit verify` ends with and says.
fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = run(folder, &[&["audit", "verify"], arguments].concat());
    (done.status.code(), text(&done.stdout) + &text(&done.stderr))
}

/// The head that a run of `audit verify` prints.
fn head(said: &str) -> String {
    said.lines().find_map(|line| line.strip_prefix("last: ")).unwrap().to_owned()
}

#[test]
fn a_whole_log_is_said_to_be_whole_and_read_out() {
    let folder = installation();
    let (code, said) = verify(folder.path(), &[]);
    assert_eq!((code, said.lines().next()), (Some(0), Some("5 entries are in their places")), "{said}");
    assert_eq!(verify(folder.path(), &["--expect", &head(&said)]).0, Some(0));
    assert_eq!(
        verify(folder.path(), &["--from", "4", "--expect", &head(&said)]).1.lines().next(),
        Some("2 entries are in their places")
    );
    let listed = run(folder.path(), &["audit", "list", "--json"]);
    let lines: Vec<serde_json::Value> =
        text(&listed.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let actions: Vec<&str> = lines.iter().map(|line| line["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["staff.added", "staff.added", "staff.disabled", "staff.enabled", "staff.role_changed"]);
    assert_eq!((&lines[4]["actor"]["kind"], &lines[4]["details"]["role"]), (&"command-line".into(), &"senior".into()));
    assert!(!text(&listed.stdout).contains("example.com"), "{}", text(&listed.stdout));
    let none = run(folder.path(), &["audit", "list", "--filing", "nowhere", "--since", "2026-01-01"]);
    assert!(none.status.success() && none.stdout.is_empty(), "{}", text(&none.stderr));
    assert!(!run(folder.path(), &["audit", "verify", "--expect", "5"]).status.success());
}

#[tokio::test]
async fn what_was_done_to_an_entry_is_named() {
    const SWAP: &[&str] = &[
        "UPDATE audit SET number = 99 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE number = 3",
        "UPDATE audit SET number = 3 WHERE number = 99",
    ];
    const COPY: &[&str] = &[
        "INSERT INTO audit SELECT 6, at, actor_kind, actor, action, filing, address, browser, outcome, details, key, hash, hash \
         FROM audit WHERE number = 5",
        "UPDATE audit_head SET number = 6",
    ];
    let table: [(&[&str], &str); 8] = [
        (&["UPDATE audit SET actor = 'another' WHERE number = 3"], "entry 3: it was altered"),
        (
            &["UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE number = 3"],
            "entry 3: it was altered",
        ),
        (&["DELETE FROM audit WHERE number = 3"], "entry 3: it is missing"),
        (&["DELETE FROM audit WHERE number = 1"], "entry 1: it is missing"),
        (SWAP, "entry 2: it was altered, swapped or inserted"),
        (COPY, "entry 6: it was altered, swapped or inserted"),
        (&["DELETE FROM audit WHERE number > 3"], "entry 4: the log ends before it"),
        (&["UPDATE audit SET key = 9 WHERE number = 3"], "1 of them were written under a key that is lost"),
    ];
    for (statements, named) in table {
        let folder = installation();
        sql(folder.path(), statements).await;
        let (code, said) = verify(folder.path(), &[]);
        assert!(code == Some(1) && said.contains(named), "{statements:?}: {said}");
    }
}

#[tokio::test]
async fn an_end_that_was_cut_off_with_care_is_noticed_by_what_was_known() {
    let folder = installation();
    let known = head(&verify(folder.path(), &[]).1);
    let cut = [
        "DELETE FROM audit WHERE number > 3",
        "UPDATE audit_head SET number = 3, hash = (SELECT hash FROM audit WHERE number = 3)",
    ];
    sql(folder.path(), &cut).await;
    assert_eq!(verify(folder.path(), &[]).0, Some(0), "of itself it looks whole");
    let (code, said) = verify(folder.path(), &["--expect", &known]);
    assert!(code == Some(1) && said.contains("entry 4: the log ends before it"), "{said}");
    // Written on again it is as long, and another.
    for role in ["admin", "reviewer"] {
        assert!(run(folder.path(), &["staff", "role", "b@example.com", role]).status.success());
    }
    let (code, said) = verify(folder.path(), &["--expect", &known]);
    assert!(code == Some(1) && said.contains("entry 5: its hash is not the expected one"), "{said}");
    assert_eq!(verify(folder.path(), &["--from", "6", "--expect", &known]).0, Some(1));
}

#[test]
fn the_log_is_whole_after_a_backup_was_put_back_and_says_so() {
    let folder = installation();
    assert!(run(folder.path(), &["backup", "backup"]).status.success());
    let known = head(&verify(folder.path(), &[]).1);
    assert!(known.starts_with("6:"), "{known}");
    let to = TempDir::new().unwrap();
    fs::create_dir_all(to.path().join("data/keys")).unwrap();
    fs::copy(folder.path().join("data/keys/keys.toml"), to.path().join("data/keys/keys.toml")).unwrap();
    let restored = run(to.path(), &["restore", folder.path().join("backup").to_str().unwrap()]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let (code, said) = verify(to.path(), &[]);
    assert!(code == Some(0) && said.starts_with("6 entries"), "{said}");
    let listed = text(&run(to.path(), &["audit", "list"]).stdout);
    assert!(listed.lines().last().unwrap().contains("data.restored"), "{listed}");
}

#[test]
fn a_log_whose_key_is_lost_goes_on_under_another_and_what_was_before_is_said_to_be_unverified() {
    let folder = installation();
    fs::write(folder.path().join("data/keys/keys.toml"), keys::printed(vec![keys::new()])).unwrap();
    let lost = run(folder.path(), &["audit", "verify"]);
    assert!(!lost.status.success() && text(&lost.stderr).contains("beian-server reindex"), "{}", text(&lost.stderr));
    assert!(run(folder.path(), &["reindex"]).status.success());
    let (code, said) = verify(folder.path(), &[]);
    assert!(code == Some(1) && said.contains("5 of them were written under a key that is lost"), "{said}");
    let (code, said) = verify(folder.path(), &["--from", "6"]);
    assert!(code == Some(0) && said.starts_with("2 entries"), "{said}");
}
