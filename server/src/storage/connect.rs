//! Opens the database: a SQLite file with connections of their own for what reads, or PostgreSQL.

use super::{Store, StoreError, Stored, audit_keys, index, migrations};
use crate::sealing::audit_key::AuditKey;
use crate::sealing::index_key::IndexKey;
use crate::sealing::vault::Vault;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{Connection, SqlitePool};
use sea_orm::{SqlxPostgresConnector, SqlxSqliteConnector};
use std::path::Path;
use std::time::Duration;

/// How long a request waits for a connection, and SQLite for a lock of another process.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Connections that read a SQLite file at the same time; one more writes.
const READERS: u32 = 8;

/// How a SQLite file is opened.
pub fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // With the write-ahead log a crash of the machine loses the last moment at worst, never the file.
        .synchronous(SqliteSynchronous::Normal)
        // Pages of the log at which who writes moves them into the file, where nobody else has (`jobs::checkpoints`): 32 MiB.
        .pragma("wal_autocheckpoint", "8192")
        // What is deleted is written over: a picture's reading must not be found in a free page.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE)
}

/// A store whose tables are up to date, before the keys of its index and of its audit log are known.
async fn up_to_date(writes: sea_orm::DatabaseConnection) -> Stored<Store> {
    let keys = (IndexKey::of(&IndexKey::random()), AuditKey::of(0, &AuditKey::random()));
    let store = Store::over(writes, None, keys);
    migrations::run(&store).await?;
    Ok(store)
}

/// Opens a SQLite file, makes it when it is missing, and brings its tables up to date. The vault seals what the server keeps for itself.
///
/// # Errors
/// When the file cannot be opened, or a migration fails.
pub async fn sqlite(options: SqliteConnectOptions, vault: &Vault) -> Stored<Store> {
    // One writes at a time all the same; in the pool they wait in their order.
    let writes = pool(1).connect_with(options.clone()).await.map_err(failed)?;
    migrate_from_before(&writes).await?;
    let store = up_to_date(SqlxSqliteConnector::from_sqlx_sqlite_pool(writes)).await?;
    let keys = (index::open(&store, vault).await?, audit_keys::open(&store, vault).await?);
    // What only reads waits for nobody who writes.
    let reads = pool(READERS).connect_with(options.create_if_missing(false).pragma("query_only", "ON")).await;
    let reads = SqlxSqliteConnector::from_sqlx_sqlite_pool(reads.map_err(failed)?);
    Ok(Store::over(store.into_writer(), Some(reads), keys))
}

fn pool(connections: u32) -> SqlitePoolOptions {
    let options = SqlitePoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    options.after_release(|connection, _| {
        Box::pin(async move {
            // A roll-back that was asked for when its transaction was dropped has been made, or has failed, when this is answered.
            connection.ping().await?;
            // SQLite rolls back by itself where it has no room (SQLITE_FULL); `sqlx` fails to do so again, takes the connection to be within
            // a transaction from then on, and begins no other one on it. Such a one is closed.
            Ok(!connection.is_in_transaction())
        })
    })
}

/// An installation that SQLite alone served has tables that its own files of SQL made; the last of them leads to the first of both.
async fn migrate_from_before(pool: &SqlitePool) -> Stored<()> {
    let made = sea_orm::sqlx::query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'");
    if made.fetch_optional(pool).await.map_err(failed)?.is_some() {
        sea_orm::sqlx::migrate!("./migrations/sqlite").run(pool).await.map_err(StoreError::Before)?;
    }
    Ok(())
}

/// Opens a PostgreSQL database with so many connections, half of them for what only reads, and brings its tables up to date. One
/// connection does both.
///
/// # Errors
/// When it cannot be reached in time, or a migration fails.
pub async fn postgres(address: &str, connections: u32, vault: &Vault) -> Stored<Store> {
    let reading = connections / 2;
    let store = up_to_date(postgres_pool(address, connections - reading).await?).await?;
    let keys = (index::open(&store, vault).await?, audit_keys::open(&store, vault).await?);
    // Who waits for a row that another has locked keeps nobody from reading.
    let reads = match reading {
        0 => None,
        reading => Some(postgres_pool(address, reading).await?),
    };
    Ok(Store::over(store.into_writer(), reads, keys))
}

/// Migrations of a SQLite file that are still to be run; the file is not changed.
///
/// # Errors
/// When it cannot be read, or a newer server has changed it.
pub async fn pending_of_sqlite(file: &Path) -> Stored<Vec<String>> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(PATIENCE);
    let pool = pool(1).connect_with(options).await.map_err(failed)?;
    let pending = migrations::pending(&SqlxSqliteConnector::from_sqlx_sqlite_pool(pool.clone())).await;
    pool.close().await;
    pending
}

/// The same of a PostgreSQL database.
///
/// # Errors
/// When it cannot be reached or read, or a newer server has changed it.
pub async fn pending_of_postgres(address: &str) -> Stored<Vec<String>> {
    migrations::pending(&postgres_pool(address, 1).await?).await
}

/// Copies a SQLite file, as it is in this moment, to where there is none.
///
/// # Errors
/// When that cannot be done.
pub async fn copy_sqlite(from: &Path, to: &Path) -> Stored<()> {
    let options = SqliteConnectOptions::new().filename(from).busy_timeout(PATIENCE);
    let pool = pool(1).connect_with(options).await.map_err(failed)?;
    let copy = sea_orm::sqlx::query("VACUUM INTO ?").bind(to.to_string_lossy().into_owned()).execute(&pool).await;
    pool.close().await;
    copy.map(|_| ()).map_err(failed)
}

/// Makes a new key for the index of a SQLite database and writes the index anew; gives for how many filings.
///
/// # Errors
/// When the file cannot be opened or written.
pub async fn reindex_sqlite(options: SqliteConnectOptions, vault: &Vault) -> Stored<u64> {
    let writes = pool(1).connect_with(options).await.map_err(failed)?;
    migrate_from_before(&writes).await?;
    let store = up_to_date(SqlxSqliteConnector::from_sqlx_sqlite_pool(writes)).await?;
    let written = reindex(&store, vault).await;
    store.close().await?;
    written
}

/// The same of a PostgreSQL database.
///
/// # Errors
/// When it cannot be reached or written.
pub async fn reindex_postgres(address: &str, vault: &Vault) -> Stored<u64> {
    reindex(&up_to_date(postgres_pool(address, 1).await?).await?, vault).await
}

/// Writes the index anew; the audit log goes on under another key where its own is lost, and says both.
async fn reindex(store: &Store, vault: &Vault) -> Stored<u64> {
    let written = index::renew(store, vault).await?;
    audit_keys::note_reindexed(store, vault).await?;
    Ok(written)
}

async fn postgres_pool(address: &str, connections: u32) -> Stored<sea_orm::DatabaseConnection> {
    let options: PgConnectOptions = address.parse().map_err(failed)?;
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool.connect_with(options).await.map_err(failed)?))
}

/// A failure of the library below.
pub(super) fn failed(error: sea_orm::sqlx::Error) -> StoreError {
    StoreError::Database(sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(std::sync::Arc::new(error))))
}
