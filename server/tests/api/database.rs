//! The database of a server of the tests: a SQLite file in its data folder or, where `BEIAN_TEST_DATABASE` is `postgres`, one of its own on
//! a PostgreSQL that this program starts. What is asked of it by hand is said so that both understand it.

use crate::harness::Server;
use crate::throw_away::Postgres;
use beian_server::sealing::keys::{self, Keys};
use beian_server::sealing::vault::Vault;
use beian_server::storage::connect;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

static POSTGRES: LazyLock<Postgres> = LazyLock::new(Postgres::start);
/// The name of a database with all tables and no rows.
static EMPTY: OnceCell<&str> = OnceCell::const_new();
static MADE: AtomicU32 = AtomicU32::new(0);

/// Whether the tests run on PostgreSQL. Those of the SQLite file itself say so and end.
pub fn is_postgres() -> bool {
    match std::env::var("BEIAN_TEST_DATABASE").as_deref() {
        Ok("postgres") => true,
        Ok("sqlite") | Err(_) => false,
        Ok(other) => panic!("BEIAN_TEST_DATABASE is postgres or sqlite, not {other}"),
    }
}

/// A database on the program's PostgreSQL, gone with the value.
pub struct Own(String);

impl Own {
    /// An empty one; nothing where the tests run on SQLite.
    pub async fn new() -> Option<Own> {
        if !is_postgres() {
            return None;
        }
        let make = || async {
            admin("CREATE DATABASE empty").await.unwrap();
            let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
            connect::postgres(&POSTGRES.address_of("empty"), 1, &vault).await.unwrap();
            // Each server makes its own secrets: another's do not open.
            run(&POSTGRES.address_of("empty"), "DELETE FROM secrets").await.unwrap();
            "empty"
        };
        Some(copy_of(EMPTY.get_or_init(make).await).await)
    }

    /// A copy of this one, as it is now.
    pub async fn copy(&self) -> Own {
        copy_of(&self.0).await
    }

    /// Its address.
    pub fn address(&self) -> String {
        POSTGRES.address_of(&self.0)
    }
}

/// Runs statements on a connection of their own.
async fn run(address: &str, sql: &str) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(address).await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await?;
    connection.close().await
}

async fn admin(sql: &str) -> sqlx::Result<()> {
    run(&POSTGRES.address(), sql).await
}

async fn copy_of(from: &str) -> Own {
    let name = format!("test_{}", MADE.fetch_add(1, Ordering::Relaxed));
    // A database is copied while nobody is connected to it; who was connects again.
    let leave = format!("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{from}'");
    let copy = format!("CREATE DATABASE {name} TEMPLATE {from}");
    let mut copied = Ok(());
    for _ in 0..20 {
        admin(&leave).await.unwrap();
        copied = admin(&copy).await;
        if copied.is_ok() {
            break;
        }
    }
    copied.unwrap();
    Own(name)
}

impl Drop for Own {
    fn drop(&mut self) {
        let away = format!("DROP DATABASE {} WITH (FORCE)", self.0);
        // Nobody waits for it. With the program everything goes.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(admin(&away)))
        });
    }
}

/// A transaction of somebody else, which is given back at the end.
pub enum Held {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

impl Held {
    /// Ends it.
    pub async fn give_back(self) {
        match self {
            Held::Postgres(mut held) => drop(sqlx::raw_sql("ROLLBACK").execute(&mut held).await.unwrap()),
            Held::Sqlite(mut held) => drop(sqlx::raw_sql("ROLLBACK").execute(&mut held).await.unwrap()),
        }
    }
}

impl Server {
    /// Begins a transaction on a connection of its own: in SQLite it holds the write lock, in PostgreSQL what these statements lock.
    pub async fn hold(&self, locks: &str) -> Held {
        match &self.database {
            Some(own) => {
                let mut held = PgConnection::connect(&own.address()).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {locks}"))).execute(&mut held).await.unwrap();
                Held::Postgres(held)
            }
            None => {
                let mut held = self.sqlite().await;
                sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut held).await.unwrap();
                Held::Sqlite(held)
            }
        }
    }

    /// Changes the database by hand.
    pub async fn sql(&self, sql: &str) {
        match &self.database {
            Some(own) => run(&own.address(), sql).await.unwrap(),
            None => {
                let mut connection = self.sqlite().await;
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    /// What a statement gives: a text a row.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.database {
            Some(own) => {
                let mut connection = PgConnection::connect(&own.address()).await.unwrap();
                sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
            }
            None => sqlx::query_scalar(sql).fetch_all(&mut self.sqlite().await).await.unwrap(),
        }
    }

    /// The names of all tables.
    pub async fn tables(&self) -> Vec<String> {
        self.texts(match &self.database {
            Some(_) => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'",
            None => "SELECT name FROM sqlite_master WHERE type = 'table'",
        })
        .await
    }

    /// The columns of a table, in their order.
    pub async fn columns(&self, table: &str) -> Vec<String> {
        let names = match &self.database {
            Some(_) => format!(
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position"
            ),
            None => format!("SELECT name FROM pragma_table_info('{table}')"),
        };
        self.texts(&names).await
    }

    /// Where in the database a text stands, each as `table.column`.
    pub async fn rows_with(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for table in self.tables().await {
            for column in self.columns(&table).await {
                let sql = format!("SELECT 'there' FROM {table} WHERE CAST(\"{column}\" AS TEXT) LIKE '%{text}%'");
                if !self.texts(&sql).await.is_empty() {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
        found
    }

    async fn sqlite(&self) -> SqliteConnection {
        let file = self.folder().join("beian.sqlite");
        SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap()
    }
}
