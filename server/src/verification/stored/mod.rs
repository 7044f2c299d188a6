//! What is kept of verifications (真实性核验), but for what every room reads of one (`storage`).
//!
//! - `verifications`: made, claimed by a phone, and ended; `phone_at_work`: what the phone does to one; `states`: the one statement that
//!   writes a state.
//! - `rows`: what the server makes of them.

mod phone_at_work;
mod rows;
pub(crate) mod states;
pub(crate) mod verifications;

use crate::audit::{Act, What};
use crate::messages::stored::{Message, outbox};
use crate::storage::verification::{VERIFICATION, verification};
use crate::storage::{Store, StoreError, Stored, Tx, VerificationRow, standing, tables, values};
use beian_model::{DocumentType, FilingId, Timestamp, VerificationId, VerificationState};
use beian_rules::VerificationEvent;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, UpdateMany,
};
