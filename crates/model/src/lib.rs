//! What a filing is: plain serde types without behaviour beyond constructors and access by [`Path`].
//!
//! - `coded`: enums that travel as stable text codes.
//! - `ids`, `date`: newtypes for identifiers, points in time and dates.
//! - `lists`: option lists of the forms (natures, certificates, service contents, …).
//! - `province`: the 31 provinces that keep filings.
//! - `filing`, `organiser`, `person`, `site`, `attachment`: the document.
//! - `fields`: the table of fields: everything that is known of one in its row; `field`: its columns.
//! - `path`, `access`, `value`: naming a field, and reading or writing it by name.
//! - `shown`: which fields preview and desk show, in which order.
//! - `changes`: what two documents of one filing differ in; `proof`: which document proves which field.
//! - `finding`: what a rule says of a field, and what rules must be told from outside.
//! - `params`: what a finding tells its words: each name with its type.
//! - `requirement`: what a bureau asks beyond the national rules.
//! - `attachments`: which attachments a filing takes, in which slot, and what a file must be.
//! - `later`: a value of an answer that is read when somebody asks for it.
//! - `objects`: reading objects from objects alone, however deep.
//! - `merge`: two changes of one document become one.
//! - `reading`: what a picture says, read by the server's OCR.
//! - `sample`: a complete filing that belongs to nobody.
//! - `status`, `timeline`: where a filing stands and how it came there.
//! - `measured`: what the phone measured on its camera's frames.
//! - `verification`: a person's authenticity verification by phone.
//! - `wire`: what requests and answers carry around the document.
//! - `problem`: the RFC 9457 document of every refused request.

#[macro_use]
mod coded;

/// What the macro [`coded_enum`] writes needs it.
#[doc(hidden)]
pub use serde;

pub mod access;
pub mod attachment;
pub mod attachments;
mod by_name;
pub mod changes;
pub mod date;
pub mod field;
pub mod fields;
pub mod filing;
pub mod finding;
pub mod ids;
pub mod later;
pub mod lists;
pub mod measured;
pub mod merge;
pub mod objects;
pub mod organiser;
pub mod paper;
pub mod params;
mod part;
pub mod path;
pub mod person;
pub mod problem;
pub mod proof;
pub mod province;
pub mod reading;
pub mod requirement;
pub mod sample;
pub mod shown;
pub mod site;
pub mod status;
pub mod timeline;
pub mod value;
pub mod verification;
pub mod wire;

pub use attachment::Attachment;
pub use coded::UnknownCode;
pub use date::{Date, Timestamp};
pub use fields::{AgreementField, OrganiserField, PaperField, PersonField, PreApprovalField, SiteField};
pub use filing::{Agreements, BasicInformation, Filing, NewerForm, Step};
pub use finding::{Facts, Finding, RuleId, Severity};
pub use ids::{AttachmentId, FilingId, SiteId, UploadId, VerificationId};
pub use later::Later;
pub use lists::{
    CertificateType, DocumentType, Language, Nature, PersonIs, PreApprovalKind, ResourceKind, ServiceContent,
};
pub use measured::{Measure, Measured, Score, TakenBy};
pub use organiser::Organiser;
pub use paper::{Paper, PaperKind};
pub use path::Path;
pub use person::{PersonRef, ResponsiblePerson};
pub use problem::{Problem, ProblemKind};
pub use province::Province;
pub use reading::{PersonReading, ReadField, Reading, ReadingState, Region, Spot};
pub use requirement::{
    AttachmentCase, BureauAttachment, ProvinceRule, ProvinceRules, RemarkCase, RemarkOf, Requirement, Subject, Who,
};
pub use site::{PreApproval, Site};
pub use status::{Actor, Event, Party, Status};
pub use timeline::TimelineEntry;
pub use value::Value;
pub use verification::{CONSENT_VERSION, Capture, LinkChannel, VerificationState};
