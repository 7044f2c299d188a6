//! The filings, what happened to each and what was counted of it, written by statements of many rows. What they are found by is left to the
//! server, which writes it as it starts.

use crate::harness::{REVIEWER, Server};
use crate::spread;
use beian_model::sample::complete_filing;
use std::fmt::Write;

/// Rows of a statement.
const BATCH: usize = 500;

/// The id of the filing of this number.
pub fn id(number: usize) -> String {
    format!("filing-{number}")
}

/// Its receipt number.
pub fn receipt(number: usize) -> String {
    format!("BA{number:014}")
}

/// Its domain.
pub fn domain(number: usize) -> String {
    format!("of-others-{number}.com")
}

/// The mobile number of its responsible person.
pub fn mobile(number: usize) -> String {
    format!("137{number:08}")
}

/// The number of that person's identity document.
pub fn document_number(number: usize) -> String {
    format!("440399{number:012}")
}

/// What happened to a filing until it had a state: what, in which state that found it, which it made of it, and what share of a hundred
/// of its time was over then.
fn happened(state: &str) -> &'static [(&'static str, &'static str, &'static str, i64)] {
    const APPROVED: &[(&str, &str, &str, i64)] = &[
        ("submit", "draft", "first_review", 10),
        ("approve", "first_review", "to_bureau", 30),
        ("hand_to_bureau", "to_bureau", "sms_pending", 35),
        ("sms_verified", "sms_pending", "bureau_review", 40),
        ("bureau_approve", "bureau_review", "approved", 100),
    ];
    match state {
        "approved" => APPROVED,
        "to_bureau" => &[("submit", "draft", "first_review", 50), ("approve", "first_review", "to_bureau", 100)],
        "sms_pending" | "bureau_review" | "bureau_rejected" => &[
            ("submit", "draft", "first_review", 10),
            ("approve", "first_review", "to_bureau", 50),
            ("hand_to_bureau", "to_bureau", "sms_pending", 100),
        ],
        "needs_fix" | "expired" | "abandoned" => {
            &[("submit", "draft", "first_review", 50), ("return", "first_review", "needs_fix", 100)]
        }
        "resubmitted" => &[
            ("submit", "draft", "first_review", 20),
            ("return", "first_review", "needs_fix", 50),
            ("submit", "needs_fix", "resubmitted", 100),
        ],
        "draft" => &[],
        _ => &[("submit", "draft", "first_review", 100)],
    }
}

