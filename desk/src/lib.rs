//! The staff's pages: sign-in, the queue, one filing with its documents beside the fields.
//!
//! - `app`: which page is shown; the address's fragment names the filing.
//! - `sign_in`, `queue`, `review`: the pages; `staff`: who is signed in. `case`: what comes in a file of its own, `review` and all below it.
//! - `documents`: every document, and who looked; `document`: one of them, with `opening`: the link that opens it; `measured`: what is
//!   known of a picture or video. `fields`: the submitted values; `decide`: what the reviewer does;
//!   `written`: what they wrote and have not sent.

pub mod app;
mod case;
mod decide;
mod document;
mod documents;
mod fields;
mod measured;
mod opening;
mod queue;
mod review;
mod sign_in;
mod staff;
mod written;
