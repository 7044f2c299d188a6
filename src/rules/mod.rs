//! Every check, as pure functions over the model: no web, no clock, no I/O; compiled into both sides.
//!
//! - `finding`: what a rule says of a field, and what rules must be told from outside.
//! - `rule_id`: the closed list of rules, so that a rule without words does not compile.
//! - `transition`: who may move a filing from which state to which.

mod finding;
mod rule_id;

pub use finding::{Facts, Finding, Severity};
pub use rule_id::RuleId;
