//! Filings of others that are there already, each of an account, an organiser and a domain of its own: most are approved, some in review, some
//! with their applicants. Written by statements of many rows, and found by the index as any other.

use crate::harness::{NOW, Server};
use beian_model::sample::complete_filing;
use beian_server::maintenance::tables;
use std::fmt::Write;

/// Rows of a statement.
const BATCH: usize = 500;

/// The state of the filing of this number.
const fn state(number: usize) -> &'static str {
    match number % 20 {
        0 => "first_review",
        1 => "needs_fix",
        2 => "draft",
        _ => "approved",
    }
}

/// Writes so many, and the index of them.
pub async fn sow(server: &Server, count: usize) {
    let (mut filing, _) = complete_filing();
    for from in (0..count).step_by(BATCH) {
        let numbers = from..(from + BATCH).min(count);
        let (mut accounts, mut filings, mut snapshots) = (String::new(), String::new(), String::new());
        for n in numbers {
            filing.organiser.name = format!("示例{n}有限公司");
            filing.organiser.certificate_number = format!("91440399MA{n:08}");
            filing.organiser.responsible_person.mobile = format!("137{n:08}");
            filing.organiser.responsible_person.document_number = format!("440399{n:012}");
            filing.sites[0].domains = vec![format!("of-others-{n}.com")];
            filing.sites[0].resource = format!("ins-{n:08}");
            let document = serde_json::to_string(&filing).expect("JSON");
            let comma = if accounts.is_empty() { "" } else { ", " };
            let since = NOW - 1_000_000 + n as i64;
            let _ = write!(accounts, "{comma}('account {n}', '136{n:08}', 1)");
            let _ = write!(
                filings,
                "{comma}('filing {n}', 'account {n}', 'BA{n:014}', 3, '{}', '{document}', {since}, {since}, {since})",
                state(n)
            );
            let _ = write!(snapshots, "{comma}('filing {n}', 2, '{{}}', {since})");
        }
        server
            .sql(&format!(
                "INSERT INTO accounts (id, mobile, created_at) VALUES {accounts};
                 INSERT INTO filings (id, account, number, version, status, document, created_at, updated_at, status_since)
                 VALUES {filings};
                 INSERT INTO snapshots (filing, version, document, at) VALUES {snapshots};
                 UPDATE filings SET submitted_at = created_at WHERE submitted_at IS NULL"
            ))
            .await;
    }
    tables::reindex(&server.app.config).await.expect("the index");
    server.sql("ANALYZE").await;
}
