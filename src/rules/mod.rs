//! Every check, as pure functions over the model: no web, no clock, no I/O; compiled into both sides.
//!
//! - `finding`: what a rule says of a field, and what rules must be told from outside.
//! - `rule_id`: the closed list of rules, so that a rule without words does not compile.
//! - `identifiers`: numbers, domains, phones: each parsed once, each error saying what is wrong.
//! - `data`: suffixes and words, each list with its source.
//! - `checks`: the rules, one file a part of the document.
//! - `steps`: which page of the wizard shows which field.
//! - `transition`: who may move a filing from which state to which.
//! - `masks`: numbers with their middle hidden, for screens and messages.

mod checks;
mod data;
mod finding;
pub mod identifiers;
mod masks;
mod rule_id;
mod steps;
mod transition;

pub use checks::{check, check_basic};
pub use finding::{Facts, Finding, Severity};
pub use identifiers::phone::mobile as normalised_mobile;
pub use masks::{mask_document, mask_mobile};
pub use rule_id::RuleId;
pub use steps::step_of;
pub use transition::{MOVES, Move, Refused, allowed, transition};
