//! The responsible person's page on the phone: no router, no wizard, only what a verification needs.
//!
//! - `app`: the page; `handoff`: where the verification stands and which screen is shown; `words`: refusals in words.
//! - `consent`, `picture`, `film`, `review`, `ended`: the screens.
//! - `send`: taking a shot to the server, with progress and another try; `parts`: what screens share.
//! - `camera`: opening it; `shot`: a JPEG of a frame or a file; `recorder`: the film.

pub mod app;
mod camera;
mod consent;
mod ended;
mod film;
mod handoff;
mod parts;
mod picture;
mod recorder;
mod review;
mod send;
mod shot;
mod words;
