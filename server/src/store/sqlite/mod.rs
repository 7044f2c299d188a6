//! The store in SQLite: one file, write-ahead log, foreign keys.
//!
//! - `people`: accounts, colleagues, sessions, codes, tries; `filings`: filings and what belongs to them; `lists`: lists of them;
//!   `uploads`: uploads that arrive in parts; `verifications`: verifications; `states`: theirs; `captures`: what their phones sent; `assessment`: what
//!   becomes of them; `readings`: what was read from pictures; `disclosures`: who saw which document; `retention`: what was kept
//!   long enough; `outbox`: messages; `clock`: what the jobs know of it.
//! - `values`: columns and what they hold.

mod assessment;
mod captures;
mod clock;
mod disclosures;
mod filings;
mod lists;
mod outbox;
mod people;
mod readings;
mod retention;
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
    /// request that only reads can be given up too, and may count a try ([`crate::limits`]).
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

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Stored<()> {
        self.ready_().await
    }
    async fn account_of(&self, mobile: &str, now: Timestamp) -> Stored<Account> {
        self.account_of_(mobile, now).await
    }
    async fn account(&self, id: &str) -> Stored<Option<Account>> {
        self.account_(id).await
    }
    async fn add_staff(&self, staff: &Staff, now: Timestamp) -> Stored<()> {
        self.add_staff_(staff, now).await
    }
    async fn staff_by_email(&self, email: &str) -> Stored<Option<Staff>> {
        self.staff_where("email", email).await
    }
    async fn set_password(&self, id: &str, password_hash: &str) -> Stored<()> {
        self.set_password_(id, password_hash).await
    }
    async fn staff(&self, id: &str) -> Stored<Option<Staff>> {
        self.staff_where("id", id).await
    }
    async fn open_session(&self, token_hash: &str, kind: SessionKind, owner: &str, now: Timestamp) -> Stored<()> {
        self.open_session_(token_hash, kind, owner, now).await
    }
    async fn session(&self, token_hash: &str, kind: SessionKind) -> Stored<Option<Session>> {
        self.session_(token_hash, kind).await
    }
    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Stored<()> {
        self.touch_session_(token_hash, now).await
    }
    async fn close_session(&self, token_hash: &str) -> Stored<()> {
        self.close_session_(token_hash).await
    }
    async fn close_sessions_of(&self, kind: SessionKind, owner: &str) -> Stored<()> {
        self.close_sessions_of_(kind, owner).await
    }
    async fn put_code(&self, code: &Code, message: &Message, sent_before: Timestamp, now: Timestamp) -> Stored<()> {
        self.put_code_(code, message, sent_before, now).await
    }
    async fn code(&self, purpose: &str, mobile: &str) -> Stored<Option<Code>> {
        self.code_(purpose, mobile).await
    }
    async fn try_code(
        &self,
        purpose: &str,
        mobile: &str,
        blocked_until: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<(String, u32)>> {
        self.try_code_(purpose, mobile, blocked_until, now).await
    }
    async fn use_code(&self, purpose: &str, mobile: &str, code_hash: &str) -> Stored<bool> {
        self.use_code_(purpose, mobile, code_hash).await
    }
    async fn attempt(&self, what: &str, most: u32, since: Timestamp, now: Timestamp) -> Stored<Option<Timestamp>> {
        self.attempt_(what, most, since, now).await
    }
    async fn exhausted(&self, what: &str, most: u32, since: Timestamp) -> Stored<Option<Timestamp>> {
        self.exhausted_(what, most, since).await
    }
    async fn create_filing(&self, new: &NewFiling, key: &str, now: Timestamp) -> Stored<FilingId> {
        self.create_filing_(new, key, now).await
    }
    async fn filing(&self, id: &FilingId) -> Stored<Option<FilingRow>> {
        self.filing_(id).await
    }
    async fn filings_of(&self, account: &str) -> Stored<Vec<Listed>> {
        self.filings_of_(account).await
    }
    async fn in_flight(&self, account: &str) -> Stored<Option<FilingId>> {
        self.in_flight_(account).await
    }
    async fn queue(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>> {
        self.queue_(of, after, most).await
    }
    async fn filings_waiting(&self, status: Status, since_before: Timestamp) -> Stored<Vec<FilingId>> {
        self.filings_waiting_(status, since_before).await
    }
    async fn filings_in_flight(&self) -> Stored<Vec<FilingRow>> {
        self.filings_in_flight_().await
    }
    async fn commit(&self, change: &FilingChange, now: Timestamp) -> Stored<Committed> {
        self.commit_(change, now).await
    }
    async fn submission(&self, id: &FilingId) -> Stored<Option<Submission>> {
        self.submission_(id).await
    }
    async fn key(&self, account: &str, key: &str) -> Stored<Option<(String, FilingId)>> {
        self.key_(account, key).await
    }
    async fn set_reviewer(&self, id: &FilingId, staff: &str, take: bool) -> Stored<()> {
        self.set_reviewer_(id, staff, take).await
    }
    async fn timeline(&self, id: &FilingId) -> Stored<Vec<beian_model::TimelineEntry>> {
        self.timeline_(id).await
    }
    async fn add_proof(&self, id: &FilingId, mobile: &str, now: Timestamp) -> Stored<()> {
        self.add_proof_(id, mobile, now).await
    }
    async fn proofs(&self, id: &FilingId) -> Stored<Vec<String>> {
        self.proofs_(id).await
    }
    async fn set_basic_check(
        &self,
        id: &FilingId,
        version: u64,
        passed: &BasicInformation,
        now: Timestamp,
    ) -> Stored<u64> {
        self.set_basic_check_(id, version, passed, now).await
    }
    async fn add_attachment(
        &self,
        id: &FilingId,
        slot: &str,
        paper: &Attachment,
        sha256: &str,
        now: Timestamp,
    ) -> Stored<()> {
        self.add_attachment_(id, slot, paper, sha256, now).await
    }
    async fn attachment(&self, id: &FilingId, paper: &AttachmentId) -> Stored<Option<Attachment>> {
        self.attachment_(id, paper).await
    }
    async fn begin_upload(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow> {
        self.begin_upload_(new, now).await
    }
    async fn upload(&self, id: &UploadId) -> Stored<Option<UploadRow>> {
        self.upload_(id).await
    }
    async fn upload_of(
        &self,
        filing: &FilingId,
        target: &Target,
        size: u64,
        sha256: &str,
    ) -> Stored<Option<UploadRow>> {
        self.upload_of_(filing, target, size, sha256).await
    }
    async fn upload_parts(&self, id: &UploadId) -> Stored<Vec<PartRow>> {
        self.upload_parts_(id).await
    }
    async fn add_part(&self, id: &UploadId, part: &PartRow, size: u64, now: Timestamp) -> Stored<()> {
        self.add_part_(id, part, size, now).await
    }
    async fn finish_upload(&self, id: &UploadId, kept: &str) -> Stored<Vec<String>> {
        self.finish_upload_(id, kept).await
    }
    async fn drop_retaken(&self, kept: &UploadRow) -> Stored<Vec<String>> {
        self.drop_retaken_(kept).await
    }
    async fn drop_upload(&self, id: &UploadId) -> Stored<Vec<String>> {
        self.drop_upload_(id).await
    }
    async fn sweep_uploads(&self, seen_before: Timestamp) -> Stored<Vec<String>> {
        self.sweep_uploads_(seen_before).await
    }
    async fn create_verification(
        &self,
        new: &VerificationRow,
        renews: Option<&VerificationId>,
    ) -> Stored<Vec<VerificationId>> {
        self.create_verification_(new, renews).await
    }
    async fn verification(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        self.verification_where("id", id.as_str()).await
    }
    async fn verification_by_secret(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.verification_where("secret_hash", hash).await
    }
    async fn verification_by_session(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.verification_where("session_hash", hash).await
    }
    async fn verifications(&self, id: &FilingId) -> Stored<Vec<VerificationRow>> {
        self.verifications_(id).await
    }
    async fn claim_verification(
        &self,
        id: &VerificationId,
        claim: &Claim,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool> {
        self.claim_verification_(id, claim, expires, now).await
    }
    async fn claim_again(&self, id: &VerificationId, claim: &Claim) -> Stored<bool> {
        self.claim_again_(id, claim).await
    }
    async fn bind_verification(&self, row: &VerificationRow, matches: bool, now: Timestamp) -> Stored<()> {
        self.bind_verification_(row, matches, now).await
    }
    async fn update_verification(
        &self,
        row: &VerificationRow,
        event: VerificationEvent,
        now: Timestamp,
    ) -> Stored<VerificationState> {
        self.update_verification_(row, event, now).await
    }
    async fn hear_of_phone(&self, id: &VerificationId, expires: Timestamp, now: Timestamp) -> Stored<()> {
        self.hear_of_phone_(id, expires, now).await
    }
    async fn expire_verification(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.expire_verification_(id, now).await
    }
    async fn consent(&self, id: &VerificationId, version: &str, now: Timestamp) -> Stored<()> {
        self.consent_(id, version, now).await
    }
    async fn decline(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.decline_(id, now).await
    }
    async fn repeats(&self, id: &VerificationId) -> Stored<Vec<VerificationRow>> {
        self.repeats_(id).await
    }
    async fn other_phone(&self, id: &VerificationId, most: u32) -> Stored<bool> {
        self.other_phone_(id, most).await
    }
    async fn send_link(&self, id: &VerificationId, masked: &str, message: &Message, now: Timestamp) -> Stored<()> {
        self.send_link_(id, masked, message, now).await
    }
    async fn checking_since(&self, before: Timestamp) -> Stored<Vec<VerificationRow>> {
        self.checking_since_(before).await
    }
    async fn passed_of_subject(&self, account: &str, subject: &str, since: Timestamp) -> Stored<Vec<VerificationRow>> {
        self.passed_of_subject_(account, subject, since).await
    }
    async fn repeat_verification(&self, new: &VerificationRow, now: Timestamp) -> Stored<Vec<VerificationId>> {
        self.repeat_verification_(new, now).await
    }
    async fn take_capture(
        &self,
        capture: &CaptureRow,
        upload: Option<&UploadId>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<Vec<String>> {
        self.take_capture_(capture, upload, expires, now).await
    }
    async fn captures(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>> {
        self.captures_(id).await
    }
    async fn attachment_slot(&self, id: &FilingId, paper: &AttachmentId) -> Stored<Option<String>> {
        self.attachment_slot_(id, paper).await
    }
    async fn reading(&self, paper: &AttachmentId) -> Stored<Option<Reading>> {
        self.reading_(paper).await
    }
    async fn put_reading(&self, paper: &AttachmentId, reading: &Reading, now: Timestamp) -> Stored<()> {
        self.put_reading_(paper, reading, now).await
    }
    async fn person_reading(&self, id: &VerificationId) -> Stored<Option<PersonReading>> {
        self.person_reading_(id).await
    }
    async fn put_person_reading(&self, id: &VerificationId, reading: &PersonReading, now: Timestamp) -> Stored<()> {
        self.put_person_reading_(id, reading, now).await
    }
    async fn add_link(&self, link: &LinkRow, now: Timestamp) -> Stored<()> {
        self.add_link_(link, now).await
    }
    async fn link(&self, token_hash: &str) -> Stored<Option<LinkRow>> {
        self.link_(token_hash).await
    }
    async fn note_opening(&self, link: &LinkRow, goes_on: bool, now: Timestamp) -> Stored<()> {
        self.note_opening_(link, goes_on, now).await
    }
    async fn disclosures(&self, id: &FilingId, most: u32) -> Stored<Vec<Disclosure>> {
        self.disclosures_(id, most).await
    }
    async fn clock_seen(&self) -> Stored<Option<Seen>> {
        self.clock_seen_().await
    }
    async fn see_clock(&self, seen: Seen) -> Stored<()> {
        self.see_clock_(seen).await
    }
    async fn due_captures(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<DueCaptures>> {
        self.due_captures_(kept, now).await
    }
    async fn forget_captures(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.forget_captures_(id, now).await
    }
    async fn captures_forgotten_at(&self, id: &VerificationId) -> Stored<Option<Timestamp>> {
        self.captures_forgotten_at_(id).await
    }
    async fn unnamed_files(&self, files: &[String]) -> Stored<Vec<String>> {
        self.unnamed_files_(files).await
    }
    async fn scrub(&self) -> Stored<()> {
        self.scrub_().await
    }
    async fn post(&self, message: &Message, now: Timestamp) -> Stored<()> {
        self.post_(message, now).await
    }
    async fn messages(&self, most: u32) -> Stored<Vec<SentMessage>> {
        self.messages_(most).await
    }
    async fn deliver(&self, now: Timestamp) -> Stored<u64> {
        self.deliver_(now).await
    }
    async fn tidy(&self, messages_before: Timestamp, now: Timestamp) -> Stored<()> {
        self.tidy_(messages_before, now).await
    }
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
        let slot = Target::Paper("organiser.licence".parse().unwrap());
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
                assert!(crate::disk::is_full(&error), "{error}");
            }
            let error = store.ready().await.unwrap_err();
            assert!(crate::disk::is_full(&error), "{error}");
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
