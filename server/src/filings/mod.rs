//! Filings (备案): read and written by their applicant, and taken from state to state.
//!
//! - `routes`: list, begin, read, save; `steps`: check, submit, withdraw, abandon; `previous_organiser`: from one filing to the next;
//!   `verified_before`: an earlier verification again; `phones`: proving numbers; `templates`: forms to print, `own_forms`: those that bureaus
//!   have themselves; `obligations`: what is due after the approval; `copying`: one that ended, begun again; `sms_reports`: how it goes with the
//!   ministry's code; `turn`: by when whoever's turn it is; `standing_page`: all that as a page (`standing_parts`); `beginning`: a filing is begun.
//! - `numbers`: ICP numbers, typed once; `transitions`: a change of state with everything that belongs to it; `pending`: a decision that can be undone until it holds; `returned`: a filing that came back; `risks`: whether the rules find any in what was submitted; `checks`: what only a server can check; `view`: rows as the contract shows them; `stored`: how they are kept.

pub mod beginning;
pub mod checks;
pub mod copying;
pub mod numbers;
pub mod obligations;
pub mod own_forms;
pub mod pending;
pub mod phones;
pub mod previous_organiser;
pub mod returned;
pub mod risks;
pub mod routes;
pub mod sms_reports;
pub mod standing_page;
mod standing_parts;
pub mod steps;
pub mod stored;
pub mod templates;
pub mod transitions;
pub mod turn;
pub mod verified_before;
pub mod view;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(routes::routes())
        .merge(previous_organiser::routes())
        .merge(steps::routes())
        .merge(phones::routes())
        .merge(verified_before::routes())
        .merge(templates::routes())
        .merge(obligations::routes())
        .merge(sms_reports::routes())
        .merge(standing_page::routes())
}
