//! What the applicant's pages share: who is signed in, the language, the open filing and its saving.
//!
//! - `language`: the language of the pages, remembered by the browser.
//! - `session`: who is signed in.
//! - `open_filing`: the filing being edited, its findings, what is unsaved.
//! - `saving`: when and how it is saved.
//! - `draft_copy`: the browser's own copy of what the server has not yet.
//! - `uploads`: papers on their way, one a field.
//! - `pointer`: whether a finger is down, so that the page does not move under it.
//! - `clock`: the one clock of the pages.

pub mod clock;
mod draft_copy;
pub mod language;
pub mod open_filing;
mod pointer;
mod saving;
pub mod session;
pub mod uploads;

pub use language::{Language, t, use_language};
pub use open_filing::{OpenFiling, use_filing};
pub use saving::SaveState;
pub use session::{Session, use_session};
