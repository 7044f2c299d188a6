//! Attachments and captures on their way in: in parts, looked at, kept, read.
//!
//! - `part_routes`: attachments in parts; `attachment_routes`: shown again to their applicant; `reading_routes`: what pictures say.
//! - `parts`: files that arrive in parts; `attachments`: as they are kept; `pictures`, `videos`: what an upload really is; `readings`: reading it once;
//!   `stored`: their rows.

pub mod attachment_routes;
pub mod attachments;
pub mod part_routes;
pub mod parts;
pub mod pictures;
pub mod reading_routes;
pub mod readings;
pub mod stored;
pub mod videos;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(part_routes::routes()).merge(attachment_routes::routes()).merge(reading_routes::routes())
}
