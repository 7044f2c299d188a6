//! Rows of verifications: the code, who claimed it, what their phone sent.

use crate::secret;
use beian_model::{
    Capture, DocumentType, FilingId, Finding, Measured, Path, Timestamp, VerificationId, VerificationState,
};
use beian_rules::{VerificationEvent, verification_transition};

/// A verification.
#[derive(Clone, Debug)]
pub struct VerificationRow {
    /// Its id.
    pub id: VerificationId,
    /// Its filing.
    pub filing: FilingId,
    /// The field that it is for: a person's verification, or the slot of an attachment.
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
    /// For whom it was decided ([`crate::verification::reuse::subject`]); nothing where that was not known.
    pub subject: Option<String>,
    /// When it passed; of one that repeats an earlier one, when that did.
    pub passed_at: Option<Timestamp>,
    /// The identity document that the phone photographs, as the form had it when the phone claimed the code; nothing before.
    pub document: Option<DocumentType>,
    /// The earlier verification that it repeats, whose captures are its.
    pub same_as: Option<VerificationId>,
}

impl VerificationRow {
    /// One that waits for a phone, with new words and a new code.
    pub fn new(filing: FilingId, of: Path, secret: &str, now: Timestamp, expires_at: Timestamp) -> VerificationRow {
        VerificationRow {
            id: VerificationId(secret::id()),
            filing,
            of,
            state: VerificationState::Waiting,
            secret_hash: secret::hash(secret),
            session_hash: None,
            words: secret::words(),
            code: secret::four_digits(),
            reasons: Vec::new(),
            created_at: now,
            claimed_at: None,
            phone_seen_at: None,
            expires_at,
            revision: 1,
            remote: false,
            sent_to: None,
            other_phones: 0,
            consented_at: None,
            consent_version: None,
            declined_at: None,
            subject: None,
            passed_at: None,
            document: None,
            same_as: None,
        }
    }

    /// The identity document that is photographed: an ID card where nothing else was chosen.
    pub fn document(&self) -> DocumentType {
        self.document.unwrap_or(DocumentType::ResidentId)
    }

    /// What the phone is to send, in this order.
    pub fn needed(&self) -> &'static [Capture] {
        Capture::needed_for(self.of, self.document())
    }

    /// The state at a moment: what was not finished in time has expired. What the server is checking was finished.
    pub fn state_at(&self, now: Timestamp) -> VerificationState {
        let over = now >= self.expires_at;
        let expired = || verification_transition(self.state, VerificationEvent::Expire, &[]);
        if over { expired().unwrap_or(self.state) } else { self.state }
    }
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
    /// When the phone sent it; of a copy, when the first was sent.
    pub at: Timestamp,
}
