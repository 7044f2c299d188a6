//! Every check, as pure functions over the model: no web, no clock, no I/O; compiled into both sides.
//!
//! - `finding`: what a rule says of a field, and what rules must be told from outside.
//! - `text`: what people paste, as they mean it: numbers, names, free text.
//! - `as_read`: a filing with every text in the form in which it is checked, compared and filed.
//! - `identifiers`: numbers, domains, phones: each parsed once, each error saying what is wrong.
//! - `data`: suffixes, words, area codes: each list with its source.
//! - `provinces`: what each bureau asks beyond the national rules, a file a province.
//! - `registry`: what a rule is made of, and which changes make it run again.
//! - `checks`: the rules, one file a subject; the list of them all.
//! - `engine`: running them all, or those that a change can alter.
//! - `steps`: which page of the wizard shows which field.
//! - `transition`: who may move a filing from which state to which, and its clocks.
//! - `told`: what one answer tells of others.
//! - `typing`: how each field gets its value, and what that costs a person.
//! - `values`: one value of a named kind, checked alone.
//! - `papers`: which papers a filing takes, in which slot, and what a file must be.
//! - `masks`: numbers with their middle hidden, for screens and messages.
//! - `handbook`: the rules with sources and examples, for the documentation and the tests (feature `handbook`).
//! - `random`: filings at random, for tests (feature `handbook`).
//!
//! The ids of the rules stand in `locale::rules` beside their words, so that a rule without words cannot exist.

mod as_read;
mod checks;
mod data;
mod engine;
mod finding;
#[cfg(any(test, feature = "handbook"))]
pub mod handbook;
pub mod identifiers;
mod masks;
pub mod papers;
pub mod provinces;
#[cfg(any(test, feature = "handbook"))]
pub mod random;
mod registry;
mod steps;
pub mod text;
mod told;
mod transition;
pub mod typing;
mod values;

pub use crate::locale::rules::RuleId;
pub use as_read::{as_read, text_as_read};
pub use checks::{is_not_legal, kept_for};
pub use engine::{check, check_at, check_basic};
pub use finding::{Facts, Finding, Severity};
pub use identifiers::email::is_email;
pub use identifiers::phone::mobile as normalised_mobile;
pub use masks::{mask_document, mask_email, mask_mobile};
pub use steps::step_of;
pub use told::{Holder, Told, fill_in_told, holder_of, told_by, without_region};
pub use transition::{Guard, IDLE_DAYS, MOVES, Move, Refused, SMS_WINDOW, allowed, transition};
pub use values::{Checked, ValueKind, check_value};
