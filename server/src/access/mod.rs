//! Who may do what with which filing: the one place that decides.
//!
//! - `table`: every operation of the contract, whom it is for and what it changes; `asker`: who asks, as seen from a filing; `decide`: the
//!   function of the two and of the filing's state; `changes`: what that state allows.
//! - `audited`: what each operation leaves in the audit log; `noted`: what of it the guard writes.
//! - `guard`: puts every request to it before its handler; `own`, `phone`: what handlers are handed then; `holding`: who is at work on a filing.

pub mod asker;
pub mod audited;
pub mod changes;
pub mod decide;
pub mod guard;
mod holding;
pub mod noted;
pub mod own;
pub mod phone;
pub mod table;
