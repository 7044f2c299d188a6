//! How far saving has come.

use beian_browser::client::ApiError;
use beian_locale::saving::is_tried_again;
use beian_model::{ProblemKind, Timestamp};

/// How far saving has come; what the page says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The server has everything, since then.
    Saved(Timestamp),
    /// Changed, and about to be sent.
    Unsaved,
    /// Being sent.
    Saving,
    /// The server cannot be reached, or what merges did not come; the browser keeps the change and tries again.
    Offline,
    /// The server answered that it cannot save at the moment; the browser keeps the change and tries again.
    Trouble,
    /// The server does not take the change, and would not if it were sent again; the browser keeps it until it is changed.
    NotTaken,
    /// The session ended; the browser keeps the change until the next sign-in.
    SignedOut,
    /// Everything is saved but for fields that were changed elsewhere too: the person decides.
    Conflict,
    /// Everything is saved but for fields that cannot be saved as they stand.
    Partly,
    /// The filing can no longer be changed (it was submitted elsewhere, or is not this account's).
    Refused,
}

impl SaveState {
    /// The code of the state, for styles and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            SaveState::Saved(_) => "saved",
            SaveState::Unsaved => "unsaved",
            SaveState::Saving => "saving",
            SaveState::Offline => "offline",
            SaveState::Trouble => "trouble",
            SaveState::NotTaken => "not-taken",
            SaveState::SignedOut => "signed-out",
            SaveState::Conflict => "conflict",
            SaveState::Partly => "partly",
            SaveState::Refused => "refused",
        }
    }

    /// Something is only here and would be missed elsewhere.
    pub const fn is_pending(self) -> bool {
        !matches!(self, SaveState::Saved(_) | SaveState::Refused)
    }

    /// What a failed save leaves the filing in.
    pub fn after(error: &ApiError) -> SaveState {
        match error.kind() {
            _ if matches!(error, ApiError::Offline | ApiError::PartMissing) => SaveState::Offline,
            Some(ProblemKind::NotNow | ProblemKind::NotFound) => SaveState::Refused,
            Some(ProblemKind::SignedOut) => SaveState::SignedOut,
            _ if is_tried_again(error.status()) => SaveState::Trouble,
            _ => SaveState::NotTaken,
        }
    }

    /// The last save failed.
    pub(super) const fn is_failure(self) -> bool {
        use SaveState::{NotTaken, Offline, Refused, SignedOut, Trouble};
        matches!(self, Offline | Trouble | NotTaken | Refused | SignedOut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_browser::client::problem;
    use beian_model::Path;
    use beian_rules::checks::fields::REQUIRED;

    #[test]
    fn a_failed_save_is_tried_again_where_that_can_help() {
        for (status, state) in [
            (200, SaveState::Trouble),
            (400, SaveState::NotTaken),
            (403, SaveState::NotTaken),
            (404, SaveState::NotTaken),
            (408, SaveState::Trouble),
            (413, SaveState::NotTaken),
            (415, SaveState::NotTaken),
            (422, SaveState::NotTaken),
            (428, SaveState::NotTaken),
            (429, SaveState::Trouble),
            (500, SaveState::Trouble),
            (501, SaveState::NotTaken),
            (502, SaveState::Trouble),
            (503, SaveState::Trouble),
            (507, SaveState::Trouble),
            (522, SaveState::Trouble),
        ] {
            assert_eq!(SaveState::after(&ApiError::Unreadable(status)), state, "{status}");
        }
        for error in [ApiError::Offline, ApiError::PartMissing] {
            assert_eq!(SaveState::after(&error), SaveState::Offline);
        }
        let of = |kind| SaveState::after(&problem(kind, REQUIRED.at(Path::Filing)));
        for (kind, state) in [
            (ProblemKind::NotNow, SaveState::Refused),
            (ProblemKind::NotFound, SaveState::Refused),
            (ProblemKind::SignedOut, SaveState::SignedOut),
            (ProblemKind::TooLarge, SaveState::NotTaken),
            (ProblemKind::Unavailable, SaveState::Trouble),
            (ProblemKind::Stale, SaveState::Trouble),
        ] {
            assert_eq!(of(kind), state, "{kind}");
        }
    }
}
