//! What requests and answers carry around the document. Every type here is part of the JSON contract (`/api/v1`).
//!
//! - `session`: signing in, of applicants and of staff
//! - `filing`: a filing as its applicant sees it, and what is around it
//! - `upload`: attachments (备案材料) on their way, in parts
//! - `verification`: the desktop's side of a hand-off to a phone (扫码核验), and verifications that serve again
//! - `handoff`: the phone's side of a hand-off
//! - `staff`: what the staff's desk shows and does, `background`: what it tells beside a filing's own values

macro_rules! wire {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty),* $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            pub struct $name { $($(#[$fmeta])* pub $field: $type),* }
        )+
    };
}

mod background;
mod filing;
mod handoff;
mod session;
mod staff;
mod upload;
mod verification;

pub use background::{AccountFacts, Background, DocumentReading, FormerReason, LastReturn, RelatedFiling};
pub use filing::{
    BasicCheckPassed, BeginRequest, CameBack, CloudResource, DomainView, FilingSummary, FilingView, IcpNumbers,
    PreviousOrganiser, Reason, Refusal, SiteNumber, SmsPhone, SmsReport, SmsSaid, SmsSaying, SmsWindow,
};
pub use handoff::{CaptureRequest, CaptureUpload, HandoffClaim, HandoffConsent, HandoffView};
pub use session::{
    Account, CodeAnswer, CodeRequest, CodeSent, Credentials, PasswordChange, Role, SecondFactor, SessionList,
    SessionView, StaffAccount,
};
pub use staff::{
    AssignAnswer, AssignRequest, Assigned, CallOutcome, CallRecord, CallRequest, CaptureView, ColleagueList,
    ColleagueView, DeletedCaptures, Disclosure, FieldMark, FirstApproval, FollowUp, HandOver, LibraryReason, MarkText,
    NoticeRequest, NoticeText, PendingDecision, QueueCounts, QueueEntry, QueueNext, QueuePage, ReasonLibrary, Remark,
    ReturnReason, ReturnRequest, ReviewView, ShowRequest, ShownLink,
};
pub use upload::{AttachmentRef, UploadRequest, UploadView, Uploaded};
pub use verification::{
    LinkRequest, VerificationCreated, VerificationRequest, VerificationReuse, VerificationView, VerifiedBefore,
};
