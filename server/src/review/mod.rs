//! The staff's side: `queue`: what waits, `sought`: what a search of it means; `assigning`: who of the
//! colleagues gets a filing; `calendar_page`: the public holidays by which promises are counted, `calendar_parts`: its parts; `case`: one filing, with what stands behind it (`background`); `marks`: what a reviewer writes before
//! they decide; `decisions`: what they decide or record, `undo`: for how long that can be taken back; `calls`: calls, and what colleagues tell
//! each other (`mentions`: whom of them it names); `preview`: what the applicant would read; `two_persons`: where a second colleague approves; `library`: reasons that are given often,
//! `library_page`: where an administrator changes them; `shown`: a filing's documents, by `staff_links`, which are made for one session;
//! `stored`: what is kept of it.

pub mod assigning;
pub mod background;
mod calendar_page;
mod calendar_parts;
pub mod calls;
pub mod case;
pub mod decisions;
pub mod library;
pub mod library_page;
pub mod marks;
mod mentions;
pub mod preview;
pub mod queue;
pub mod shown;
mod sought;
pub mod staff_links;
pub mod stored;
pub mod two_persons;
pub mod undo;

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
        .merge(marks::routes())
        .merge(decisions::routes())
        .merge(undo::routes())
        .merge(two_persons::routes())
        .merge(calls::routes())
        .merge(preview::routes())
        .merge(library::routes())
        .merge(library_page::routes())
}
