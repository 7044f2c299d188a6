//! Who asks: applicants and colleagues, how they sign in, and how their sessions are known again.
//!
//! - `session`: applicants sign in and out; `staff_session`: colleagues; `codes`: codes by SMS, for sign-in and for proving a number.
//! - `people`: who a session belongs to; `cookie`: how a browser carries it.

pub mod codes;
pub mod cookie;
pub mod people;
pub mod session;
pub mod staff_session;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(session::routes()).merge(staff_session::routes())
}
