//! What is kept of who saw which document: `disclosures`; `rows`: its rows. `calendar`: public holidays.

mod calendar;
mod disclosures;
mod rows;

use crate::audit::{Act, What};
use crate::storage::{Store, Stored, Tx, tables, values};
use beian_model::wire::Disclosure;
use beian_model::{FilingId, Timestamp};
pub use calendar::CalendarDay;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
