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
    /// Key of the form that it was made with: sent again, the same form makes no other.
    pub form: Option<String>,
    /// When its owner withdrew it.
    pub withdrawn_at: Option<Timestamp>,
    /// The filing that uses it.
    pub used: Option<CodeUse>,
}

impl AuthorisationCode {
    /// It stands, and was made by the same form with the same in it.
    pub fn is_of_same_form(&self, other: &AuthorisationCode) -> bool {
        self.form.is_some()
            && self.withdrawn_at.is_none()
            && (&self.form, &self.resource, &self.mobile) == (&other.form, &other.resource, &other.mobile)
    }
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
