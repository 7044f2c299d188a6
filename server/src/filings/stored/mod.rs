//! What is kept of filings, but for what every room reads of one (`storage`).
//!
//! - `filings`: begun, changed and proved; `lists`: lists of them; `queue`: the desk's; `claims`: who of the colleagues has one; `pending`:
//!   decisions that can be undone; `risks`: of which it is not known yet whether the rules find a risk in them.
//! - `returns`: why submissions were returned; `related`: other filings of an organiser, a person or an account.
//! - `sms_reports`: what applicants say of the ministry's code.
//! - `reasons`, `counts`: what statistics read.
//! - `rows`, `listed`: what the server makes of them.

mod claims;
mod counts;
mod filings;
mod listed;
mod lists;
mod pending;
mod queue;
mod reasons;
mod related;
mod returns;
mod risks;
mod rows;
mod sms_reports;

use crate::audit::{Act, What};
use crate::directory::stored::authorisation_codes;
use crate::messages::stored::outbox;
use crate::storage::filing::{FILING, document, whole};
use crate::storage::values::column;
use crate::storage::{
    FilingRow, Store, StoreError, Stored, Tx, filing_keys, id_of, organiser_parts, queue_columns, standing, tables,
    unique, values,
};
use crate::verification::stored::{states, verifications};
use beian_model::{BasicInformation, FilingId, Status, Timestamp, VerificationId};
use beian_rules::VerificationEvent;
pub use claims::IdleClaim;
pub use listed::*;
pub use pending::*;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    QueryTrait,
};

#[cfg(test)]
mod tests;
