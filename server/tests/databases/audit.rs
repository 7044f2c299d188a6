//! The audit log on both databases: entries of many at once stand one after another, and none is changed or taken away.

use crate::{NOW, change, draft};
use beian_model::{Actor, Event, FilingId, Status};
use beian_server::accounts::stored::{NewSession, SessionKind};
use beian_server::audit::{Act, Doing, What, Who, doing};
use beian_server::filings::stored::{FilingChange, Moved};
use beian_server::sealing::keys::{self, Keys};
use beian_server::sealing::vault::Vault;
use beian_server::storage::{AuditOf, Store, connect};
use futures_util::future::join_all;
use std::sync::Arc;

use crate::throw_away::Postgres;

/// Runs a test with its vault on a SQLite file, then on PostgreSQL.
async fn on_both<F: Future<Output = ()>>(test: impl Fn(Store, Vault) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
    let sqlite = connect::sqlite_options(&folder.path().join("beian.sqlite"));
    test(connect::sqlite(sqlite, &vault).await.unwrap(), vault.clone()).await;
    let server = Postgres::start();
    test(connect::postgres(&server.address(), 20, &vault).await.unwrap(), vault).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_writers_at_once_every_entry_has_its_place_and_no_two_wait_for_each_other() {
    on_both(async |store, vault| {
        let row = draft(&store).await;
        let begun = store.audit_head().await.unwrap().number;
        let writers = (0..50).map(|n| {
            let (store, row) = (&store, &row);
            let who = Arc::new(Doing::new(Who::colleague(&format!("colleague {n}")), String::new(), String::new()));
            doing::within(who, async move {
                let session = NewSession {
                    token_hash: format!("session {n}"),
                    kind: SessionKind::Applicant,
                    owner: row.account.clone(),
                    address: "192.0.2.*".to_owned(),
                    browser: String::new(),
                    by_provider: false,
                };
                store.open_session(&session, NOW).await.unwrap();
                // A change of a row that all want, an entry without a change, and one of an own row.
                let claimed = store.set_reviewer(&row.id, Some("nobody"), None, "nobody", NOW).await;
                assert!(claimed.is_err());
                store.note(vec![doing::done(Act::of(What::FilingViewed, &row.id))]).await.unwrap();
                store.add_proof(&row.id, &format!("138{n:08}"), NOW).await.unwrap();
                assert!(store.close_session(&session.token_hash).await.unwrap());
            })
        });
        join_all(writers).await;
        let checked = store.check_audit(&vault, 1, None).await.unwrap();
        assert!(checked.is_whole(), "{checked:?}");
        let all = store.audit_after(AuditOf::default(), begun, 1000).await.unwrap();
        assert_eq!(all.len(), 200);
        assert!(all.iter().zip(begun + 1..).all(|(entry, number)| entry.number == number));
        let of_one = all.iter().filter(|one| one.actor == "colleague 7").count();
        // A session that is opened is its owner's.
        assert_eq!(of_one, 3);
        let of_filing = store.audit_of_filing(&row.id, None, 1000).await.unwrap();
        assert_eq!(of_filing.len(), 101);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_not_made_leaves_no_entry_and_no_entry_is_left_out() {
    on_both(async |store, vault| {
        let row = draft(&store).await;
        let before = store.audit_head().await.unwrap();
        let submits = (0..20).map(|_| {
            let mut row = row.clone();
            row.status = Status::Abandoned;
            let moved = Moved { event: Event::Abandon, actor: Actor::Applicant, note: String::new() };
            let store = &store;
            async move { store.commit(&FilingChange { moved: Some(moved), ..change(row) }, NOW).await.is_ok() }
        });
        let done = join_all(submits).await.into_iter().filter(|done| *done).count();
        assert_eq!((done, store.audit_head().await.unwrap().number), (1, before.number + 1));
        let checked = store.check_audit(&vault, before.number, Some(&before)).await.unwrap();
        assert!(checked.is_whole() && checked.entries == 2, "{checked:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_refuses_to_change_an_entry_or_to_take_one_away() {
    const CHANGES: [&str; 3] = [
        "UPDATE audit SET actor = 'another'",
        "DELETE FROM audit WHERE number = 1",
        "INSERT INTO audit SELECT * FROM audit",
    ];
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
    let options = connect::sqlite_options(&folder.path().join("beian.sqlite"));
    let store = connect::sqlite(options.clone(), &vault).await.unwrap();
    draft(&store).await;
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    for sql in CHANGES.into_iter().chain(["REPLACE INTO audit SELECT * FROM audit"]) {
        let refused = sqlx::query(sql).execute(&pool).await.unwrap_err().to_string();
        assert!(refused.contains("only added to"), "{sql}: {refused}");
    }
    let server = Postgres::start();
    let store_there = connect::postgres(&server.address(), 2, &vault).await.unwrap();
    draft(&store_there).await;
    let there = sqlx::PgPool::connect(&server.address()).await.unwrap();
    for sql in CHANGES.into_iter().take(2).chain(["TRUNCATE audit"]) {
        let refused = sqlx::query(sql).execute(&there).await.unwrap_err().to_string();
        assert!(refused.contains("only added to"), "{sql}: {refused}");
    }
    for store in [store, store_there] {
        assert!(store.check_audit(&vault, 1, None).await.unwrap().is_whole());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_on_where_a_sqlite_database_moved_to_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
    let from = connect::sqlite(connect::sqlite_options(&folder.path().join("beian.sqlite")), &vault).await.unwrap();
    draft(&from).await;
    let server = Postgres::start();
    let to = connect::postgres(&server.address(), 2, &vault).await.unwrap();
    to.take_all_of(&from).await.unwrap();
    // It has the keys that came from now on.
    let to = connect::postgres(&server.address(), 2, &vault).await.unwrap();
    to.note(vec![doing::done(Act::of(What::FilingViewed, &FilingId("filing".to_owned())))]).await.unwrap();
    let before = from.audit_head().await.unwrap();
    let checked = to.check_audit(&vault, 1, Some(&before)).await.unwrap();
    assert!(checked.is_whole(), "{checked:?}");
    assert_eq!(checked.last.unwrap().number, before.number + 1);
}
