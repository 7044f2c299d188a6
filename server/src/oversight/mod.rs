//! What seniors and administrators look at: statistics, and who saw and did what to a filing.
//!
//! - `statistics`: the page and its tables as CSV; `figures`: what is counted, as tables; `charts`: the pictures beside them.
//! - `audit_page`: what the audit log says of a filing; `csv_text`: a table for a spreadsheet.
//! - `stored`: how it is counted.

mod audit_page;
mod charts;
mod csv_text;
mod figures;
mod statistics;
mod stored;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(statistics::routes()).merge(audit_page::routes())
}
