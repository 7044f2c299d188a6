//! What each bureau asks beyond the national rules: one TOML file a province, which a compliance officer can read and change.
//!
//! - `requirement`: the vocabulary of the files.
//! - `flat`: the form in which a rule stands in a file and travels.
//! - `read`: reading and checking a file (feature `provinces`). The server compiles all 31 in and lets an operator override
//!   each; the browser is told of its filing's province through [`crate::rules::Facts`], so that a change needs no new build.

mod flat;
#[cfg(any(test, feature = "provinces"))]
mod read;
mod requirement;

#[cfg(test)]
pub(crate) use read::all;
#[cfg(any(test, feature = "provinces"))]
pub use read::{Unreadable, read};
pub use requirement::{
    Material, MaterialCase, ProvinceRule, ProvinceRules, RemarkCase, RemarkOf, Requirement, Subject, Who,
};
