//! Opens the database: a SQLite file with connections of their own for what reads, or PostgreSQL.

use super::{Store, StoreError, Stored, migrations};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{Connection, SqlitePool};
use sea_orm::{SqlxPostgresConnector, SqlxSqliteConnector};
use std::path::Path;
use std::time::Duration;

/// How long a request waits for a connection, and SQLite for a lock of another process.
const PATIENCE: Duration = Duration::from_secs(10);
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
        // What is deleted is written over: a picture's reading must not be found in a free page.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE)
}

/// Opens a SQLite file, makes it when it is missing, and brings its tables up to date.
///
/// # Errors
/// When the file cannot be opened, or a migration fails.
pub async fn sqlite(options: SqliteConnectOptions) -> Stored<Store> {
    // One writes at a time all the same; in the pool they wait in their order.
    let writes = pool(1).connect_with(options.clone()).await.map_err(failed)?;
    migrate_from_before(&writes).await?;
    let store = Store::over(SqlxSqliteConnector::from_sqlx_sqlite_pool(writes), None);
    migrations::run(&store).await?;
    // What only reads waits for nobody who writes.
    let reads = pool(READERS).connect_with(options.create_if_missing(false).pragma("query_only", "ON")).await;
    let reads = SqlxSqliteConnector::from_sqlx_sqlite_pool(reads.map_err(failed)?);
    Ok(Store::over(store.into_writer(), Some(reads)))
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

/// Opens a PostgreSQL database, and brings its tables up to date.
///
/// # Errors
/// When it cannot be reached in time, or a migration fails.
pub async fn postgres(address: &str, connections: u32) -> Stored<Store> {
    let options: PgConnectOptions = address.parse().map_err(failed)?;
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    let pool = pool.connect_with(options).await.map_err(failed)?;
    let store = Store::over(SqlxPostgresConnector::from_sqlx_postgres_pool(pool), None);
    migrations::run(&store).await?;
    Ok(store)
}

fn failed(error: sea_orm::sqlx::Error) -> StoreError {
    StoreError::Database(sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(std::sync::Arc::new(error))))
}
