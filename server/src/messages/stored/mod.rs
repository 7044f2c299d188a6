//! What is kept of messages: `outbox`; `rows`: its rows.

pub(crate) mod outbox;
mod rows;

use crate::storage::{Store, StoreError, Stored, Tx, tables, values};
use beian_model::Timestamp;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

#[cfg(test)]
mod tests;
