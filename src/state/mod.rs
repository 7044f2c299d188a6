//! What the applicant's pages share: who is signed in, the language, the open filing and its saving; and the requests of what pages
//! are made of, which themselves ask for nothing.
//!
//! - `request`: a request as a page shows it: busy, refused, sent again. `session`: who is signed in.
//! - `open_filing`: the filing being edited, its findings, what is unsaved; `left`: what is left to do in it.
//! - `saving`: when and how it is saved, and `save_state`: how far that has come; `merging`: two changes become one.
//! - `draft_copy`: the browser's own copy of what the server has not yet; `tab`: whose it is.
//! - `undo`: taking something off the filing, and putting it back; `unfinished`: what was typed and is no value yet.
//! - `untold`: what was typed and nobody has heard of yet, because it is painted first.
//! - `readings`: what pictures say; `read_values`: what was filled in from them, and what the person said of it.
//! - `uploads`: attachments on their way, one a field.
//! - `mobile_proof`: the code that proves a number; `sent_code`: any code, and when another may be asked for.
//! - `of_province`: what depends on a province: its bureau's rules, and its cities with their names (`regions`).
//! - `domain_lookup`: what stands against a domain; `rule_sources`: where each rule was read.
//! - `organiser_offer`: the organiser of the last filing; `filing_end`: taking a filing back and ending it.
//! - `pointer`: whether a finger is down, so that the page does not move under it; `clipboard`: what is copied to be pasted elsewhere.
//! - `watched_handoff`: a hand-off to a phone as the desktop follows it, with `handoff_poll` and `handoff_requests`; `code_life`:
//!   when its code is replaced.
//! - `rules`: the rules with their words, once they are there. `withheld`: fields that are not saved as they stand, so that everything else is.
//! - `clock`: the one clock of the pages.

pub mod clipboard;
pub mod clock;
pub mod code_life;
pub mod domain_lookup;
pub mod draft_copy;
pub mod filing_end;
mod handoff_poll;
mod handoff_requests;
pub mod left;
pub mod merging;
mod mobile_proof;
pub mod of_province;
pub mod open_filing;
mod organiser_offer;
pub mod pointer;
pub mod read_values;
pub mod readings;
pub mod regions;
mod request;
mod rule_sources;
pub mod rules;
mod save_state;
mod saving;
mod sent_code;
pub mod session;
mod tab;
pub mod undo;
pub mod unfinished;
pub mod untold;
pub mod uploads;
pub mod watched_handoff;
mod withheld;

pub use beian_browser::client::ApiError;
pub use beian_browser::language::{Language, t, use_language};
pub use draft_copy::DraftCopy;
pub use mobile_proof::MobileProof;
pub use open_filing::{OpenFiling, use_filing};
pub use organiser_offer::OrganiserOffer;
pub use read_values::{ReadValues, use_read_values};
pub use request::Request;
pub use rule_sources::RuleSources;
pub use save_state::SaveState;
pub use sent_code::SentCode;
pub use session::{Session, use_session};
pub use watched_handoff::WatchedHandoff;
