//! Colleagues, the sessions of all, and how a session is opened.

use beian_model::Timestamp;
use beian_model::wire::Role;

/// A colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Their id.
    pub id: String,
    /// E-mail address, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Argon2 hash of the password.
    pub password_hash: String,
    /// What they are there for.
    pub role: Role,
    /// Since when they may not sign in; nothing while they may.
    pub disabled_at: Option<Timestamp>,
}

impl Staff {
    /// A new one, who may sign in.
    pub fn new(email: &str, name: &str, password_hash: String, role: Role) -> Staff {
        Staff {
            id: crate::secret::id(),
            email: email.to_owned(),
            name: name.to_owned(),
            password_hash,
            role,
            disabled_at: None,
        }
    }
}

/// A colleague in the list of all.
#[derive(Clone, Debug)]
pub struct ListedStaff {
    /// The colleague.
    pub staff: Staff,
    /// They have a second factor.
    pub has_totp: bool,
    /// When one of their sessions was last used, of those that are still known.
    pub seen_at: Option<Timestamp>,
}

/// Whose session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// An applicant's.
    Applicant,
    /// A colleague's.
    Staff,
    /// That of a colleague who has given the right password, and no more: it opens nothing but the second step.
    SecondStep,
}

impl SessionKind {
    /// How it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            SessionKind::Applicant => "applicant",
            SessionKind::Staff => "staff",
            SessionKind::SecondStep => "second-step",
        }
    }
}

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Hash of its token.
    pub token_hash: String,
    /// Whose.
    pub kind: SessionKind,
    /// Account or colleague.
    pub owner: String,
    /// The address that it is opened from, masked.
    pub address: String,
    /// Name of browser and system.
    pub browser: String,
    /// An identity provider says who it is.
    pub by_provider: bool,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Names it to its owner; opens nothing.
    pub id: String,
    /// Account or colleague.
    pub owner: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// The address that it was opened from, masked; empty where it was not noted.
    pub address: String,
    /// Name of browser and system; empty where it was not noted.
    pub browser: String,
    /// Hash of its token.
    pub token_hash: String,
    /// An identity provider said who it is, and looks after how sure that is.
    pub by_provider: bool,
}

/// A second factor (TOTP).
#[derive(Clone, Debug)]
pub struct TotpRow {
    /// Its secret, sealed, in base64.
    pub secret: String,
    /// It was confirmed by a code, and is asked for.
    pub confirmed: bool,
    /// The step of time of the last code that was taken.
    pub last_step: i64,
}

/// What stays of a colleague's where all else of its kind ends.
#[derive(Clone, Copy, Debug)]
pub struct Staying<'a> {
    /// The hash of the token of a session.
    pub session: &'a str,
    /// The hash of what a browser keeps, by which it is known.
    pub device: Option<&'a str>,
}
