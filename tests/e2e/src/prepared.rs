//! Filings that wait for a review, as many as are wanted: copies of the one that the demonstration has, older than all others.

use crate::server::Server;
use sqlx::SqlitePool;

/// Where an address is, and what the rules find in it.
const ADDRESS: (&str, &str) = ("\"certificate_address\":\"", "电话13010112500，");

/// The columns of a table that can be written, but one that the database gives.
async fn columns(database: &SqlitePool, table: &str, given: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> '{given}'");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(database).await.expect("the table's columns")
}

/// Copies the rows of a table of which a condition is true, with other values in some columns (expressions of SQL).
async fn copy(database: &SqlitePool, table: &str, given: &str, which: &str, others: &[(&str, String)]) {
    let columns = columns(database, table, given).await;
    let value = |column: &String| {
        let other = others.iter().find(|(name, _)| name == column);
        other.map_or_else(|| format!("\"{column}\""), |(_, value)| value.clone())
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    let sql = format!("INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {which}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(database).await.expect("the rows are copied");
}

/// Makes so many; gives their ids, which are their receipt numbers too, the oldest first. Of some the rules say something.
///
/// # Panics
/// Where the demonstration's filing is not there.
pub async fn filings(server: &Server, count: usize, is_told: impl Fn(usize) -> bool) -> Vec<String> {
    let database = server.database_to_write().await;
    let like = "SELECT id, account FROM filings WHERE status = 'first_review' AND submitted_at IS NOT NULL";
    let (like, account): (String, String) =
        sqlx::query_as(like).fetch_one(&database).await.expect("a filing in review");
    let of_filing = format!("filing = '{like}'");
    let mut ids = Vec::new();
    for number in 0..count {
        let id = format!("DAY{number:03}");
        let text = |value: &str| format!("'{value}'");
        let own = ("filing", text(&id));
        let (before, told) = ADDRESS;
        let told = if is_told(number) { told } else { "" };
        let document = ("document", format!("replace(document, '{before}', '{before}{told}')"));
        let mobile = ("mobile", text(&format!("137000{number:05}")));
        let owner = format!("account-{id}");
        copy(&database, "accounts", "", &format!("id = '{account}'"), &[("id", text(&owner)), mobile]).await;
        let row = [
            ("id", text(&id)),
            ("account", text(&owner)),
            ("number", text(&id)),
            ("status_since", (1_000_000 + number).to_string()),
            ("reviewer", "NULL".to_owned()),
            ("claimed_at", "NULL".to_owned()),
            document.clone(),
        ];
        copy(&database, "filings", "seq", &format!("id = '{like}'"), &row).await;
        copy(&database, "snapshots", "", &of_filing, &[own.clone(), document]).await;
        copy(&database, "timeline", "id", &of_filing, std::slice::from_ref(&own)).await;
        copy(&database, "phone_proofs", "", &of_filing, std::slice::from_ref(&own)).await;
        let of = |column: &str| format!("{column} || '-{id}'");
        let verification =
            [own.clone(), ("id", of("id")), ("secret_hash", of("secret_hash")), ("session_hash", "NULL".to_owned())];
        copy(&database, "verifications", "", &of_filing, &verification).await;
        let captures = format!("verification IN (SELECT id FROM verifications WHERE {of_filing})");
        copy(&database, "captures", "", &captures, &[("verification", of("verification"))]).await;
        let rests_on = [own, ("verification", of("verification"))];
        copy(&database, "submitted_verifications", "", &of_filing, &rests_on).await;
        ids.push(id);
    }
    ids
}