/// Writes so many.
pub async fn sow(server: &Server, count: usize) {
    let colleagues = colleagues(server).await;
    let (mut filing, _) = complete_filing();
    for from in (0..count).step_by(BATCH) {
        let (mut accounts, mut filings, mut snapshots, mut timeline) =
            (String::new(), String::new(), String::new(), String::new());
        for n in from..(from + BATCH).min(count) {
            let (state, since) = (spread::state(n, count), spread::since(n, count));
            let (province, nature) = (spread::province(n), spread::nature(n));
            filing.province = province.parse().ok();
            filing.organiser.nature = nature.parse().ok();
            filing.organiser.name = spread::name(n);
            // An organiser has three filings.
            filing.organiser.certificate_number = format!("91440399MA{:08}", n / 3);
            let person = &mut filing.organiser.responsible_person;
            (person.name, person.mobile, person.document_number) = (spread::person(n), mobile(n), document_number(n));
            filing.sites[0].domains = vec![domain(n)];
            filing.sites[0].resource = format!("ins-{n:08}");
            let (document, id) = (serde_json::to_string(&filing).expect("JSON"), id(n));
            let comma = if accounts.is_empty() { "" } else { ", " };
            let reviewer = spread::colleague(n, count).filter(|_| state != "draft");
            let reviewer = reviewer.map_or("NULL".to_owned(), |n| format!("'{}'", colleagues[n]));
            let (at_risk, submitted_at) = match state {
                "draft" => ("NULL".to_owned(), "NULL".to_owned()),
                _ => (spread::is_at_risk(n).to_string().to_uppercase(), since.to_string()),
            };
            let _ = write!(accounts, "{comma}('account {n}', '136{n:08}', 1)");
            let _ = write!(
                filings,
                "{comma}('{id}', 'account {n}', '{}', 3, '{state}', '{document}', {since}, {since}, {since}, {reviewer}, {since}, \
                 {submitted_at}, {at_risk}, '{province}')",
                receipt(n)
            );
            // What nobody opens here is not kept twice.
            let kept = if n + spread::UNDER_WAY < count { "{}" } else { &document };
            if state != "draft" {
                let comma = if snapshots.is_empty() { "" } else { ", " };
                let _ = write!(snapshots, "{comma}('{id}', 2, '{kept}', {since})");
            }
            let whole = 86_400 * (1 + n as i64 % 9);
            let mut before = 0;
            for (event, from, to, over) in happened(state) {
                let (at, lasted) = (since - whole + whole * over / 100, whole * (over - before) / 100);
                before = *over;
                let comma = if timeline.is_empty() { "" } else { ", " };
                let _ = write!(
                    timeline,
                    "{comma}('{id}', {at}, '{event}', 'reviewer', '{to}', '', '{from}', {})",
                    lasted + n as i64 % 3_600
                );
            }
        }
        server
            .sql(&format!(
                "BEGIN;
                 INSERT INTO accounts (id, mobile, created_at) VALUES {accounts};
                 INSERT INTO filings (id, account, number, version, status, document, created_at, updated_at, status_since, reviewer,
                     claimed_at, submitted_at, at_risk, province)
                 VALUES {filings};
                 INSERT INTO snapshots (filing, version, document, at) VALUES {snapshots};
                 INSERT INTO timeline (filing, at, event, actor, status, note, came_from, lasted) VALUES {timeline};
                 COMMIT;"
            ))
            .await;
    }
    count_events(server).await;
}

/// Colleagues, by number; the first is the one who is measured, a senior.
async fn colleagues(server: &Server) -> Vec<String> {
    server.sql("UPDATE staff SET role = 'senior'").await;
    let mut ids = server.texts(&format!("SELECT id FROM staff WHERE email = '{}'", REVIEWER.0)).await;
    for n in 1..spread::COLLEAGUES {
        let id = format!("colleague-{n}");
        let row = format!("('{id}', '{id}@example.com', '审核员{n}', '', 'reviewer', 1)");
        server.sql(&format!("INSERT INTO staff (id, email, name, password_hash, role, created_at) VALUES {row}")).await;
        ids.push(id);
    }
    ids
}

/// What statistics read, as it would have been counted with each change.
async fn count_events(server: &Server) {
    let counted = |of: &str, value: &str, which: &str| {
        format!(
            "INSERT INTO event_counts (of, day, value, event, times)
             SELECT '{of}', (t.at + 28800) / 86400, {value}, t.event, count(*) FROM timeline t JOIN filings f ON f.id = t.filing
             WHERE {which} GROUP BY 2, 3, 4;"
        )
    };
    let fields = ["organiser.name", "organiser.address", "sites[].name", "organiser.licence", "sites[].domains"];
    let field: String = fields.iter().enumerate().map(|(n, field)| format!(" WHEN {n} THEN '{field}'")).collect();
    server
        .sql(&format!(
            "DELETE FROM event_counts; {} {} {}
             INSERT INTO decision_reasons (filing, at, event, field)
             SELECT filing, at, event, CASE id % 5 {field} END FROM timeline WHERE event = 'return';",
            counted("province", "f.province", "TRUE"),
            counted("staff", "f.reviewer", "f.reviewer IS NOT NULL AND t.event <> 'submit'"),
            counted("first", "''", "t.event IN ('approve', 'return')"),
        ))
        .await;
}

/// As a database is in service: PostgreSQL looks after its tables by itself, which it does not do here.
pub async fn settle(server: &Server) {
    if server.database.is_some() {
        server.sql("VACUUM ANALYZE").await;
    }
}
