//! What the one who asks may do with which filing.
//!
//! - `own`: the filing that an address names, for its applicant alone; `changes`: whether something of it may change now, by this actor.

pub mod changes;
pub mod own;
