//! The hand-off to a phone, for a person's authenticity verification (真实性核验) or an attachment (备案材料): its states, and what the
//! phone sends.

use super::Path;

coded! {
    /// State of one attempt; moves forward only.
    pub enum VerificationState {
        /// The code is on the desktop's screen, not yet claimed by a phone.
        Waiting = "waiting",
        /// A phone claimed it.
        Connected = "connected",
        /// The portrait side (人像面) arrived.
        Portrait = "portrait",
        /// The emblem side (国徽面) arrived.
        Emblem = "emblem",
        /// The video (视频核身) arrived; the person looks at everything before finishing.
        Video = "video",
        /// Finished on the phone, the server is checking.
        Checking = "checking",
        /// Passed: complete and readable; a reviewer compares it with the register. An attachment stands in the document now.
        Passed = "passed",
        /// Failed, with reasons.
        Failed = "failed",
        /// Nobody claimed it in time, or the phone took too long.
        Expired = "expired",
        /// Ended from the desktop, or replaced by a newer code.
        Cancelled = "cancelled",
    }
}

coded! {
    /// What the phone takes and sends.
    pub enum Capture {
        /// Portrait side of the ID card (人像面).
        Portrait = "portrait",
        /// Emblem side of the ID card (国徽面).
        Emblem = "emblem",
        /// Verification video (视频核身).
        Video = "video",
        /// An attachment (备案材料) that is not on the computer.
        Attachment = "attachment",
    }
}

coded! {
    /// How a link is sent to a person elsewhere (远程核验链接).
    pub enum LinkChannel {
        /// By SMS, to a mobile number in mainland China.
        Sms = "sms",
        /// By e-mail.
        Email = "email",
    }
}

/// Version of the text that a person agrees to before any camera opens (告知同意书版本); it grows with every change of that text,
/// and the server takes no other.
pub const CONSENT_VERSION: &str = "2026-11-29";

impl Capture {
    /// What the phone is to send for a field: a person's verification, or an attachment.
    pub const fn needed_for(at: Path) -> &'static [Capture] {
        match at.verified_person() {
            Some(_) => &[Capture::Portrait, Capture::Emblem, Capture::Video],
            None => &[Capture::Attachment],
        }
    }
}

impl VerificationState {
    /// A phone holds it and is at work.
    pub const fn is_on_phone(self) -> bool {
        matches!(
            self,
            VerificationState::Connected
                | VerificationState::Portrait
                | VerificationState::Emblem
                | VerificationState::Video
        )
    }

    /// Nothing follows this state.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            VerificationState::Passed
                | VerificationState::Failed
                | VerificationState::Expired
                | VerificationState::Cancelled
        )
    }
}
