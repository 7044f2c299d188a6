//! The rows of packages.

use beian_model::{Capture, FilingId, Path, Timestamp, coded_enum};

coded_enum! {
    /// Where a package stands.
    pub enum PackageState {
        /// It was made; nobody has handed it over.
        Made = "made",
        /// The server hands it over, and tries again.
        Sending = "sending",
        /// Every filing has its answer.
        HandedOver = "handed_over",
        /// The server has given up; a colleague may let it try again.
        Failed = "failed",
    }
}

coded_enum! {
    /// What became of a filing of a package.
    pub enum Outcome {
        /// It was not packed.
        LeftOut = "left_out",
        /// The bureau has it.
        HandedOver = "handed_over",
        /// The bureau did not take it.
        Refused = "refused",
        /// It had changed since it was packed.
        Changed = "changed",
    }
}

coded_enum! {
    /// Why a filing is not packed.
    pub enum Why {
        /// Its data cannot be read.
        Unreadable = "unreadable",
        /// It does not wait to be handed over.
        State = "state",
        /// A colleague has it.
        Held = "held",
        /// The server hands it over already, in another package.
        Underway = "underway",
        /// A document that it needs was deleted by rule.
        Deleted = "deleted",
        /// A file of it is not there, or cannot be read.
        File = "file",
        /// The archive would be too large with it.
        TooLarge = "too_large",
    }
}

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// By which colleague.
    pub staff: String,
    /// Where it stands.
    pub state: PackageState,
    /// How often the server has tried to hand it over.
    pub tries: u32,
    /// What went wrong at the last try.
    pub said: String,
    /// Its filings, by their ids.
    pub filings: Vec<PackageFiling>,
}

/// A filing of a package.
#[derive(Clone, Debug)]
pub struct PackageFiling {
    /// The filing.
    pub filing: FilingId,
    /// Its version when it was chosen.
    pub version: u64,
    /// What became of it; nothing while that is open.
    pub outcome: Option<Outcome>,
    /// Why: a code of [`Why`] where it was left out, or the bureau's words.
    pub said: String,
}

impl Package {
    /// The filings that are in the archive and have no answer yet.
    pub fn open(&self) -> impl Iterator<Item = &PackageFiling> {
        self.filings.iter().filter(|one| one.outcome.is_none())
    }
}

/// A document of a filing that is in an archive: an attachment of a slot, or a picture or the video of a person.
pub type Disclosed = (FilingId, Path, Option<Capture>);
