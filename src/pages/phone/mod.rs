//! The page on the phone, for a responsible person's verification or for a paper: no router, no wizard, only what these need.
//!
//! - `app`: the page; `handoff`: where the verification stands and which screen is shown; `words`: refusals in words.
//! - `consent`, `picture`, `film`, `review`, `ended`: the screens; `paper`: those of a paper.
//! - `send`: taking a shot to the server, with progress and another try; `parts`: what screens share.
//! - `camera`: opening it; `recorder`: the film.

pub mod app;
mod camera;
mod consent;
mod ended;
mod film;
mod handoff;
mod paper;
mod parts;
mod picture;
mod recorder;
mod review;
mod send;
mod words;
