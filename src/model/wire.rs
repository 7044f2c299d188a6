//! What requests and answers carry around the document. Every type here is part of the JSON contract (`/api/v1`).

use super::{
    AttachmentId, BasicInformation, Capture, Filing, FilingId, LinkChannel, Measured, Path, PersonRef, ResourceKind,
    SiteId, Status, TimelineEntry, Timestamp, UploadId, VerificationId, VerificationState,
};
use crate::rules::{Facts, Finding};
use serde::{Deserialize, Serialize};

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

wire! {
    /// Asks for a code by SMS: to sign in, or to prove a responsible person's mobile number.
    pub struct CodeRequest {
        /// Mobile number in mainland China, 11 digits.
        pub mobile: String,
    }

    /// A code was sent.
    pub struct CodeSent {
        /// Seconds for which the code holds.
        pub expires_in: u32,
        /// Seconds until another may be asked for.
        pub resend_in: u32,
        /// Where the embedded outbox shows the message, on installations that send nothing: a path on this server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub outbox: Option<String>,
    }

    /// A mobile number and the code that was sent to it.
    pub struct CodeAnswer {
        /// The number the code was sent to.
        pub mobile: String,
        /// The code as typed, six digits.
        pub code: String,
    }

    /// Who is signed in as applicant.
    pub struct Account {
        /// The mobile number, with the middle digits masked: `138****8000`.
        pub mobile: String,
    }

    /// Staff sign-in.
    pub struct Credentials {
        /// E-mail address.
        pub email: String,
        /// Password.
        pub password: String,
    }

    /// Who is signed in as staff.
    pub struct StaffAccount {
        /// E-mail address.
        pub email: String,
        /// Name shown to applicants and colleagues.
        pub name: String,
    }

    /// A cloud resource of the account, eligible or not (云资源).
    pub struct CloudResource {
        /// Kind of resource.
        pub kind: ResourceKind,
        /// Its id with the provider, such as `ins-1a2b3c4d`.
        pub id: String,
        /// What the customer calls it.
        pub name: String,
        /// Public address, where it has one.
        pub address: String,
        /// How many more sites it may carry (备案名额).
        pub sites_left: u32,
        /// Why it cannot be chosen; nothing where it can.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub refused: Option<Refusal>,
    }

    /// One line of "my filings".
    pub struct FilingSummary {
        /// The filing.
        pub id: FilingId,
        /// Receipt number that people say on the phone (订单号).
        pub number: String,
        /// State.
        pub status: Status,
        /// Name of the organiser, empty while it is not typed.
        pub organiser: String,
        /// The main domain of each site.
        pub domains: Vec<String>,
        /// Where the applicant was.
        pub step: super::Step,
        /// Last change.
        pub updated_at: Timestamp,
        /// End of the ministry's window for the SMS code, while it is open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sms_until: Option<Timestamp>,
    }

    /// One filing with all that the applicant may know of it.
    pub struct FilingView {
        /// The filing.
        pub id: FilingId,
        /// Receipt number that people say on the phone (订单号).
        pub number: String,
        /// Grows with every write; also the `ETag`.
        pub version: u64,
        /// State.
        pub status: Status,
        /// The document.
        pub filing: Filing,
        /// What was found that no rule of the browser knows: server checks and reviewers' reasons that still stand.
        pub findings: Vec<Finding>,
        /// What the rules need to know from outside.
        pub facts: Facts,
        /// Changes of state, oldest first.
        pub timeline: Vec<TimelineEntry>,
        /// The newest attempt of each responsible person to be verified, and of each paper to be sent by phone.
        pub verifications: Vec<VerificationView>,
        /// The ministry's SMS window, once it was opened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sms: Option<SmsWindow>,
        /// Verifications of this account that still hold, for persons of this filing who are not verified in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub verified_before: Vec<VerifiedBefore>,
        /// How to reach a human, as the operator wrote it; empty where they wrote nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub contact: String,
        /// Numbers issued by the bureau.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub numbers: Option<IcpNumbers>,
        /// The server reads pictures (OCR): a paper that is uploaded first saves typing.
        #[serde(default)]
        pub reads_pictures: bool,
        /// When it was begun.
        pub created_at: Timestamp,
        /// Last change.
        pub updated_at: Timestamp,
    }

    /// The 24 hours in which the ministry's code must be entered (短信核验).
    pub struct SmsWindow {
        /// When the package went to the bureau.
        pub opened_at: Timestamp,
        /// When the window closes.
        pub closes_at: Timestamp,
        /// Who received a code: masked numbers, each once.
        pub phones: Vec<SmsPhone>,
    }

    /// A phone that received the ministry's code.
    pub struct SmsPhone {
        /// Masked number: `138****8000`.
        pub mobile: String,
        /// Masked last six characters of the document that must be entered: `**0010`.
        pub document_hint: String,
    }

    /// What the bureau issued (备案号).
    pub struct IcpNumbers {
        /// The organiser's number (主体备案号), such as `粤ICP备12345678号`.
        pub organiser: String,
        /// Each site's number (网站备案号).
        pub sites: Vec<SiteNumber>,
    }

    /// A site's number.
    pub struct SiteNumber {
        /// The site.
        pub site: SiteId,
        /// Its number (网站备案号), such as `粤ICP备12345678号-1`.
        pub number: String,
    }

    /// Asks a phone for a verification of a responsible person, or for a paper.
    pub struct VerificationRequest {
        /// The field: `organiser.responsible_person.verification`, a site person's, or the slot of a paper.
        pub of: Path,
        /// For a person elsewhere (远程核验): the link holds longer than a code on the screen.
        #[serde(default)]
        pub remote: bool,
        /// The code that this one renews by itself, without a person having asked: refused (409) where a phone has claimed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub renews: Option<VerificationId>,
    }

    /// Sends the link of a waiting remote verification to the person (发送核验链接).
    pub struct LinkRequest {
        /// How.
        pub channel: LinkChannel,
        /// Mobile number in mainland China, or e-mail address.
        pub to: String,
        /// The secret that the creation answered with: the server keeps its hash only.
        pub secret: String,
    }

    /// An earlier verification of the account that holds for a person of this filing (沿用已有核验).
    pub struct VerifiedBefore {
        /// The field that it would serve: a person's verification.
        pub of: Path,
        /// The earlier verification.
        pub verification: VerificationId,
        /// Name of the person, as it stands in this filing.
        pub name: String,
        /// Receipt number of the filing in which it was made; empty for this one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub number: String,
        /// When it passed.
        pub at: Timestamp,
        /// Until when it holds.
        pub until: Timestamp,
    }

    /// Takes an earlier verification over, instead of filming again.
    pub struct VerificationReuse {
        /// The field.
        pub of: Path,
        /// The earlier verification, one of `verified_before`.
        pub verification: VerificationId,
    }

    /// A verification that was made: the only answer that ever carries the secret.
    pub struct VerificationCreated {
        /// The verification.
        pub verification: VerificationView,
        /// One-time secret, 43 characters of base64url; belongs into the fragment of the phone page's address.
        pub secret: String,
    }

    /// A verification as the desktop sees it.
    pub struct VerificationView {
        /// The verification.
        pub id: VerificationId,
        /// The field that it is for: a person's verification, or the slot of a paper.
        pub of: Path,
        /// State.
        pub state: VerificationState,
        /// Until when the code can be claimed, or the phone's session lasts.
        pub expires_at: Timestamp,
        /// Seconds until then, by the server's clock; 0 when it is over.
        pub expires_in: u32,
        /// For a person elsewhere.
        #[serde(default)]
        pub remote: bool,
        /// To whom the link was sent, masked: `138****8000`, `z***@example.com`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sent_to: Option<String>,
        /// How many other phones tried this code after it was claimed.
        #[serde(default)]
        pub other_phones: u32,
        /// Grows with every change of this view; also the `ETag`.
        pub revision: u64,
        /// Both screens show these two words' numbers (0 to 255 each), so that a person can tell that their own phone is connected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<[u8; 2]>,
        /// When the phone was last heard of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub phone_seen_at: Option<Timestamp>,
        /// The person on the phone said that it is not them, or that they do not know who asks; they may still agree.
        #[serde(default)]
        pub declined: bool,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub reasons: Vec<Finding>,
    }

    /// The phone exchanges the secret for a session of its own.
    pub struct HandoffClaim {
        /// The secret from the address's fragment.
        pub secret: String,
        /// 128 random bits or more that this phone keeps: a phone that never got the answer is let in again by the same secret and key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub key: Option<String>,
    }

    /// A verification as the phone sees it.
    pub struct HandoffView {
        /// The hand-off. What the page sends of it names it (`X-Hand-Off`), so that a second code in the same browser changes nothing of
        /// what an open page does.
        pub id: VerificationId,
        /// State.
        pub state: VerificationState,
        /// The two words shown on both screens.
        pub words: [u8; 2],
        /// Organiser on whose behalf it is asked.
        pub organiser: String,
        /// Who asks: the account's mobile number, masked.
        pub account: String,
        /// When the person agreed, on this phone, to what will be done; no camera opens and nothing is taken before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consented_at: Option<Timestamp>,
        /// The person said no here, and has not agreed since.
        #[serde(default)]
        pub declined: bool,
        /// For how long what is sent will be kept; nothing for a paper, which stays with its filing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kept: Option<KeptDays>,
        /// How to reach a human, as the operator wrote it; empty where they wrote nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub contact: String,
        /// Grows with every change of this view; also the `ETag`.
        pub revision: u64,
        /// The field that it is for: a person's verification, or the slot of a paper.
        pub of: Path,
        /// Name of the site that the field belongs to.
        pub site: String,
        /// Four digits to say aloud in the video.
        pub code: String,
        /// What has already arrived.
        pub received: Vec<Capture>,
        /// Until when the session lasts.
        pub expires_at: Timestamp,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub reasons: Vec<Finding>,
    }

    /// After how many days pictures and videos of a person are deleted (资料保存期限).
    pub struct KeptDays {
        /// After the filing has ended.
        pub ended: u32,
        /// Where it led to nothing: the filing was abandoned, or the verification did not pass.
        pub abandoned: u32,
        /// Days for which other filings of the account may take the verification over; 0 where they may not.
        pub holds: u32,
    }

    /// The person agrees to what will be done, before any camera opens (告知同意).
    pub struct HandoffConsent {
        /// Version of the text that was shown: [`super::CONSENT_VERSION`].
        pub version: String,
    }

    /// Begins to send a picture or the video in parts, or finds the same one again.
    pub struct CaptureRequest {
        /// What it is.
        pub capture: Capture,
        /// Size in bytes.
        pub size: u64,
        /// SHA-256 of the whole, 64 hexadecimal digits in lower case.
        pub sha256: String,
        /// What was measured as it was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub measured: Option<Measured>,
    }

    /// How far a picture or video is.
    pub struct CaptureUpload {
        /// The upload.
        pub id: UploadId,
        /// What it is.
        pub capture: Capture,
        /// Size in bytes.
        pub size: u64,
        /// Bytes that have arrived: where the next part begins.
        pub received: u64,
        /// Most bytes of a part.
        pub part: u32,
        /// How the hand-off stands with it, once the last part has arrived and the whole was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub taken: Option<HandoffView>,
    }

    /// One line of the staff's queue.
    pub struct QueueEntry {
        /// The filing.
        pub id: FilingId,
        /// Receipt number.
        pub number: String,
        /// State.
        pub status: Status,
        /// Name of the organiser.
        pub organiser: String,
        /// The main domain of each site.
        pub domains: Vec<String>,
        /// Since when it waits in this state.
        pub since: Timestamp,
        /// Who claimed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reviewer: Option<String>,
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
        /// The slot of a paper, or a person's verification.
        pub of: Path,
        /// Which picture or video of the verification; nothing for a paper.
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
        pub reasons: Vec<ReturnReason>,
        /// A word on the whole.
        #[serde(default)]
        pub note: String,
    }

    /// A reason on a field.
    pub struct ReturnReason {
        /// The field.
        pub path: Path,
        /// What is wrong and what would be right, 1 to 500 characters.
        pub text: String,
    }

    /// The applicant or reviewer says why.
    pub struct Reason {
        /// In their words, up to 500 characters.
        #[serde(default)]
        pub note: String,
    }

    /// An upload was stored.
    pub struct Uploaded {
        /// What the document keeps of it.
        pub attachment: super::Attachment,
        /// The field it was sent for.
        pub slot: Path,
    }

    /// What passed the basic check.
    pub struct BasicCheckPassed {
        /// The values that passed; the check holds while they stay.
        pub information: BasicInformation,
    }

    /// Names an attachment of a filing.
    pub struct AttachmentRef {
        /// Where the server keeps it.
        pub id: AttachmentId,
    }

    /// Begins an upload in parts, or finds the same one again.
    pub struct UploadRequest {
        /// The field that the file is for.
        pub slot: Path,
        /// The file's name on the applicant's machine, for the applicant's eyes.
        pub name: String,
        /// Size in bytes.
        pub size: u64,
        /// SHA-256 of the whole file, 64 hexadecimal digits in lower case.
        pub sha256: String,
    }

    /// How far an upload is.
    pub struct UploadView {
        /// The upload.
        pub id: UploadId,
        /// The field that the file is for.
        pub slot: Path,
        /// Size in bytes.
        pub size: u64,
        /// Bytes that have arrived: where the next part begins.
        pub received: u64,
        /// Most bytes of a part.
        pub part: u32,
        /// What became of it, once the last part has arrived.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub uploaded: Option<Uploaded>,
    }

    /// What is known of a domain before anything is filed.
    pub struct DomainView {
        /// In ASCII, as registries have it: `xn--fsqv13goyc.xn--fiqs8s`; empty where no domain that may be filed was named.
        pub domain: String,
        /// As people read it: `示例甲.中国`; empty like `domain`.
        pub unicode: String,
        /// What stands against it; empty where nothing is known.
        pub findings: Vec<Finding>,
    }

    /// The organiser of an earlier filing of the account, which can be taken over.
    pub struct PreviousOrganiser {
        /// Its name; nothing where no earlier filing names one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }
}

/// A document that a colleague asks to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ShowRequest {
    /// A paper (备案材料) that the filing's document refers to, or referred to.
    Paper {
        /// The paper.
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

coded! {
    /// Why a cloud resource cannot carry a filing (不可选原因).
    pub enum Refusal {
        /// 非包年包月: billed by use.
        PayAsYouGo = "pay_as_you_go",
        /// 无公网 IP: no public address.
        NoPublicAddress = "no_public_address",
        /// 购买时长不足三个月: bought for less than three months in total.
        BoughtTooShort = "bought_too_short",
        /// 剩余有效期不足一个月: less than a month left.
        TooLittleLeft = "too_little_left",
        /// 已过期.
        Expired = "expired",
        /// 名额已用完: carries as many sites as it may.
        NoSlotLeft = "no_slot_left",
        /// 非中国大陆地区: outside mainland China.
        Overseas = "overseas",
    }
}
