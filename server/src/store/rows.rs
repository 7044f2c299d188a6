//! The rows of the store.

use beian_model::wire::IcpNumbers;
use beian_model::{
    Actor, BasicInformation, Capture, Event, Filing, FilingId, Finding, Measured, Path, Status, Timestamp, UploadId,
    VerificationId, VerificationState,
};
use beian_rules::{VerificationEvent, verification_transition};
use serde::{Deserialize, Serialize};

/// An applicant's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its mobile number.
    pub mobile: String,
}

/// A colleague.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Their id.
    pub id: String,
    /// E-mail address, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Argon2 hash of the password.
    pub password_hash: String,
}

/// Whose session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// An applicant's.
    Applicant,
    /// A colleague's.
    Staff,
}

impl SessionKind {
    /// How it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            SessionKind::Applicant => "applicant",
            SessionKind::Staff => "staff",
        }
    }
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Account or colleague.
    pub owner: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
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
    pub passed: Option<PassedPaper>,
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

/// A hand-off that passes because the paper that its phone sent is in the document.
#[derive(Clone, Debug)]
pub struct PassedPaper {
    /// The hand-off.
    pub verification: VerificationId,
    /// The file of the paper: another one that took its place in this moment does not pass with it.
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

/// A verification.
#[derive(Clone, Debug)]
pub struct VerificationRow {
    /// Its id.
    pub id: VerificationId,
    /// Its filing.
    pub filing: FilingId,
    /// The field that it is for: a person's verification, or the slot of a paper.
    pub of: Path,
    /// State as stored; see [`VerificationRow::state_at`].
    pub state: VerificationState,
    /// Hash of the one-time secret.
    pub secret_hash: String,
    /// Hash of the phone's session.
    pub session_hash: Option<String>,
    /// The word pair.
    pub words: [u8; 2],
    /// Four digits to say aloud.
    pub code: String,
    /// Why it failed.
    pub reasons: Vec<Finding>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When a phone claimed it.
    pub claimed_at: Option<Timestamp>,
    /// When the phone was last heard of.
    pub phone_seen_at: Option<Timestamp>,
    /// Until when it can be claimed, or the phone's session lasts.
    pub expires_at: Timestamp,
    /// Grows with every change that the desktop or the phone sees.
    pub revision: u64,
    /// For a person elsewhere.
    pub remote: bool,
    /// To whom the link was sent, masked.
    pub sent_to: Option<String>,
    /// How many other phones tried the code after it was claimed.
    pub other_phones: u32,
    /// When the person agreed on the phone to what will be done.
    pub consented_at: Option<Timestamp>,
    /// Version of the text that they agreed to.
    pub consent_version: Option<String>,
    /// When the person on the phone said no, and has not agreed since.
    pub declined_at: Option<Timestamp>,
    /// For whom it passed ([`crate::reuse::subject`]); nothing where that was not known.
    pub subject: Option<String>,
    /// When it passed; of one that repeats an earlier one, when that did.
    pub passed_at: Option<Timestamp>,
    /// The earlier verification that it repeats, whose captures are its.
    pub same_as: Option<VerificationId>,
}

impl VerificationRow {
    /// The state at a moment: what was not finished in time has expired. What the server is checking was finished.
    pub fn state_at(&self, now: Timestamp) -> VerificationState {
        let over = now >= self.expires_at;
        let expired = || verification_transition(self.state, VerificationEvent::Expire, &[]);
        if over { expired().unwrap_or(self.state) } else { self.state }
    }
}

/// What a phone is known by, as hashes.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Of its session.
    pub session: String,
    /// Of the key that it keeps; nothing where it keeps none.
    pub key: Option<String>,
}

/// What the phone sent.
#[derive(Clone, Debug)]
pub struct CaptureRow {
    /// Its verification.
    pub verification: VerificationId,
    /// What it is.
    pub capture: Capture,
    /// Name of its file.
    pub file: String,
    /// Media type found in the bytes.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: String,
    /// What the phone measured as it was taken.
    pub measured: Option<Measured>,
    /// Length of a video, in tenths of a second.
    pub tenths: Option<u32>,
    /// A video without a sound.
    pub silent: bool,
}

/// What an upload is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A paper, for a slot of the filing.
    Paper(Path),
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
    /// The slot of a paper, or a person's verification.
    pub of: Path,
    /// Which picture or video; nothing for a paper.
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
    /// The files of what its phone sent; a paper that became one of the filing's is not among them.
    pub files: Vec<String>,
}
