//! The page on the phone, for a responsible person's verification or for an attachment: no router, no wizard, only what these need.
//!
//! - `app`: the page; `handoff`: where the verification stands and which screen is shown; `words`: refusals in words.
//! - `consent`, `picture`, `video`, `review`, `ended`: the screens; `attachment`: those of an attachment.
//! - `send`: taking a shot to the server, with progress and another try; `kept`: what a reload must not lose; `parts`: what
//!   screens share; `pieces`: what they are put together from, over the elements of `tag`.
//! - `camera`: opening it; `frames`: what it shows, small, and `look`: what looks at that; `guide`: saying what to do, in
//!   the words of `hints`;
//!   `recorder`: the video; `awake`: the screen stays on meanwhile.

pub mod app;
mod attachment;
mod awake;
mod camera;
mod consent;
mod ended;
pub mod frames;
mod guide;
pub mod handoff;
mod hints;
mod kept;
mod look;
mod parts;
mod picture;
mod pieces;
mod recorder;
mod review;
mod screen;
mod send;
mod tag;
mod video;
mod words;
