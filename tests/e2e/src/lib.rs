//! What the end-to-end tests are made of: a server of their own, browsers over WebDriver, and the steps people take.
//!
//! - `server`: starts the reference server on a free port with a data folder of its own.
//! - `engine`: the three browser engines, their drivers, and how they end.
//! - `browser`: a browser session: desktop, phone with a camera, or desk; and what a person does in it.
//! - `api`: an applicant without a browser. `axe`: what keeps people out of a page. `tour`: every page in every state.
//! - `cdp`: what only Chromium can do: dark screens, a cut network, any width.
//! - `gate`: holds back what a page asks for, until it is opened.
//! - `keyboard`: true keys, where the focus is. `keystrokes`: how long they take to be seen; `steps`: how long the next step takes.
//! - `many_sites`: a filing of as many sites as a measurement wants.
//! - `outbox`: reads the codes that the server would have sent.
//! - `patience`: waiting for what takes its time. `prepared`: as many filings to review as are wanted.
//! - `shelf`: a folder of somebody else's pages, served. `watch`: when a page's first field can be used, and what was fetched for it.
//! - `path`: the steps of applicant, responsible person and reviewer, one function each.

pub mod api;
pub mod axe;
pub mod browser;
pub mod cdp;
pub mod engine;
pub mod gate;
pub mod keyboard;
pub mod keystrokes;
pub mod many_sites;
pub mod outbox;
pub mod path;
pub mod patience;
pub mod prepared;
pub mod server;
pub mod shelf;
pub mod steps;
pub mod tour;
pub mod watch;

/// What `cargo xtask test` tells the tests: where things are.
pub fn env_path(name: &str) -> std::path::PathBuf {
    match std::env::var_os(name) {
        Some(value) => value.into(),
        None => panic!("{name} is not set: run these tests by `cargo xtask test -- e2e`"),
    }
}
