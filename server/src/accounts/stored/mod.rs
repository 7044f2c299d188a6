//! What is kept of those who ask.
//!
//! - `people`: accounts and their codes; `staff`: colleagues; `second_factors`, `devices`: how colleagues are known beside their passwords;
//!   `sessions`: sessions of both; `identities`: both as identity providers name them; `begun_sign_ins`: who is there now.
//! - `rows`, `staff_rows`, `identity_rows`: what the server makes of them.

mod begun_sign_ins;
mod devices;
mod identities;
mod identity_rows;
mod people;
mod rows;
mod second_factors;
mod sessions;
mod staff;
mod staff_rows;

use crate::audit::{Act, What};
use crate::messages::stored::{Message, outbox};
use crate::storage::values::column;
use crate::storage::{Store, StoreError, Stored, Tx, tables, unique, values};
use beian_model::Timestamp;
pub use identity_rows::*;
pub use rows::*;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
pub use staff_rows::*;

#[cfg(test)]
mod tests;
