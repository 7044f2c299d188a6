//! The rows of filings that begin and change.

use crate::messages::stored::Message;
use crate::storage::{FilingRow, StandingReason};
use beian_model::{Actor, Event, Filing, FilingId, Timestamp, VerificationId};

/// A filing to begin.
#[derive(Clone, Debug)]
pub struct NewFiling {
    /// Its id.
    pub id: FilingId,
    /// Whose.
    pub account: String,
    /// The empty document.
    pub document: Filing,
}

/// A change of a filing, written in one transaction.
#[derive(Clone, Debug)]
pub struct FilingChange {
    /// The filing as it should be; its `version` is the one it was read at.
    pub row: FilingRow,
    /// The change of state, if it is one.
    pub moved: Option<Moved>,
    /// The document is to be kept as it is submitted.
    pub submitted: Option<Submitted>,
    /// Key of a submission.
    pub key: Option<String>,
    /// The hand-off that passes with it: what its phone sent is in the document now.
    pub passed: Option<PassedAttachment>,
    /// Whom to tell.
    pub messages: Vec<Message>,
}

/// What is kept with a document that is submitted.
#[derive(Clone, Debug, Default)]
pub struct Submitted {
    /// The verifications that it rests on.
    pub rests_on: Vec<VerificationId>,
    /// The rules found a risk (风险) in it.
    pub at_risk: bool,
}

/// What a change came to.
#[derive(Clone, Debug)]
pub struct Committed {
    /// The filing's version now.
    pub version: u64,
    /// The hand-offs that it ended: the filing is not its applicant's to change any more.
    pub ended: Vec<VerificationId>,
}

/// What was submitted: what a reviewer sees, whatever comes later.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The document.
    pub document: Filing,
    /// The verifications that it rests on.
    pub verifications: Vec<VerificationId>,
}

/// A submission that was returned or rejected, and was corrected since.
#[derive(Clone, Debug)]
pub struct Returned {
    /// When it was.
    pub at: Timestamp,
    /// What was submitted.
    pub submission: Submission,
    /// Why.
    pub reasons: Vec<StandingReason>,
}

/// A hand-off that passes because the attachment that its phone sent is in the document.
#[derive(Clone, Debug)]
pub struct PassedAttachment {
    /// The hand-off.
    pub verification: VerificationId,
    /// The file of the attachment: another one that took its place in this moment does not pass with it.
    pub file: String,
}

/// A change of state.
#[derive(Clone, Debug)]
pub struct Moved {
    /// What happened.
    pub event: Event,
    /// Who did it.
    pub actor: Actor,
    /// What they said.
    pub note: String,
}
