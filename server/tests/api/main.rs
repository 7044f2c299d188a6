//! The contract as a client meets it, against the whole router with a real database and folder.
//!
//! - `harness`: server and clients; `steps`: the steps of the path.
//! - `path`: filings from the beginning to the end; `refusals`: bad input; `handoff`: the phone's secret and session;
//!   `clocks`: what time does; `before`: domains, the filing that blocks, an earlier organiser; `contract`: what holds for every endpoint; `served`: pages and their headers.

mod before;
mod clocks;
mod contract;
mod handoff;
mod harness;
mod path;
mod refusals;
mod served;
mod steps;
