//! The bureau's room (管局报送): what goes to the bureau, and what comes back.
//!
//! - `page`: what waits for the bureau, chosen and handed over; `parts`: the markup of it; `download`: a package's archive.
//! - `package`: which filings are packed; `archive`: the ZIP; `hand_over`: how it comes to the bureau, by hand or `over_http`;
//!   `sending`: the server tries by itself.
//! - `results`: results of the bureau from a CSV file.
//! - `stored`: what is kept of packages.

mod archive;
mod download;
mod hand_over;
mod over_http;
mod package;
mod page;
mod parts;
mod results;
pub mod sending;
pub mod stored;

pub use page::PAGE;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(page::routes()).merge(download::routes()).merge(results::routes())
}
