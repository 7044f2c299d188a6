//! What the jobs keep, and what they forget.
//!
//! - `leases`: what one of several servers does at a time; `clock`: what the jobs know of it; `reminders`: what was reminded of.
//! - `retention`: what was kept long enough; `unreferenced`: attachments that are part of no filing; `tidying`: what is of no use any more.
//! - `rows`: what the jobs make of them.

mod clock;
mod leases;
mod reminders;
mod retention;
mod rows;
mod tidying;
mod unreferenced;

use crate::audit::{Act, What};
use crate::storage::values::column;
use crate::storage::{Store, Stored, tables};
use crate::verification::stored::{states, verifications};
use beian_model::{Timestamp, VerificationId, VerificationState};
pub use leases::Lease;
pub use reminders::{Due, MissedCall};
pub use rows::*;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    Statement,
};
