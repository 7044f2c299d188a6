//! The rows of accounts and codes.

use beian_model::Timestamp;

/// An applicant's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its mobile number.
    pub mobile: String,
}

/// An SMS code.
#[derive(Clone, Debug)]
pub struct Code {
    /// What it is for: `sign-in`, or a filing's id.
    pub purpose: String,
    /// The number it was sent to.
    pub mobile: String,
    /// Hash of number and code.
    pub code_hash: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// Tries that are left.
    pub tries_left: u32,
    /// After too many wrong tries: until when nothing is taken.
    pub blocked_until: Timestamp,
}
