//! Filings of lists: those that cannot be read among them, and the places of a queue.

use crate::storage::{FilingRow, FoundBy, Line};
use beian_model::{FilingId, Nature, Province, Status, Timestamp};
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

/// A tab of the desk's queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tab {
    /// 待处理: staff have the next step.
    Waiting,
    /// 我的: what the one who asks has taken and has not ended.
    Mine,
    /// 待申请人处理: its applicant has the next step.
    Applicant,
    /// 管局处理中: at the ministry's SMS verification, or with the bureau.
    Bureau,
    /// 已结束: approved, expired or abandoned after a submission.
    Done,
}

impl Tab {
    /// `queue_rank` of its filings; nothing of what one colleague has.
    pub const fn rank(self) -> Option<i64> {
        match self {
            Tab::Waiting => Some(0),
            Tab::Mine => None,
            Tab::Applicant => Some(1),
            Tab::Bureau => Some(2),
            Tab::Done => Some(3),
        }
    }

    /// The states of its filings.
    pub fn states(self) -> impl Iterator<Item = &'static str> {
        Status::ALL.iter().filter(move |status| Tab::of(**status) == Some(self)).map(|status| status.as_str())
    }

    /// The tab of a state, as the database derives it (`queue_rank`); nothing of a draft. What ended without a submission is in none.
    pub const fn of(status: Status) -> Option<Tab> {
        Some(match status {
            Status::Draft => return None,
            Status::FirstReview | Status::Resubmitted | Status::ToBureau | Status::SmsFailed => Tab::Waiting,
            Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Tab::Applicant,
            Status::SmsPending | Status::BureauReview => Tab::Bureau,
            Status::Approved | Status::Expired | Status::Abandoned => Tab::Done,
        })
    }
}

/// Which filings a queue lists.
#[derive(Clone, Debug)]
pub enum QueueOf<'a> {
    /// Those in these states, submitted or not.
    Only(&'a [Status]),
    /// Those of a tab, as this colleague sees it.
    Tab(Tab, &'a str),
    /// Those that were submitted and are found by any of this, whatever their tab.
    Found(Sought),
}

/// What a search looks for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Receipt number.
    pub number: Option<String>,
    /// A part of the organiser's name.
    pub organiser: String,
    /// What is exact: domain, numbers, a person's name.
    pub exact: Vec<FoundBy>,
}

/// Who has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Claimed {
    /// Nobody.
    Nobody,
    /// The one who asks.
    Me,
    /// Another.
    Colleague,
}

/// What is asked of a queue.
#[derive(Clone, Debug)]
pub struct QueueAsk<'a> {
    /// Which filings.
    pub of: QueueOf<'a>,
    /// Only of this province.
    pub province: Option<Province>,
    /// Only of organisers of this nature.
    pub nature: Option<Nature>,
    /// Only those that are in their state since before a moment, or only the others.
    pub since_before: Option<(Timestamp, bool)>,
    /// Only those in which the rules found a risk at their last submission, or only those in which they found none.
    pub at_risk: Option<bool>,
    /// Only those that this colleague has, or has not, in this way.
    pub claimed: Option<(Claimed, &'a str)>,
    /// The newest first.
    pub newest: bool,
}

impl<'a> QueueAsk<'a> {
    /// All of them, the oldest first.
    pub const fn all(of: QueueOf<'a>) -> QueueAsk<'a> {
        QueueAsk { of, province: None, nature: None, since_before: None, at_risk: None, claimed: None, newest: false }
    }
}

/// How many filings each tab has, counted as far as [`MOST_COUNTED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueCounted {
    /// Those of [`Tab::Waiting`], and so on.
    pub waiting: u32,
    /// See there.
    pub mine: u32,
    /// See there.
    pub applicant: u32,
    /// See there.
    pub bureau: u32,
    /// See there.
    pub done: u32,
}

/// So many are counted, however many there are.
pub const MOST_COUNTED: u64 = 1_000;

/// A place in the order of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// Since when it is in its state.
    pub since: i64,
    /// Its place in the order of all filings.
    pub seq: i64,
}

impl std::fmt::Display for QueuePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.since, self.seq)
    }
}

impl std::str::FromStr for QueuePlace {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (since, seq) = text.split_once('.').unwrap_or((text, ""));
        Ok(QueuePlace { since: since.parse()?, seq: seq.parse()? })
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
