//! `beian-server audit`: the audit log (审计日志) is checked, and read out.

use crate::audit::Entry;
use crate::config::Config;
use crate::maintenance::{MaintenanceError, audit};
use crate::storage::{AuditHead, AuditOf, Checked};
use beian_model::{Date, FilingId, Timestamp};
use clap::Subcommand;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds by which the day begins sooner in China than by UTC.
const CHINA: i64 = 8 * 3600;

/// What is done with the log.
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Looks whether every entry is there and as it was written; ends with 1 where one is not, and says which
    Verify {
        /// Begin with the entry of this number, and believe what is before it
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..))]
        from: i64,
        /// The log must hold the entry N with this hash, as an earlier run or the server's log said
        #[arg(long, value_name = "N:HASH", value_parser = head)]
        expect: Option<AuditHead>,
    },
    /// Prints the entries, oldest first
    List {
        /// Those of this filing, by its id
        #[arg(long, value_name = "ID")]
        filing: Option<String>,
        /// Those from the beginning of this day in China on, YYYY-MM-DD
        #[arg(long, value_name = "DAY", value_parser = super::day)]
        since: Option<Date>,
        /// One JSON object a line, with everything that an entry holds
        #[arg(long)]
        json: bool,
    },
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The log cannot be read.
    #[error(transparent)]
    Maintenance(#[from] MaintenanceError),
    /// The output failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A number and a hash, as they are printed.
fn head(text: &str) -> Result<AuditHead, String> {
    let wrong = || "it is written N:HASH, as `audit verify` prints it".to_owned();
    let (number, hash) = text.split_once(':').ok_or_else(wrong)?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let number = number.parse().ok().filter(|number: &i64| *number > 0 && is_hash).ok_or_else(wrong)?;
    Ok(AuditHead { number, hash: hash.to_owned() })
}

/// Does it; gives whether nothing is wrong.
///
/// # Errors
/// [`AuditError`].
pub async fn run(config: &Config, command: AuditCommand, mut output: impl Write) -> Result<bool, AuditError> {
    match command {
        AuditCommand::Verify { from, expect } => {
            let checked = audit::verify(config, from, expect.as_ref()).await?;
            say(&checked, &mut output)?;
            Ok(checked.is_whole())
        }
        AuditCommand::List { filing, since, json } => {
            let filing = filing.map(FilingId);
            let since = since.map(|day| Timestamp(day.days() * DAY - CHINA));
            let of = AuditOf { filing: filing.as_ref(), since };
            audit::each(config, of, |entry| {
                let line = if json { as_json(&entry).to_string() } else { as_line(&entry) };
                Ok::<(), AuditError>(writeln!(output, "{line}")?)
            })
            .await?;
            Ok(true)
        }
    }
}

fn say(checked: &Checked, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "{} entries are in their places", checked.entries)?;
    if checked.unverified > 0 {
        writeln!(
            output,
            "{} of them were written under a key that is lost: whether they were altered cannot be told",
            checked.unverified
        )?;
    }
    if let Some(broken) = &checked.broken {
        writeln!(output, "entry {}: {}", broken.number, broken.wrong)?;
    }
    if let Some(last) = &checked.last {
        writeln!(output, "last: {}:{}", last.number, last.hash)?;
    }
    Ok(())
}

/// Everything of an entry.
fn as_json(entry: &Entry) -> Value {
    // What cannot be read was altered: it is shown as the text that it is.
    let details = serde_json::from_str(&entry.details).unwrap_or_else(|_| Value::from(entry.details.clone()));
    json!({
        "number": entry.number,
        "at": entry.at,
        "time": time(entry.at),
        "actor": { "kind": entry.actor_kind, "id": entry.actor },
        "action": entry.action,
        "filing": entry.filing,
        "address": entry.address,
        "browser": entry.browser,
        "outcome": entry.outcome,
        "details": details,
        "key": entry.key,
        "previous": entry.previous,
        "hash": entry.hash,
    })
}

fn as_line(entry: &Entry) -> String {
    let who = [entry.actor_kind.as_str(), entry.actor.as_str()].join(" ");
    let filing = entry.filing.as_deref().unwrap_or("-");
    let parts = [
        &entry.number.to_string(),
        &time(entry.at),
        who.trim(),
        &entry.action,
        filing,
        &entry.outcome,
        &entry.address,
        &entry.browser,
        &entry.details,
    ];
    // Whoever wrote to the database may have put anything there.
    parts.map(|part| part.replace(|c: char| c.is_control(), " ")).join("\t")
}

/// A moment in UTC (RFC 3339).
fn time(at: i64) -> String {
    let second = at.rem_euclid(DAY);
    // The date in China of eight hours before is the date by UTC.
    let date = Timestamp(at.saturating_sub(CHINA)).date_in_china();
    format!("{date}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_printed() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(head(&format!("7:{hash}")).unwrap(), AuditHead { number: 7, hash: hash.clone() });
        for wrong in [
            "7",
            "7:",
            ":",
            &format!("0:{hash}"),
            &format!("-1:{hash}"),
            &format!("7:{hash}0"),
            &format!("7:{}", hash.to_uppercase()),
        ] {
            assert!(head(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_told_in_utc() {
        assert_eq!(time(0), "1970-01-01T00:00:00Z");
        assert_eq!(time(1_764_504_000), "2025-11-30T12:00:00Z");
    }
}
