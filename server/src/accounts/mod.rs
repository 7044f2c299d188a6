//! Who asks: applicants and colleagues, how they sign in, and how their sessions are known again.
//!
//! - `session`: applicants sign in and out; `staff_session`: colleagues; `codes`: codes by SMS, for sign-in and for proving a number.
//! - `second_step`: the second step of a colleague's sign-in, and its page; `second_factor`: the codes that it takes; `staff_tries`: how often
//!   that may be tried, and by whom; `passwords`: what a password must be; `staff_password`: how it is changed.
//! - `provider_sign_in`: sign-in by an identity provider, of applicants (`provider_applicant`) and of colleagues (`provider_staff`);
//!   `provider_choice`: the page that leads to it; `provider_claims`: what its claims mean here; `return_path`: where people go back to.
//! - `sessions`: sessions listed and ended one by one; `seen_from`: where each was opened.
//! - `message_settings`: how an applicant's account is written to; `account_page`: a colleague's own account, written by the server; `account_parts`: the parts of it.
//! - `people`: who a session belongs to; `cookie`: how a browser carries it; `stored`: how all of them are kept.

pub mod account_page;
mod account_parts;
pub mod codes;
pub mod cookie;
pub mod message_settings;
pub mod passwords;
pub mod people;
mod provider_applicant;
pub mod provider_choice;
mod provider_claims;
mod provider_sign_in;
mod provider_staff;
mod return_path;
pub mod second_factor;
pub mod second_step;
pub mod seen_from;
pub mod session;
pub mod sessions;
pub mod staff_password;
pub mod staff_session;
pub mod staff_tries;
pub mod stored;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(message_settings::routes())
        .merge(provider_applicant::routes())
        .merge(provider_staff::routes())
        .merge(staff_session::routes())
        .merge(second_step::routes())
        .merge(sessions::routes())
        .merge(staff_password::routes())
        .merge(account_page::routes())
}
