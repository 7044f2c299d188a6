//! The rows of authorisation codes (备案授权码).

use beian_model::{FilingId, Timestamp};

/// An authorisation code that an account made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorisationCode {
    /// The code.
    pub code: String,
    /// The account that made it.
    pub owner: String,
    /// The owner's server that it stands for.
    pub resource: String,
    /// Mobile number of the account that it was made for.
    pub mobile: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When its owner withdrew it.
    pub withdrawn_at: Option<Timestamp>,
    /// The filing that uses it.
    pub used: Option<CodeUse>,
}

/// A filing that was submitted uses a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeUse {
    /// The filing.
    pub filing: FilingId,
    /// Its receipt number.
    pub number: String,
    /// Since when.
    pub since: Timestamp,
}
