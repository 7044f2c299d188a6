//! The staff's side: `queue`: what waits, `sought`: what a search of it means; `assigning`: who of the colleagues gets a filing;
//! `calendar_page`: the public holidays by which promises are counted, `calendar_parts`: its parts; `case`: one filing, with what stands behind it
//! (`background`); `decisions`: what a reviewer decides or records; `shown`: a filing's documents,
//! by `staff_links`, which are made for one session; `stored`: what is kept of who saw what.

pub mod assigning;
pub mod background;
mod calendar_page;
mod calendar_parts;
pub mod case;
pub mod decisions;
pub mod queue;
pub mod shown;
mod sought;
pub mod staff_links;
pub mod stored;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(queue::routes())
        .merge(assigning::routes())
        .merge(calendar_page::routes())
        .merge(case::routes())
        .merge(shown::routes())
        .merge(decisions::routes())
}
