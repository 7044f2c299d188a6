//! The row of a filing, and the reasons that stand in it.

use beian_model::wire::IcpNumbers;
use beian_model::{BasicInformation, Filing, FilingId, Finding, Status, Timestamp};
use serde::{Deserialize, Serialize};

/// A filing.
#[derive(Clone, Debug)]
pub struct FilingRow {
    /// Its id.
    pub id: FilingId,
    /// Whose.
    pub account: String,
    /// Receipt number.
    pub number: String,
    /// Grows with every write.
    pub version: u64,
    /// State.
    pub status: Status,
    /// The document.
    pub document: Filing,
    /// Reviewers' reasons that still stand.
    pub reasons: Vec<StandingReason>,
    /// What passed the basic check.
    pub basic_check: Option<BasicInformation>,
    /// When the ministry's window was opened.
    pub sms_opened_at: Option<Timestamp>,
    /// Issued numbers.
    pub numbers: Option<IcpNumbers>,
    /// The colleague who took it.
    pub reviewer: Option<String>,
    /// When they last did something with it.
    pub claimed_at: Option<Timestamp>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// Since when it is in its state.
    pub status_since: Timestamp,
}

/// A reviewer's reason, and the value it was said of: it stands while the value does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingReason {
    /// The reason.
    pub finding: Finding,
    /// The value then; nothing where the field has no value of its own.
    pub value: Option<String>,
}
