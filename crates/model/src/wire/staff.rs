//! What the staff's desk shows and does.

use super::{Background, FilingView};
use crate::{AttachmentId, Capture, FilingId, Finding, Measured, Path, PersonRef, Status, Timestamp, VerificationId};
use serde::{Deserialize, Serialize};

wire! {
    /// One line of the staff's queue.
    pub struct QueueEntry {
        /// The filing.
        pub id: FilingId,
        /// Receipt number.
        pub number: String,
        /// State; nothing where it cannot be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<Status>,
        /// Name of the organiser.
        pub organiser: String,
        /// The main domain of each site.
        pub domains: Vec<String>,
        /// Since when it waits in this state.
        pub since: Timestamp,
        /// Who claimed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reviewer: Option<String>,
        /// What is stored of it cannot be read (数据无法读取): it needs whoever runs the server.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        pub unreadable: bool,
    }

    /// A page of the staff's queue.
    pub struct QueuePage {
        /// Its filings, in order.
        pub entries: Vec<QueueEntry>,
        /// What `after` is to say for the next page; nothing on the last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
    }

    /// One filing as the reviewer sees it.
    pub struct ReviewView {
        /// What the applicant sees.
        pub view: FilingView,
        /// Pictures and video of the verifications.
        pub captures: Vec<CaptureView>,
        /// Persons whose pictures and video were deleted by rule.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub deleted: Vec<DeletedCaptures>,
        /// Which colleague asked for which document and opened it, newest first, the last 200.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub disclosures: Vec<Disclosure>,
        /// Who claimed it (their name).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reviewer: Option<String>,
        /// It is claimed by the one who asks.
        pub mine: bool,
        /// What the rules say of the submitted document, risks included.
        pub findings: Vec<Finding>,
        /// What stands behind it.
        #[serde(default)]
        pub background: Background,
    }

    /// A picture or video that the phone sent.
    pub struct CaptureView {
        /// The verification it belongs to.
        pub verification: VerificationId,
        /// Whose.
        pub person: PersonRef,
        /// What it is.
        pub capture: Capture,
        /// Media type found in the bytes.
        pub media_type: String,
        /// Size in bytes.
        pub size: u64,
        /// What the phone measured as it was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub measured: Option<Measured>,
        /// Length of a video, in tenths of a second.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tenths: Option<u32>,
        /// The four digits that the person was asked to say in the video.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
    }

    /// The pictures and the video of a person's verification were deleted by the retention rule (到期删除).
    pub struct DeletedCaptures {
        /// The verification.
        pub verification: VerificationId,
        /// Whose.
        pub person: PersonRef,
        /// When.
        pub at: Timestamp,
    }

    /// A colleague asked for a link of a document, or opened it (查看记录).
    pub struct Disclosure {
        /// When.
        pub at: Timestamp,
        /// Their name.
        pub by: String,
        /// The slot of an attachment, or a person's verification.
        pub of: Path,
        /// Which picture or video of the verification; nothing for an attachment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub capture: Option<Capture>,
        /// It was opened; false where only a link was asked for.
        pub opened: bool,
    }

    /// A document that a colleague may look at for a short time.
    pub struct ShownLink {
        /// Where, below `/api/v1`: `/staff/shown/…`. It opens for the session that asked for it, as often as it likes.
        pub path: String,
        /// Seconds for which it opens.
        pub expires_in: u32,
    }

    /// The reviewer returns or rejects a filing, or records the bureau's rejection.
    pub struct ReturnRequest {
        /// Reasons, at least one: each a field and what to do, in the reviewer's words.
        #[cfg_attr(feature = "openapi", schema(min_items = 1))]
        pub reasons: Vec<ReturnReason>,
        /// A word on the whole, up to 500 characters.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        #[serde(default)]
        pub note: String,
    }

    /// A reason on a field.
    pub struct ReturnReason {
        /// The field.
        pub path: Path,
        /// What is wrong and what would be right, 1 to 500 characters.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub text: String,
    }
}

/// A document that a colleague asks to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ShowRequest {
    /// An attachment (备案材料) that the filing's document refers to, or referred to.
    Attachment {
        /// The attachment.
        attachment: AttachmentId,
    },
    /// A picture or the video of a verification, one of `captures`.
    Capture {
        /// The verification.
        verification: VerificationId,
        /// Which.
        capture: Capture,
    },
}
