//! What the applicant's pages share: who is signed in, the language, the open filing and its saving.
//!
//! - `session`: who is signed in.
//! - `open_filing`: the filing being edited, its findings, what is unsaved.
//! - `saving`: when and how it is saved.
//! - `draft_copy`: the browser's own copy of what the server has not yet; `tab`: whose it is.
//! - `undo`: taking something off the filing, and putting it back; `unfinished`: what was typed and is no value yet.
//! - `read_values`: what was filled in from pictures, and what the person said of it.
//! - `uploads`: attachments on their way, one a field.
//! - `pointer`: whether a finger is down, so that the page does not move under it.
//! - `watched_handoff`: a hand-off to a phone as the desktop follows it, with `handoff_poll`; `code_life`: when its code is
//!   replaced.
//! - `withheld`: fields that are not saved as they stand, so that everything else is.
//! - `clock`: the one clock of the pages.

pub mod clock;
pub mod code_life;
mod draft_copy;
mod handoff_poll;
pub mod open_filing;
mod pointer;
pub mod read_values;
mod saving;
pub mod session;
mod tab;
pub mod undo;
pub mod unfinished;
pub mod uploads;
pub mod watched_handoff;
mod withheld;

pub use beian_browser::language::{Language, t, use_language};
pub use draft_copy::DraftCopy;
pub use open_filing::{OpenFiling, use_filing};
pub use read_values::{ReadValues, use_read_values};
pub use saving::SaveState;
pub use session::{Session, use_session};
pub use watched_handoff::WatchedHandoff;
