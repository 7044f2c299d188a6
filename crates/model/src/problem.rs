//! Why a request was refused: the RFC 9457 problem document, with findings where fields are concerned.

use crate::Finding;
use crate::by_name::by_name;
use serde::Serialize;

coded! {
    /// Kind of a problem; travels as the last part of `type`.
    pub enum ProblemKind {
        /// 400: the request cannot be read (not JSON, a field of the wrong type).
        Unreadable = "unreadable",
        /// 401: no session, or it ended.
        SignedOut = "signed-out",
        /// 401: unknown e-mail or wrong password, without telling which.
        WrongCredentials = "wrong-credentials",
        /// 403: the request came from another site (`Origin`).
        ForeignOrigin = "foreign-origin",
        /// 404: nothing here that this session may see.
        NotFound = "not-found",
        /// 405: the address exists, the method does not.
        MethodNotAllowed = "method-not-allowed",
        /// 409: another filing of this account is in flight; `filing` names it.
        FilingInFlight = "filing-in-flight",
        /// 409: the state of the filing does not allow this.
        NotNow = "not-now",
        /// 409: the same `Idempotency-Key` came with another request.
        KeyReused = "key-reused",
        /// 409: the part of an upload does not begin where the last one ended; ask for the state and go on from there.
        WrongOffset = "wrong-offset",
        /// 410: the one-time secret was used by another phone.
        SecretUsed = "secret-used",
        /// 410: the one-time secret is too old, was replaced, or never existed.
        SecretExpired = "secret-expired",
        /// 410: the verification was ended from the desktop.
        Cancelled = "cancelled",
        /// 412: the filing changed since it was read.
        Stale = "stale",
        /// 413: the body is larger than allowed.
        TooLarge = "too-large",
        /// 415: the bytes are not of a kind that is taken here.
        UnsupportedMedia = "unsupported-media",
        /// 422: fields are wrong; see `findings`.
        Invalid = "invalid",
        /// 422: the SMS code is wrong; `tries_left` says how often it may still be tried.
        WrongCode = "wrong-code",
        /// 422: the SMS code is too old or was never sent.
        CodeExpired = "code-expired",
        /// 428: a write without `If-Match`, a creation without `Idempotency-Key`, or a part without `Content-Digest`.
        PreconditionRequired = "precondition-required",
        /// 429: too many tries; `retry_after` says when again.
        TooMany = "too-many",
        /// 500: our fault; nothing of it is told.
        Internal = "internal",
        /// 503: the server cannot do it at the moment (full disk, database away).
        Unavailable = "unavailable",
    }
}

impl ProblemKind {
    /// The HTTP status that goes with the kind.
    pub const fn status(self) -> u16 {
        match self {
            ProblemKind::Unreadable => 400,
            ProblemKind::SignedOut | ProblemKind::WrongCredentials => 401,
            ProblemKind::ForeignOrigin => 403,
            ProblemKind::NotFound => 404,
            ProblemKind::MethodNotAllowed => 405,
            ProblemKind::FilingInFlight | ProblemKind::NotNow | ProblemKind::KeyReused | ProblemKind::WrongOffset => {
                409
            }
            ProblemKind::SecretUsed | ProblemKind::SecretExpired | ProblemKind::Cancelled => 410,
            ProblemKind::Stale => 412,
            ProblemKind::TooLarge => 413,
            ProblemKind::UnsupportedMedia => 415,
            ProblemKind::Invalid | ProblemKind::WrongCode | ProblemKind::CodeExpired => 422,
            ProblemKind::PreconditionRequired => 428,
            ProblemKind::TooMany => 429,
            ProblemKind::Internal => 500,
            ProblemKind::Unavailable => 503,
        }
    }
}

/// What `type` of every problem begins with.
pub const PROBLEM_TYPE_PREFIX: &str = "urn:beian:problem:";

/// A problem document (RFC 9457), media type `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:beian:problem:` and the kind.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind in words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time and what to do, in the reader's language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What is wrong with which field, where fields are concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// With `too-many`: seconds until the next try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With `wrong-code`: how often it may still be tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// With `filing-in-flight`: the filing that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<super::FilingId>,
    /// With `too-many`: how to reach a human, as the operator wrote it (`客服 400-000-0000`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

by_name! {
    Problem,
    must { type_ = "type" title status }
    may { detail findings retry_after tries_left filing contact }
    Problem {
        type_: String::new(),
        title: String::new(),
        status: 0,
        detail: String::new(),
        findings: Vec::new(),
        retry_after: None,
        tries_left: None,
        filing: None,
        contact: None,
    }
}

impl Problem {
    /// A problem that says no more than its kind.
    pub fn new(kind: ProblemKind) -> Problem {
        Problem {
            type_: format!("{PROBLEM_TYPE_PREFIX}{kind}"),
            title: String::new(),
            status: kind.status(),
            detail: String::new(),
            findings: Vec::new(),
            retry_after: None,
            tries_left: None,
            filing: None,
            contact: None,
        }
    }

    /// The kind, where this program knows it.
    pub fn kind(&self) -> Option<ProblemKind> {
        self.type_.strip_prefix(PROBLEM_TYPE_PREFIX)?.parse().ok()
    }
}
