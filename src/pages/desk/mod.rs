//! The staff's pages: sign-in, the queue, one filing with its documents beside the fields.
//!
//! - `app`: which page is shown; the address's fragment names the filing.
//! - `sign_in`, `queue`, `review`: the pages.
//! - `documents`: pictures and video; `fields`: the submitted values; `decide`: what the reviewer does.

pub mod app;
mod decide;
mod documents;
mod fields;
mod queue;
mod review;
mod sign_in;
