//! Who makes something happen, as the audit log names them: by ids alone.

use beian_model::coded_enum;

coded_enum! {
    /// Of which kind who acts is.
    pub enum Kind {
        /// Somebody who is not signed in.
        Nobody = "nobody",
        /// An applicant: the id of the account.
        Applicant = "applicant",
        /// A colleague: their id.
        Colleague = "colleague",
        /// The phone of a hand-off: the id of the hand-off.
        Phone = "phone",
        /// The server by itself: the name of what it does.
        System = "system",
        /// Somebody at the machine: the number of their user of the system.
        CommandLine = "command-line",
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Who {
    /// Of which kind.
    pub kind: Kind,
    /// Which of them; empty for nobody.
    pub id: String,
}

impl Who {
    /// Somebody who is not signed in.
    pub fn nobody() -> Who {
        Who { kind: Kind::Nobody, id: String::new() }
    }

    /// An applicant, by their account.
    pub fn applicant(account: &str) -> Who {
        Who { kind: Kind::Applicant, id: account.to_owned() }
    }

    /// A colleague.
    pub fn colleague(staff: &str) -> Who {
        Who { kind: Kind::Colleague, id: staff.to_owned() }
    }

    /// The phone of a hand-off.
    pub fn phone(verification: &str) -> Who {
        Who { kind: Kind::Phone, id: verification.to_owned() }
    }

    /// The server by itself.
    pub fn system(what: &str) -> Who {
        Who { kind: Kind::System, id: what.to_owned() }
    }

    /// Whoever started this program.
    pub fn command_line() -> Who {
        #[cfg(unix)]
        let id = format!("uid {}", rustix::process::getuid().as_raw());
        #[cfg(not(unix))]
        let id = String::new();
        Who { kind: Kind::CommandLine, id }
    }
}
