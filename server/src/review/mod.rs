//! The staff's side: `queue`: what waits; `case`: one filing, with what stands behind it (`background`); `decisions`: what a reviewer decides or records; `shown`: a filing's documents,
//! by `staff_links`, which are made for one session; `stored`: what is kept of who saw what.

pub mod background;
pub mod case;
pub mod decisions;
pub mod queue;
pub mod shown;
pub mod staff_links;
pub mod stored;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(queue::routes()).merge(case::routes()).merge(shown::routes()).merge(decisions::routes())
}
