//! Signing in, of applicants and of staff.

use crate::Timestamp;
use crate::by_name::by_name;
use serde::{Deserialize, Serialize};

coded! {
    /// What a colleague is there for; each may what those before it may.
    pub enum Role {
        /// Reviews filings (审核员).
        Reviewer = "reviewer",
        /// Reviews, and steps in where a colleague cannot go on (高级审核员).
        Senior = "senior",
        /// Looks after the colleagues too (管理员).
        Admin = "admin",
    }
}

/// A code was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// Seconds for which the code holds.
    pub expires_in: u32,
    /// Seconds until another may be asked for.
    pub resend_in: u32,
    /// Where the embedded outbox shows the message, on installations that send nothing: a path on this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outbox: Option<String>,
}

by_name! {
    CodeSent,
    must { expires_in resend_in }
    may { outbox }
    CodeSent { expires_in: 0, resend_in: 0, outbox: None }
}

/// Who is signed in as applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The mobile number, with the middle digits masked: `138****8000`. Of an account without one, what its identity provider calls its
    /// person. Empty where nobody is signed in.
    pub mobile: String,
    /// What the link to the identity provider is called, in the reader's language, where applicants can sign in by one. It leads to
    /// `/session/provider`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

// The wizard has no link of its own: what it is called is read by other pages.
by_name! {
    Account,
    must { mobile }
    may {}
    Account { mobile: String::new(), provider: None }
}

wire! {
    /// Asks for a code by SMS: to sign in, or to prove a responsible person's mobile number.
    pub struct CodeRequest {
        /// Mobile number in mainland China, 11 digits.
        pub mobile: String,
    }

    /// A mobile number and the code that was sent to it.
    pub struct CodeAnswer {
        /// The number the code was sent to.
        pub mobile: String,
        /// The code as typed, six digits.
        pub code: String,
    }

    /// Staff sign-in.
    pub struct Credentials {
        /// E-mail address.
        pub email: String,
        /// Password.
        pub password: String,
    }

    /// A code of the second factor, in the second step of a colleague's sign-in.
    pub struct SecondFactor {
        /// Six digits of the authenticator app, or one of the recovery codes.
        pub code: String,
    }

    /// A colleague's new password.
    pub struct PasswordChange {
        /// The present one.
        pub old: String,
        /// The new one: 12 to 256 characters, none that is easily guessed.
        pub new: String,
    }

    /// A session of the one who asks.
    pub struct SessionView {
        /// Its id.
        pub id: String,
        /// When it was opened.
        pub opened: Timestamp,
        /// When it was last used, to the minute.
        pub seen: Timestamp,
        /// The network address that it was opened from, its end masked; empty where it was not noted.
        pub address: String,
        /// Name of browser and system, as the browser says it; empty where it was not noted.
        pub browser: String,
        /// It is the one that asks.
        pub current: bool,
    }

    /// The sessions of the one who asks, the newest first.
    pub struct SessionList {
        /// Those that have not ended.
        pub sessions: Vec<SessionView>,
    }
}

/// Who is signed in as staff, or has given the right password and has a second step before them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffAccount {
    /// E-mail address.
    pub email: String,
    /// Name shown to applicants and colleagues.
    pub name: String,
    /// What they are there for. Our pages do not read it: there it is nothing.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub role: Option<Role>,
    /// The page on which the second step of the sign-in is made, or set up, a path below that of the contract: nobody can work before. Nothing
    /// once they can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<String>,
}

by_name! {
    StaffAccount,
    must { email name }
    may { second_factor }
    StaffAccount { email: String::new(), name: String::new(), role: None, second_factor: None }
}
