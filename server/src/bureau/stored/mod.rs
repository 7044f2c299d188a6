//! What is kept of packages for the bureau: `packages`; `rows`: their rows.

mod packages;
mod rows;

use crate::audit::{Act, What};
use crate::storage::{Store, StoreError, Stored, tables, values};
use beian_model::{FilingId, Timestamp};
pub use rows::*;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
