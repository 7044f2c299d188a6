//! The database: one store over SQLite or PostgreSQL, each statement written once. What a room keeps stands in the room's own folder `stored`,
//! as methods of [`Store`], and is written within a [`Tx`] where several rooms write together.
//!
//! - `connect` opens it, `migrations` brings its tables (`tables`) up to date, `values` reads what columns hold; `disk`: whether a disk is
//!   full; `busy`: whether every connection was in use.
//! - `audit`: the audit log is added to and read, `audit_keys`: under which key, `audit_check`: whether it is whole.
//! - `filing_keys`: what filings are found by, `index`: the key of that; `queue_columns`: what the desk's queue is filtered by, `organiser_parts`: what the name of an organiser is found by; `lines`: what lists show of documents, remembered.
//! - `whole`: all of a database at once, copied or moved.
//! - `announcements`: what several servers on one database tell each other.
//!
//! Of what is a room's, that which rooms below it, or beside one another, ask:
//!
//! - `attempts`: tries, which `http` limits.
//! - `filing`: a filing as `access` and all above it read it; `standing`: what is asked of it within a transaction; `rows`: its row.
//! - `verification`: a verification as it is read by its id or its phone's session; `capture`: what its phone sent, and what was read from
//!   that; `verification_rows`: their rows.

mod announcements;
mod attempts;
mod audit;
mod audit_check;
mod audit_keys;
pub mod busy;
pub(crate) mod capture;
pub mod connect;
pub mod disk;
pub(crate) mod filing;
pub(crate) mod filing_keys;
mod index;
mod lines;
mod migrations;
pub(crate) mod organiser_parts;
pub(crate) mod queue_columns;
pub mod rows;
pub(crate) mod standing;
pub(crate) mod tables;
pub(crate) mod values;
pub(crate) mod verification;
pub mod verification_rows;
mod whole;

use crate::audit::{Act, Draft, What, doing};
use crate::clock::Clock;
use crate::sealing::audit_key::AuditKey;
use crate::sealing::index_key::IndexKey;
use crate::sealing::vault::VaultError;
pub use announcements::{Listener, Told};
pub use audit::{AuditHead, AuditOf};
pub use audit_check::{Broken, Checked, Wrong};
use beian_model::{FilingId, PersonReading, Status, Timestamp, VerificationId};
pub use filing_keys::{FoundBy, Held};
pub use lines::Line;
use lines::Lines;
pub use rows::*;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait,
    Select, SqlErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
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
    /// The server's own key of the index, or of the audit log, does not open.
    #[error(
        "the key of the index of filings or of the audit log: {0}; put the key of the vault back that it was sealed with, or, where that is \
         lost, have the index written anew, and the audit log go on under another key, by `beian-server reindex`"
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
    audit: AuditKey,
    clock: Clock,
    /// Rows that cannot be read and were logged: each is met again and again.
    noted: Mutex<HashSet<String>>,
    lines: Lines,
}

impl Store {
    /// Over open connections; those that write read as well where there are no others.
    fn over(
        writes: DatabaseConnection,
        reads: Option<DatabaseConnection>,
        (index, audit): (IndexKey, AuditKey),
    ) -> Store {
        let reads = reads.unwrap_or_else(|| writes.clone());
        Store { reads, writes, index, audit, clock: Clock::system(), noted: Mutex::default(), lines: Lines::default() }
    }

    /// The same, by another clock: entries of the audit log have its time.
    pub fn with_clock(self, clock: Clock) -> Store {
        Store { clock, ..self }
    }

    /// What hashes what is personal in the index of filings.
    pub(crate) fn index(&self) -> &IndexKey {
        &self.index
    }

    /// What lines of lists show of documents that were read before.
    pub(crate) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The connections that write.
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writes
    }

    /// The connections that only read: they wait for nobody who writes.
    pub(crate) fn reader(&self) -> &DatabaseConnection {
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
    pub(crate) fn note_unreadable(&self, what: &str, id: &str, error: &StoreError) {
        let first = self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{what} {id}"));
        if first {
            tracing::error!(what, id, %error, "a row cannot be read");
        }
    }

    /// Those rows that can be read; the others are logged, each by itself.
    pub(crate) async fn readable<E: EntityTrait, T>(
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
pub(crate) fn id_of(row: &QueryResult) -> String {
    column(row, "id").unwrap_or_default()
}

/// What a write that met a row of the same key is told as.
pub(crate) fn unique(error: DbErr, told: StoreError) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => told,
        _ => error.into(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
