//! What a reviewer is told beside a filing's own values: what changed since it was returned, what its documents say, and where else its
//! organiser and its people stand.

use crate::by_name::by_name;
use crate::{AttachmentId, Capture, Filing, FilingId, Finding, Path, Reading, ReadingState, SiteId, Status, Timestamp};
use serde::Serialize;

/// What stands behind a filing at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Background {
    /// What was returned last, and what is another now; nothing of a filing that was never returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_return: Option<LastReturn>,
    /// What was read from its documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<DocumentReading>,
    /// Other submitted filings of its organiser or its people, the newest first, 20 at the most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedFiling>,
    /// The account that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountFacts>,
}

by_name! {
    Background,
    must {}
    may { last_return readings related account }
    Background { last_return: None, readings: Vec::new(), related: Vec::new(), account: None }
}

impl Default for Background {
    fn default() -> Background {
        crate::by_name::ByName::empty()
    }
}

/// A submission that was returned or rejected (上次退回), against what was submitted last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastReturn {
    /// When it was returned.
    pub at: Timestamp,
    /// The document as it stood then.
    pub filing: Filing,
    /// Why it was returned.
    pub reasons: Vec<FormerReason>,
    /// Fields, attachments and verifications that are others now, in the order of the pages.
    pub changed: Vec<Path>,
}

by_name! {
    LastReturn,
    must { at filing reasons changed }
    may {}
    LastReturn { at: Timestamp(0), filing: Filing::new(SiteId(0)), reasons: Vec::new(), changed: Vec::new() }
}

/// A reason for that return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormerReason {
    /// The reason.
    pub finding: Finding,
    /// What it was said of is another now.
    pub answered: bool,
}

by_name! {
    FormerReason,
    must { finding answered }
    may {}
    FormerReason { finding: crate::by_name::ByName::empty(), answered: false }
}

/// What was read from a document (图片识别).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentReading {
    /// The upload; nothing of an ID card, which a phone photographed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<AttachmentId>,
    /// Which side of an ID card, of the person of its fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture: Option<Capture>,
    /// What it says.
    pub reading: Reading,
}

by_name! {
    DocumentReading,
    must { reading }
    may { attachment capture }
    DocumentReading { attachment: None, capture: None, reading: Reading::empty(ReadingState::Off) }
}

/// Another filing that a reviewer may want to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedFiling {
    /// The filing.
    pub id: FilingId,
    /// Receipt number.
    pub number: String,
    /// State.
    pub status: Status,
    /// Name of its organiser.
    pub organiser: String,
    /// The main domain of each site.
    pub domains: Vec<String>,
    /// Since when it is in its state.
    pub since: Timestamp,
    /// It is of the same organiser (同一主办单位).
    pub same_organiser: bool,
    /// It has a person of the same identity document (同一负责人).
    pub same_person: bool,
}

by_name! {
    RelatedFiling,
    must { id number status organiser domains since same_organiser same_person }
    may {}
    RelatedFiling {
        id: FilingId(String::new()),
        number: String::new(),
        status: Status::Draft,
        organiser: String::new(),
        domains: Vec::new(),
        since: Timestamp(0),
        same_organiser: false,
        same_person: false,
    }
}

/// What is known of an applicant's account (账号信息).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountFacts {
    /// Since when it exists.
    pub since: Timestamp,
    /// How many filings it has submitted, this one among them.
    pub submitted: u32,
    /// How many of them were approved (已备案).
    pub approved: u32,
}

by_name! {
    AccountFacts,
    must { since submitted approved }
    may {}
    AccountFacts { since: Timestamp(0), submitted: 0, approved: 0 }
}
