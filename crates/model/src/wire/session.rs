//! Signing in, of applicants and of staff.

use crate::by_name::by_name;
use serde::{Deserialize, Serialize};

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

    /// Who is signed in as applicant.
    pub struct Account {
        /// The mobile number, with the middle digits masked: `138****8000`.
        pub mobile: String,
    }

    /// Staff sign-in.
    pub struct Credentials {
        /// E-mail address.
        pub email: String,
        /// Password.
        pub password: String,
    }

    /// Who is signed in as staff.
    pub struct StaffAccount {
        /// E-mail address.
        pub email: String,
        /// Name shown to applicants and colleagues.
        pub name: String,
    }
}
