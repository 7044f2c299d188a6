//! What is kept of who saw which document: `disclosures`; `rows`: its rows. `marks`: what colleagues write on fields; `library`: the library of reasons; `calls`: calls
//! and what colleagues tell each other; `calendar`: public holidays.

mod calendar;
mod calls;
mod disclosures;
mod library;
mod marks;
mod rows;

use crate::audit::{Act, What};
use crate::storage::{Store, StoreError, Stored, Tx, tables, values};
use beian_model::wire::Disclosure;
use beian_model::{FilingId, Timestamp};
pub use calendar::CalendarDay;
pub use library::*;
pub use marks::*;
pub use rows::*;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
