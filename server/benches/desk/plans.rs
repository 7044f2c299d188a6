//! How the database finds what the desk asks for: each statement of each request with its plan. SQLite is asked for the plan of what was sent to
//! it; PostgreSQL tells of each statement how it ran, by its `auto_explain`.

use crate::asked::{self, Asked};
use crate::harness::{Client, Server};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// What the library below says of each statement, a line of JSON each.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    /// What was said since it was last asked.
    fn take(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }
}

/// What PostgreSQL is to tell who asks it anything.
const TELLS: &str = "DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET session_preload_libraries = ''auto_explain''', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_min_duration = 0', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_analyze = on', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_buffers = on', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_level = notice', current_database());
END $$";

/// Asks once for everything, and prints what the database did.
pub async fn print(server: Server, reviewer: &Client, asked: &[Asked]) {
    let heard = Heard::default();
    let writer = heard.clone();
    tracing_subscriber::fmt().json().with_max_level(tracing::Level::DEBUG).with_writer(move || writer.clone()).init();
    let on_postgres = server.database.is_some();
    if on_postgres {
        server.sql(TELLS).await;
    }
    let server = server.again(|database| database).await;
    let reviewer = server.returning(reviewer);
    for (name, paths) in asked {
        drop(heard.take());
        asked::once(&reviewer, paths).await;
        println!("\n== {name}");
        let said = heard.take();
        let of =
            |target: &'static str| said.iter().filter(move |one| one["target"] == target).map(|one| &one["fields"]);
        if on_postgres {
            of("sqlx::postgres::notice").filter_map(|one| one["message"].as_str()).for_each(|plan| println!("{plan}"));
        } else {
            for one in of("sqlx::query") {
                let whole = one["db.statement"].as_str().map(str::trim).filter(|statement| !statement.is_empty());
                sqlite(&server, whole.or(one["summary"].as_str()).unwrap_or_default()).await;
            }
        }
    }
}

/// A statement, and how SQLite would find what it asks for.
async fn sqlite(server: &Server, statement: &str) {
    if !statement.starts_with("SELECT") {
        return;
    }
    let file = server.folder().join("beian.sqlite");
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.expect("the file");
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let plan = sqlx::raw_sql(explain).fetch_all(&mut connection).await.expect("a plan");
    println!("{statement}");
    plan.iter().for_each(|line| println!("    {}", line.get::<String, _>("detail")));
}
