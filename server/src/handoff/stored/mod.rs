//! What is kept of the phones of hand-offs: `captures`: what they sent.

mod captures;

use crate::storage::capture::all_of;
use crate::storage::{CaptureRow, Store, StoreError, Stored, tables, values};
use crate::uploads::stored::uploads;
use crate::verification::stored::states;
use beian_model::{Timestamp, UploadId, VerificationId};
use beian_rules::VerificationEvent;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
