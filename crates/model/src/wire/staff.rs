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
        /// Until when staff promised the next step (两个工作日); nothing where it is not theirs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<Timestamp>,
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
        /// How many filings each tab has.
        pub counts: QueueCounts,
        /// Names this answer to `If-None-Match`, as its `ETag` does.
        pub tag: String,
    }

    /// How many filings each tab of the queue has, whatever is searched or filtered; counted as far as 1,000.
    pub struct QueueCounts {
        /// 待处理: staff have the next step.
        pub waiting: u32,
        /// 我的: taken by the one who asks, and not ended.
        pub mine: u32,
        /// 待申请人处理: with the applicant.
        pub applicant: u32,
        /// 管局处理中: at the ministry or the bureau.
        pub bureau: u32,
        /// 已结束: ended.
        pub done: u32,
    }

    /// The filing that a colleague takes next.
    pub struct QueueNext {
        /// It; nothing where nobody waits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub filing: Option<FilingId>,
    }

    /// Who a filing is handed over to.
    pub struct HandOver {
        /// Id of the colleague, one of `GET /staff/colleagues`.
        pub to: String,
    }

    /// Filings that are taken, or given to a colleague, at once.
    pub struct AssignRequest {
        /// Which, 1 to 100.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
        pub filings: Vec<FilingId>,
        /// Id of the colleague; without it, the one who asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub to: Option<String>,
    }

    /// What became of each.
    pub struct AssignAnswer {
        /// In the order in which they were asked for.
        pub results: Vec<Assigned>,
    }

    /// What became of one.
    pub struct Assigned {
        /// The filing.
        pub filing: FilingId,
        /// Why it stays as it was, in the reader's language; nothing where it was assigned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub refused: Option<String>,
    }

    /// Those who work at the desk.
    pub struct ColleagueList {
        /// By name.
        pub colleagues: Vec<ColleagueView>,
    }

    /// One who works at the desk.
    pub struct ColleagueView {
        /// Names them to `to`.
        pub id: String,
        /// Their name.
        pub name: String,
        /// It is the one who asks.
        pub me: bool,
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
