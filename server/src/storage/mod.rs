//! What is kept, but for the bytes of uploads: one store over SQLite or PostgreSQL, each statement written once.
//!
//! - `connect` opens it, `migrations` brings its tables (`tables`) up to date, `values` reads what columns hold; `rows`,
//!   `verification_rows`, `authorisation_rows` and `listed` are what the server makes of them; `disk`: whether a disk is full; `busy`: whether
//!   every connection was in use.
//! - `filing_keys`: what filings are found by, `index`: the key of that.
//! - `quotas`: what limits ask.
//! - `whole`: all of a database at once, copied or moved.
//! - `people`: accounts, codes, tries; `staff`: colleagues; `sessions`: sessions of both; `identities`: both as
//!   identity providers name them (`identity_rows`); `begun_sign_ins`: who is there now; `second_factors`, `devices`: how colleagues are known
//!   beside their passwords; `staff_rows`: what is known of them; `filings`: filings and what belongs to them; `lists`: lists of them;
//!   `uploads`: uploads that arrive in parts; `attachments`: attachments; `verifications` and `phone_at_work`: verifications; `states`: theirs;
//!   `captures`: what their phones sent; `readings`: what was read from pictures; `disclosures`: who saw which document; `retention`:
//!   what was kept long enough; `outbox`: messages; `authorisation_codes`: codes for other accounts; `clock`: what the jobs know of it.
//! - Of several servers on one database: `announcements`: what they tell each other; `leases`: what one of them does at a time.

mod announcements;
mod attachments;
mod authorisation_codes;
pub mod authorisation_rows;
mod begun_sign_ins;
pub mod busy;
mod captures;
mod clock;
pub mod connect;
mod devices;
mod disclosures;
pub mod disk;
mod filing_keys;
mod filings;
mod identities;
pub mod identity_rows;
mod index;
mod leases;
pub mod listed;
mod lists;
mod migrations;
mod outbox;
mod people;
mod phone_at_work;
mod quotas;
mod readings;
mod retention;
pub mod rows;
mod second_factors;
mod sessions;
mod staff;
pub mod staff_rows;
mod standing;
mod states;
mod tables;
mod uploads;
mod values;
pub mod verification_rows;
mod verifications;
mod whole;

use crate::sealing::index_key::IndexKey;
use crate::sealing::vault::VaultError;
pub use announcements::{Listener, Told};
pub use authorisation_rows::*;
use beian_model::wire::Disclosure;
use beian_model::{
    Attachment, AttachmentId, BasicInformation, DocumentType, FilingId, Path, PersonField, PersonReading, PersonRef,
    Reading, Status, Timestamp, UploadId, VerificationId, VerificationState,
};
use beian_rules::VerificationEvent;
pub use filing_keys::{FoundBy, Held};
pub use identity_rows::*;
pub use leases::Lease;
pub use listed::*;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait, Select, SqlErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, UpdateMany,
};
pub use staff_rows::*;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use values::column;
pub use verification_rows::*;

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody wrote in between.
    #[error("the version is not the present one")]
    Stale,
    /// There is no such row.
    #[error("no such row")]
    NotFound,
    /// A row with this key exists already.
    #[error("exists already")]
    Exists,
    /// Nobody who looks after the colleagues would be left.
    #[error("the last administrator")]
    LastAdmin,
    /// The account has another filing in flight.
    #[error("another filing is in flight")]
    InFlight,
    /// Another filing uses this authorisation code, or it was withdrawn.
    #[error("an authorisation code is not to be had")]
    CodeTaken(String),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// The database's tables could not be brought up to date.
    #[error("migrations: {0}")]
    Migration(#[source] DbErr),
    /// The tables of an installation of before could not.
    #[error("migrations of before: {0}")]
    Before(#[source] sea_orm::sqlx::migrate::MigrateError),
    /// The server's own key of the index does not open.
    #[error(
        "the key of the index of filings: {0}; put the key of the vault back that it was sealed with, or, where that is lost, have the index \
         written anew by `beian-server reindex`"
    )]
    Sealed(#[source] VaultError),
    /// A stored value cannot be read; says which and where, never what it is.
    #[error("stored value: {0}")]
    Value(String),
}

/// What a call gives.
pub type Stored<T> = Result<T, StoreError>;

/// A transaction: what several rooms write together is written in one.
pub type Tx = DatabaseTransaction;

/// Bytes for which there is room where the database can work, each written as two digits: a save of a filing takes some ten times four
/// thousand.
const ROOM: usize = 8 * 1024;

