//! The rows of the store.

use beian_model::wire::IcpNumbers;
use beian_model::{BasicInformation, Filing, FilingId, Finding, Status, Timestamp};
use serde::{Deserialize, Serialize};

/// An applicant's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its mobile number.
    pub mobile: String,
}

/// An SMS code.
#[derive(Clone, Debug)]
pub struct Code {
    /// What it is for: `sign-in`, or a filing's id.
    pub purpose: String,
    /// The number it was sent to.
    pub mobile: String,
    /// Hash of number and code.
    pub code_hash: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// Tries that are left.
    pub tries_left: u32,
    /// After too many wrong tries: until when nothing is taken.
    pub blocked_until: Timestamp,
}

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

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// SMS.
    Sms,
    /// E-mail.
    Email,
}

impl Channel {
    /// How it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Channel::Sms => "sms",
            Channel::Email => "email",
        }
    }
}

/// A message to be delivered.
#[derive(Clone, Debug)]
pub struct Message {
    /// How.
    pub channel: Channel,
    /// To whom.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The code it carries, shown apart by the outbox.
    pub code: Option<String>,
}

/// A message that was kept.
#[derive(Clone, Debug)]
pub struct SentMessage {
    /// How: `sms` or `email`.
    pub kind: String,
    /// To whom.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The code it carries.
    pub code: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
}
