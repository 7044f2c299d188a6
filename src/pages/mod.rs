//! One file a route. Pages know nothing of HTTP: they ask `client`, go from one address to the next, and show `components`.
//!
//! - `app`: which page is shown at which address; `ahead`: chunks fetched before they are wanted.
//! - `sign_in`, `home` (`landing` or `my_filings`), `checklist`: before a filing is open; `filing`: loads one and provides it to its pages.
//! - `prepare`, `basic_check`, `verification`, `organiser`, `websites`, `preview`: the wizard, in order.
//! - `step_frame`: the wizard around its steps; `step`: one around its fields; `saved_first`: what the button at its end asks for.
//! - `status`: where a submitted filing stands; `done`: the numbers.

mod ahead;
pub mod app;
mod basic_check;
mod checklist;
mod done;
mod filing;
mod home;
mod landing;
mod my_filings;
mod organiser;
mod prepare;
mod preview;
mod saved_first;
pub mod sign_in;
mod status;
mod step;
mod step_frame;
mod verification;
mod websites;
