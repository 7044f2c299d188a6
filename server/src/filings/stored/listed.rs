//! Filings of lists: those that cannot be read among them, and the places of a queue.

use crate::storage::{FilingRow, Line};
use beian_model::{FilingId, Status, Timestamp};
use std::sync::Arc;

/// A filing of a list: one that cannot be read costs the others nothing.
pub type Listed = Result<FilingRow, UnreadableRow>;

/// A filing whose row cannot be read, as far as it can.
#[derive(Clone, Debug)]
pub struct UnreadableRow {
    /// Its id.
    pub id: FilingId,
    /// Receipt number.
    pub number: String,
    /// State; nothing where that cannot be read.
    pub status: Option<Status>,
    /// The colleague who took it.
    pub reviewer: Option<String>,
    /// Last change.
    pub updated_at: Timestamp,
    /// Since when it is in its state.
    pub status_since: Timestamp,
}

/// Which submitted filings a queue lists.
#[derive(Clone, Copy, Debug)]
pub enum QueueOf<'a> {
    /// Those in these states.
    Only(&'a [Status]),
    /// All that have not ended; those whose state cannot be read are among them.
    InFlight,
}

/// A place in the order of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// 0 for what waits for staff, 1 for what is with its applicant, 2 for what has ended.
    pub rank: u8,
    /// Since when it is in its state.
    pub since: i64,
    /// Its place in the order of all filings.
    pub seq: i64,
}

impl std::fmt::Display for QueuePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.rank, self.since, self.seq)
    }
}

impl std::str::FromStr for QueuePlace {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '.').chain(std::iter::repeat(""));
        let mut next = || parts.next().unwrap_or_default();
        Ok(QueuePlace { rank: next().parse()?, since: next().parse()?, seq: next().parse()? })
    }
}

/// A line of a queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Where it stands in the order.
    pub place: QueuePlace,
    /// The filing.
    pub filing: Listed,
}

/// A line of a queue as it is shown.
#[derive(Clone, Debug)]
pub struct QueueLine {
    /// Where it stands in the order; its time is that since when the filing is in its state.
    pub place: QueuePlace,
    /// The filing's id.
    pub id: FilingId,
    /// Receipt number.
    pub number: String,
    /// State; nothing where that cannot be read.
    pub status: Option<Status>,
    /// The colleague who took it.
    pub reviewer: Option<String>,
    /// What the document says; nothing where the filing cannot be read.
    pub line: Option<Arc<Line>>,
}
