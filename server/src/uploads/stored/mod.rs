//! What is kept of what is sent in.
//!
//! - `uploads`: uploads that arrive in parts; `attachments`: what they became; `readings`: what was read from pictures.
//! - `quotas`: how much an account keeps here; `files`: which files are named by a row.
//! - `rows`: what the server makes of them.

mod attachments;
mod files;
mod quotas;
mod readings;
mod rows;
pub(crate) mod uploads;

use crate::audit::{Act, What};
use crate::storage::{Store, StoreError, Stored, Tx, tables, values};
use beian_model::{
    Attachment, AttachmentId, FilingId, PersonReading, Reading, Status, Timestamp, UploadId, VerificationId,
};
pub use rows::*;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashSet;

#[cfg(test)]
mod tests;
