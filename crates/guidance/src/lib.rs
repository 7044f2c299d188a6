//! What a camera's frame is worth, as scores, and the one thing to do about it: pure functions over pixels, whole numbers only.
//!
//! - [`Frame`]: the pixels; [`card()`] and [`face()`]: what is [`Seen`] in them; [`Hint`]: what to do.
//! - [`Steady`]: which hint to show over time; [`Worst`]: what a video is worth.
//!
//! There is no face detector: those that are maintained and ship their model in a registry package (MediaPipe's, face-api's) bring a
//! runtime and weights of megabytes to a page of 110 kB. What looks at frames is a program of its own (`guide`), which the
//! phone's page loads once its camera opens; hints over time stay with the page. A face is therefore the region of skin before a wall whose colour
//! the frame's edges tell. That finds whether, where and how large, of any skin, and not who; what has the colour of skin
//! and stands out from the wall can pass for one, and so a reviewer sees the scores beside the video and decides.

mod border;
mod card;
mod face;
mod frame;
mod hint;
mod seen;
mod sharpness;
mod skin;
mod steady;

pub use card::card;
pub use face::face;
pub use frame::Frame;
pub use hint::Hint;
pub use seen::Seen;
pub use steady::{HELD, Steady, Worst};

use beian_model::Score;

/// The hint of the first score that is not good.
fn first_of(graded: &[(u8, Hint)]) -> Option<Hint> {
    graded.iter().find(|(score, _)| *score < Score::GOOD).map(|(_, hint)| *hint)
}
