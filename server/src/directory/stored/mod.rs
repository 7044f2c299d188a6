//! What is kept of authorisation codes (备案授权码): `authorisation_codes`; `authorisation_rows`: what the server makes of them.

pub(crate) mod authorisation_codes;
mod authorisation_rows;

use crate::audit::{Act, What};
use crate::storage::{FilingRow, Store, StoreError, Stored, Tx, tables, unique};
pub use authorisation_rows::*;
use beian_model::{FilingId, Status, Timestamp};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
