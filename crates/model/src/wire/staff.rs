//! What the staff's desk shows and does.

use super::{Background, FilingView};
use crate::{
    AttachmentId, Capture, Event, FilingId, Finding, Measured, Path, PersonRef, Status, Timestamp, VerificationId,
};
use serde::{Deserialize, Serialize};

coded! {
    /// What came of a call.
    pub enum CallOutcome {
        /// 接通.
        Reached = "reached",
        /// 无人接听.
        Missed = "missed",
        /// 占线.
        Busy = "busy",
        /// 号码有误.
        WrongNumber = "wrong_number",
    }
}

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
        /// The one who asks may take it: nobody has it, or they are a senior.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        pub may_take: bool,
        /// What the rules say of the submitted document, risks included.
        pub findings: Vec<Finding>,
        /// What stands behind it.
        #[serde(default)]
        pub background: Background,
        /// What colleagues wrote on fields and have not sent yet (标注).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub marks: Vec<FieldMark>,
        /// And of the whole; empty where nothing was written.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub note: String,
        /// A decision that can still be undone: `view` is as it was before it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pending: Option<PendingDecision>,
        /// The first of two approvals (双人复核).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub first_approval: Option<FirstApproval>,
        /// Calls about it, newest first, the last 200 (通话记录).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub calls: Vec<CallRecord>,
        /// What colleagues told each other of it, newest first, the last 200 (内部备注).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub remarks: Vec<Remark>,
        /// The last call of this state reached nobody: what comes next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub follow_up: Option<FollowUp>,
    }

    /// A call of a colleague about a filing.
    pub struct CallRecord {
        /// When.
        pub at: Timestamp,
        /// By whom (their name).
        pub by: String,
        /// The number that was called.
        pub number: String,
        /// What came of it.
        pub outcome: CallOutcome,
        /// What was said; may be empty.
        pub note: String,
    }

    /// A call to be noted.
    pub struct CallRequest {
        /// The number that was called, 1 to 32 characters.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 32))]
        pub number: String,
        /// What came of it.
        pub outcome: CallOutcome,
        /// What was said, up to 500 characters.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        #[serde(default)]
        pub note: String,
    }

    /// What a colleague told the others of a filing.
    pub struct Remark {
        /// When.
        pub at: Timestamp,
        /// By whom (their name).
        pub by: String,
        /// The text.
        pub text: String,
    }

    /// What follows calls that reached nobody.
    pub struct FollowUp {
        /// When to call again: an hour after the last call.
        pub call_again: Timestamp,
        /// Two calls reached nobody: the filing may be returned.
        pub may_return: bool,
    }

    /// The first of two approvals: another colleague's is waited for (双人复核).
    pub struct FirstApproval {
        /// Whose (their name).
        pub by: String,
        /// When.
        pub at: Timestamp,
        /// What they said of the whole; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub note: String,
        /// It is by the one who asks, who cannot approve it again.
        pub mine: bool,
    }

    /// What a colleague wrote on a field, before it is sent as a reason for a return.
    pub struct FieldMark {
        /// The field.
        pub path: Path,
        /// What is wrong and what would be right.
        pub text: String,
        /// Who wrote it last (their name).
        pub by: String,
        /// When.
        pub at: Timestamp,
    }

    /// A decision that can be undone until a moment: nobody is told of it before (待生效的决定).
    pub struct PendingDecision {
        /// What was decided: `approve`, `return` or `reject`.
        pub event: Event,
        /// By whom (their name).
        pub by: String,
        /// It can be undone before this.
        pub until: Timestamp,
        /// By the one who asks: who has the filing, or a senior.
        pub may_undo: bool,
    }

    /// The library of reasons (退回理由库).
    pub struct ReasonLibrary {
        /// Its reasons, the most used first.
        pub reasons: Vec<LibraryReason>,
    }

    /// A reason for a return that is given often: what is wrong, and what to do.
    pub struct LibraryReason {
        /// Its id.
        pub id: String,
        /// Ends of the paths that it is for; none: any field.
        pub fields: Vec<String>,
        /// In Chinese.
        pub zh: String,
        /// In English.
        pub en: String,
        /// How often a filing was returned or rejected for it.
        pub times: u32,
    }

    /// What a colleague writes on a field, or of the whole.
    pub struct MarkText {
        /// Up to 500 characters; of a field, one at least.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub text: String,
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

    /// A decision before it is made: what would its applicant read?
    pub struct NoticeRequest {
        /// What would be decided: `approve`, `return`, `reject` or `bureau_reject`.
        pub event: Event,
        /// The reasons.
        #[serde(default)]
        pub reasons: Vec<ReturnReason>,
        /// A word on the whole, up to 500 characters.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        #[serde(default)]
        pub note: String,
    }

    /// What an applicant would read by SMS and e-mail.
    pub struct NoticeText {
        /// The text, in the language of the account's messages; empty where nobody is told.
        pub text: String,
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

impl LibraryReason {
    /// It is for this field. Which site a path is of does not matter: `sites[].name` is the name of any.
    pub fn fits(&self, path: Path) -> bool {
        let path = path.to_string();
        let mut plain = String::with_capacity(path.len());
        for (n, part) in path.split('[').enumerate() {
            match part.split_once(']') {
                Some((_, rest)) if n > 0 => plain.extend(["[]", rest]),
                _ => plain.push_str(part),
            }
        }
        let plain = plain.strip_suffix("[]").unwrap_or(&plain);
        let ends =
            |end: &String| plain.strip_suffix(end.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        self.fields.is_empty() || self.fields.iter().any(ends)
    }

    /// As it is written on a field: the applicant may read either language.
    pub fn text(&self) -> String {
        [self.zh.as_str(), self.en.as_str()].join("\n").trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_the_fields_whose_paths_end_so() {
        let fits = |fields: &[&str], path: &str| {
            let fields = fields.iter().map(|one| (*one).to_owned()).collect();
            let reason = LibraryReason { id: String::new(), fields, zh: String::new(), en: String::new(), times: 0 };
            reason.fits(path.parse().unwrap())
        };
        for (fields, path, expected) in [
            (&["sites[].name"][..], "sites[3f2a9c01].name", true),
            (&["sites[].name"], "organiser.name", false),
            (&["responsible_person.mobile"], "sites[3f2a9c01].responsible_person.mobile", true),
            (&["responsible_person.mobile"], "organiser.responsible_person.mobile", true),
            (&["domains"], "sites[3f2a9c01].domains[0]", true),
            (&["name"], "organiser.name", true),
            (&["ame"], "organiser.name", false),
            (&["email", "mobile"], "organiser.responsible_person.mobile", true),
            (&[], "organiser.name", true),
        ] {
            assert_eq!(fits(fields, path), expected, "{fields:?} {path}");
        }
    }
}
