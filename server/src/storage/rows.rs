//! The rows of the store.

use beian_model::wire::IcpNumbers;
use beian_model::{
    Actor, BasicInformation, Capture, Event, Filing, FilingId, Finding, Measured, Path, Status, Timestamp, UploadId,
    VerificationId,
};
use serde::{Deserialize, Serialize};

/// An applicant's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its mobile number; empty where it has none, because its provider said none that is believed.
    pub mobile: String,
    /// What the identity provider that it came by calls its person; empty where it came by none.
    pub called: String,
}

impl Account {
    /// How it is named to its owner, and to those whom it asks for something: the number, its middle masked, or else the name.
    pub fn shown(&self) -> String {
        if self.mobile.is_empty() { self.called.clone() } else { beian_rules::mask_mobile(&self.mobile) }
    }
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

/// A change of a filing, written in one transaction.
#[derive(Clone, Debug)]
pub struct FilingChange {
    /// The filing as it should be; its `version` is the one it was read at.
    pub row: FilingRow,
    /// The change of state, if it is one.
    pub moved: Option<Moved>,
    /// The document is to be kept as it is submitted, and with it which verifications it rests on.
    pub submitted: Option<Vec<VerificationId>>,
    /// Key of a submission.
    pub key: Option<String>,
    /// The hand-off that passes with it: what its phone sent is in the document now.
    pub passed: Option<PassedAttachment>,
    /// Whom to tell.
    pub messages: Vec<Message>,
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

/// What an upload is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An attachment, for a slot of the filing.
    Attachment(Path),
    /// What a hand-off's phone captured.
    Capture(VerificationId, Capture),
}

/// An upload that arrives in parts.
#[derive(Clone, Debug)]
pub struct UploadRow {
    /// Its id.
    pub id: UploadId,
    /// Its filing.
    pub filing: FilingId,
    /// What it is for.
    pub target: Target,
    /// The file's name; a capture has none.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub sha256: String,
    /// What the phone measured, of a capture.
    pub measured: Option<Measured>,
    /// Bytes that have arrived.
    pub received: u64,
    /// What became of it: the attachment's id, or the name of the capture's file.
    pub kept: Option<String>,
}

impl UploadRow {
    /// Everything has arrived and is still to be put together.
    pub fn is_whole(&self) -> bool {
        self.received == self.size && self.kept.is_none()
    }
}

/// A part of an upload.
#[derive(Clone, Debug)]
pub struct PartRow {
    /// Where in the file it begins.
    pub start: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Name of its file; empty once the parts were put together.
    pub file: String,
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

/// A link under which a colleague sees one document for a short time.
#[derive(Clone, Debug)]
pub struct LinkRow {
    /// Hash of its token.
    pub token_hash: String,
    /// Hash of the session that asked for it.
    pub session_hash: String,
    /// The colleague.
    pub staff: String,
    /// The filing that the document is seen for.
    pub filing: FilingId,
    /// The slot of an attachment, or a person's verification.
    pub of: Path,
    /// Which picture or video; nothing for an attachment.
    pub capture: Option<Capture>,
    /// Name of its file.
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Until when it opens.
    pub expires_at: Timestamp,
}

/// When what is personal has been kept long enough.
#[derive(Clone, Copy, Debug)]
pub struct KeptFor {
    /// Seconds after the end of a filing that was submitted.
    pub ended: i64,
    /// Seconds after a filing was abandoned or a draft lapsed, and after a verification that did not pass.
    pub abandoned: i64,
}

/// A verification whose captures were kept long enough.
#[derive(Clone, Debug)]
pub struct DueCaptures {
    /// The verification.
    pub verification: VerificationId,
    /// The files of what its phone sent; an attachment that became one of the filing's is not among them.
    pub files: Vec<String>,
}

/// What the jobs last knew of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The time then.
    pub at: Timestamp,
    /// For how many seconds of running the clock was still doubted.
    pub doubted_for: i64,
}
