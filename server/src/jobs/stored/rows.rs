//! The rows of the jobs.

use beian_model::{Timestamp, VerificationId};

/// When what is personal has been kept long enough.
#[derive(Clone, Copy, Debug)]
pub struct KeptFor {
    /// Seconds after the end of a filing that was submitted.
    pub ended: i64,
    /// Seconds after a filing was abandoned or a draft lapsed, and after a verification that did not pass.
    pub abandoned: i64,
}

/// A verification whose captures were kept long enough.
#[derive(Clone, Debug)]
pub struct DueCaptures {
    /// The verification.
    pub verification: VerificationId,
    /// The files of what its phone sent; an attachment that became one of the filing's is not among them.
    pub files: Vec<String>,
}

/// What the jobs last knew of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The time then.
    pub at: Timestamp,
    /// For how many seconds of running the clock was still doubted.
    pub doubted_for: i64,
}