/// Everything the server keeps, but for the bytes of uploads.
pub struct Store {
    writes: DatabaseConnection,
    reads: DatabaseConnection,
    index: IndexKey,
    /// Rows that cannot be read and were logged: each is met again and again.
    noted: Mutex<HashSet<String>>,
}

impl Store {
    /// Over open connections; those that write read as well where there are no others.
    fn over(writes: DatabaseConnection, reads: Option<DatabaseConnection>, index: IndexKey) -> Store {
        Store { reads: reads.unwrap_or_else(|| writes.clone()), writes, index, noted: Mutex::default() }
    }

    /// What hashes what is personal in the index of filings.
    fn index(&self) -> &IndexKey {
        &self.index
    }

    /// The connections that write.
    fn writer(&self) -> &DatabaseConnection {
        &self.writes
    }

    /// The connections that only read: they wait for nobody who writes.
    fn reader(&self) -> &DatabaseConnection {
        &self.reads
    }

    fn into_writer(self) -> DatabaseConnection {
        self.writes
    }

    /// A transaction. In SQLite it holds the write lock from the start: two that read first and write then cannot deadlock. In PostgreSQL
    /// whoever reads before writing locks what they read.
    ///
    /// Begun in a task of its own: given up half-way, `sqlx` leaves a connection in the pool that holds the lock for ever. A
    /// request that only reads can be given up too, and may count a try ([`crate::http::limits`]).
    pub async fn begin(&self) -> Stored<Tx> {
        let writes = self.writes.clone();
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        match tokio::spawn(async move { writes.begin_with_options(options).await }).await {
            Ok(begun) => Ok(begun?),
            Err(ended) => match ended.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The server is stopping.
                Err(_) => Err(StoreError::Database(DbErr::Custom("the server is stopping".to_owned()))),
            },
        }
    }

    /// A transaction of which there is one at a time for what is named, where no row could be locked: something is counted, and a row more
    /// is written.
    pub async fn begin_alone(&self, what: &str) -> Stored<Tx> {
        let transaction = self.begin().await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            let lock = Statement::from_sql_and_values(DbBackend::Postgres, lock, [what.into()]);
            transaction.execute_raw(lock).await?;
        }
        Ok(transaction)
    }

    /// Logs, once, that a row cannot be read.
    fn note_unreadable(&self, what: &str, id: &str, error: &StoreError) {
        let first = self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{what} {id}"));
        if first {
            tracing::error!(what, id, %error, "a row cannot be read");
        }
    }

    /// Those rows that can be read; the others are logged, each by itself.
    async fn readable<E: EntityTrait, T>(
        &self,
        what: &str,
        of: Select<E>,
        read: impl Fn(E::Model) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let rows = self.reader().query_all(&of.into_query()).await?;
        let known = rows.iter().map(|row| {
            let read = E::Model::from_query_result(row, "")
                .map_err(|_| StoreError::Value("a column".to_owned()))
                .and_then(&read);
            read.inspect_err(|error| self.note_unreadable(what, &id_of(row), error))
        });
        Ok(known.filter_map(Result::ok).collect())
    }

    /// The database can be written: some pages are, and taken away again. Only that tells whether there is room; a disk that is full can still
    /// be read.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn ready(&self) -> Stored<()> {
        use tables::attempts::{ActiveModel, Column, Entity};
        const WHAT: &str = "readiness";
        let transaction = self.begin().await?;
        let pages = ActiveModel { what: Set(format!("{WHAT}{}", "00".repeat(ROOM))), at: Set(0) };
        Entity::insert(pages).exec_without_returning(&transaction).await?;
        Entity::delete_many()
            .filter(Column::What.starts_with(WHAT))
            .filter(Column::At.eq(0))
            .exec(&transaction)
            .await?;
        // Until here nothing needed the disk.
        transaction.commit().await?;
        Ok(())
    }
}

/// The id of a row that may hold anything.
fn id_of(row: &QueryResult) -> String {
    column(row, "id").unwrap_or_default()
}

/// What a write that met a row of the same key is told as.
fn unique(error: DbErr, told: StoreError) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => told,
        _ => error.into(),
    }
}

/// The newest verification of each field, of rows in order of age.
pub fn newest_of_each(rows: &[VerificationRow]) -> Vec<&VerificationRow> {
    let mut newest: Vec<&VerificationRow> = Vec::new();
    for row in rows {
        newest.retain(|other| other.of != row.of);
        newest.push(row);
    }
    newest
}

/// The person's newest passed verification.
pub fn passed_of(rows: &[VerificationRow], person: PersonRef) -> Option<&VerificationRow> {
    let at = Path::person(person, PersonField::Verification);
    rows.iter().rev().find(|row| row.of == at && row.state == VerificationState::Passed)
}

#[cfg(test)]
mod tests;
