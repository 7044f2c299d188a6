//! The backend over JSON: one function a request, problem documents as typed errors. Knows nothing of pages.
//!
//! - `exchange`: the one place where a request is sent and an answer read.
//! - `session`, `filings`, `verification`, `handoff`, `staff`: the calls, by whom they serve.
//! - `poll`: waiting for a change by long poll; `server_clock`: the server's time, as its answers say it.
//! - `provinces`: what bureaus ask; `domains`: what is known of a domain; `readings`: what pictures say; `sources`: where
//!   each rule was read.
//! - `regions`: cities and districts of a province, a static file.
//! - `uploads`: attachments and captures on their way, part by part; `upload`: sending bytes with progress.

pub mod domains;
mod exchange;
pub mod filings;
pub mod handoff;
pub mod poll;
pub mod provinces;
pub mod readings;
pub mod regions;
pub mod server_clock;
pub mod session;
pub mod sources;
pub mod staff;
pub mod texts;
pub mod upload;
pub mod uploads;
pub mod verification;

pub use exchange::{
    Answer, ApiError, Headers, Method, api_base, call, call_without_answer, new_key, problem, set_handoff, set_language,
};
