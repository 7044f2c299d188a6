//! Who comes from an identity provider, as it is handed to the store and read from it.

use super::SessionKind;
use beian_model::wire::Role;
use beian_model::{CertificateType, Timestamp};

/// What a provider says of an account's real name (实名认证); what is empty is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RealNameRow {
    /// The name on the certificate.
    pub name: String,
    /// The kind of the certificate.
    pub certificate_kind: Option<CertificateType>,
    /// Its number.
    pub certificate_number: String,
}

impl RealNameRow {
    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == RealNameRow::default()
    }
}

/// An applicant whom a provider has identified.
#[derive(Clone, Debug)]
pub struct IdentifiedApplicant {
    /// The provider.
    pub issuer: String,
    /// Whom it names so, and never anybody else.
    pub subject: String,
    /// What it calls them.
    pub called: String,
    /// Their mobile number, eleven digits, where it is believed.
    pub mobile: Option<String>,
    /// What it says of their real name.
    pub real_name: RealNameRow,
}

/// A colleague whom a provider has identified.
#[derive(Clone, Debug)]
pub struct IdentifiedStaff {
    /// The provider.
    pub issuer: String,
    /// Whom it names so, and never anybody else.
    pub subject: String,
    /// E-mail address, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they are there for.
    pub role: Role,
    /// The hash of a password that nobody knows, for a new colleague.
    pub password_hash: String,
    /// They are the colleague of this e-mail address, where there is one.
    pub joins: bool,
}

/// A sign-in that was begun here and goes on at the provider.
#[derive(Clone, Debug)]
pub struct BegunSignIn {
    /// Hash of what the provider hands back.
    pub state_hash: String,
    /// Hash of what the browser keeps.
    pub browser_hash: String,
    /// The session that is to be opened.
    pub kind: SessionKind,
    /// The path to go back to.
    pub back: String,
    /// The reader's language.
    pub lang: String,
    /// Until when it can go on.
    pub expires_at: Timestamp,
}
