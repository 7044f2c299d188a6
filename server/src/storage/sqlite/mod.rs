//! The store in SQLite: one file, write-ahead log, foreign keys.
//!
//! - `people`: accounts, colleagues, sessions, codes, tries; `filings`: filings and what belongs to them; `lists`: lists of them;
//!   `uploads`: uploads that arrive in parts; `verifications`: verifications; `states`: theirs; `captures`: what their phones sent; `assessment`: what
//!   becomes of them; `readings`: what was read from pictures; `disclosures`: who saw which document; `retention`: what was kept
//!   long enough; `outbox`: messages; `authorisation_codes`: codes for other accounts; `clock`: what the jobs know of it.
//! - `values`: columns and what they hold; `facade`: the trait.

mod assessment;
mod authorisation_codes;
mod captures;
mod clock;
mod disclosures;
mod facade;
mod filings;
mod lists;
mod outbox;
mod people;
mod readings;
mod retention;
mod standing;
mod states;
mod uploads;
mod values;
mod verifications;

use super::*;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{Connection, Sqlite, SqlitePool, Transaction, TransactionManager};
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use values::{column, from_json, read, to_json};

/// Bytes for which there is room where the database can work, each written as two digits: a save of a filing takes some ten times four
/// thousand.
const ROOM: i64 = 8 * 1024;

/// Knows how deep in transactions `sqlx` takes a connection to be.
type Depth = <Sqlite as sqlx::Database>::TransactionManager;

/// The store in a SQLite file.
pub struct SqliteStore {
    pool: SqlitePool,
    /// Rows that cannot be read and were logged: each is met again and again.
    noted: Mutex<HashSet<String>>,
}

impl SqliteStore {
    /// Opens the file, makes it when it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, or a migration fails.
    pub async fn open(file: &Path) -> Stored<SqliteStore> {
        SqliteStore::with(SqliteStore::options(file)).await
    }

    /// How a file is opened.
    pub fn options(file: &Path) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With the write-ahead log a crash of the machine loses the last moment at worst, never the file.
            .synchronous(SqliteSynchronous::Normal)
            // What is deleted is written over: a picture's reading must not be found in a free page.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10))
    }

    /// Opens a file in this way.
    ///
    /// # Errors
    /// When the file cannot be opened, or a migration fails.
    pub async fn with(options: SqliteConnectOptions) -> Stored<SqliteStore> {
        let pool = SqlitePoolOptions::new().max_connections(8).after_release(|connection, _| {
            Box::pin(async move {
                // A roll-back that was asked for when its transaction was dropped has been made, or has failed, when this is answered.
                connection.ping().await?;
                // SQLite rolls back by itself where it has no room (SQLITE_FULL), `sqlx` 0.8 fails to do so again, takes the connection to be within
                // a transaction from then on, and begins no other one on it. Such a one is closed.
                Ok(Depth::get_transaction_depth(connection) == 0)
            })
        });
        let pool = pool.connect_with(options).await?;
        sqlx::migrate!("./migrations").run(&pool).await?;
        Ok(SqliteStore { pool, noted: Mutex::default() })
    }

    /// Logs, once, that a row cannot be read.
    fn note_unreadable(&self, what: &str, row: &SqliteRow, error: &StoreError) {
        let id: String = column(row, "id").unwrap_or_default();
        let first = self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{what} {id}"));
        if first {
            tracing::error!(what, id, %error, "a row cannot be read");
        }
    }

    /// Those rows of a list that can be read; the others are logged.
    fn readable<T>(&self, what: &str, rows: &[SqliteRow], read: impl Fn(&SqliteRow) -> Stored<T>) -> Vec<T> {
        let known = rows.iter().map(|row| read(row).inspect_err(|error| self.note_unreadable(what, row, error)));
        known.filter_map(Result::ok).collect()
    }

    /// Writes some pages, and takes them away again: only that tells whether there is room. A disk that is full can still be read.
    async fn ready_(&self) -> Stored<()> {
        const WHAT: &str = "readiness";
        let mut transaction = self.begin().await?;
        sqlx::query("INSERT INTO attempts (what, at) VALUES (? || hex(zeroblob(?)), 0)")
            .bind(WHAT)
            .bind(ROOM)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM attempts WHERE what >= ? AND what < ? || '1' AND at = 0")
            .bind(WHAT)
            .bind(WHAT)
            .execute(&mut *transaction)
            .await?;
        // Until here nothing needed the disk.
        transaction.commit().await?;
        Ok(())
    }

    /// A transaction that holds the write lock from the start: two that read first and write then cannot deadlock.
    ///
    /// Begun in a task of its own: given up half-way, `sqlx` 0.8 leaves a connection in the pool that holds the lock for ever. A
    /// request that only reads can be given up too, and may count a try ([`crate::http::limits`]).
    async fn begin(&self) -> Stored<Transaction<'static, Sqlite>> {
        let pool = self.pool.clone();
        match tokio::spawn(async move { pool.begin_with("BEGIN IMMEDIATE").await }).await {
            Ok(begun) => Ok(begun?),
            Err(ended) => match ended.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The server is stopping.
                Err(_) => Err(sqlx::Error::PoolClosed.into()),
            },
        }
    }
}

fn is_unique_violation(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(database) if database.is_unique_violation())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

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
    async fn an_upload_under_way_survives_the_migration_that_takes_captures_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.sqlite");
        let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true).foreign_keys(true);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        let mut before = sqlx::migrate!("./migrations");
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
        let store = SqliteStore::open(&file).await.unwrap();
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

    #[tokio::test]
    async fn a_full_disk_is_told_and_over_once_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.sqlite");
        // A database that may not grow, with some pages that a table takes.
        let store = SqliteStore::open(&file).await.unwrap();
        sqlx::query("VACUUM").execute(&store.pool).await.unwrap();
        sqlx::query("CREATE TABLE filler AS SELECT zeroblob(200000) AS bytes").execute(&store.pool).await.unwrap();
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&store.pool).await.unwrap();
        store.pool.close().await;
        let full = SqliteStore::options(&file).pragma("max_page_count", pages.to_string());
        let store = SqliteStore::with(full).await.unwrap();
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
        let other = SqlitePool::connect_with(SqliteStore::options(&file)).await.unwrap();
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
        let store = SqliteStore::open(&folder.path().join("beian.sqlite")).await.unwrap();
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
}
