//! Every page in every state, one after the other, for whoever wants to see them: the accessibility tests and the screenshots.
//!
//! - `wizard`: landing, home, the six steps empty, wrong and filled, and what can come over them.
//! - `turns`: a filing's own page in each of its states; the dialogs.
//! - `phone`: the phone's screens. `desk`: the review desk's.

mod desk;
mod phone;
mod turns;
mod wizard;

pub use desk::desk;
pub use phone::phone;
pub use turns::turns;
pub use wizard::wizard;

use crate::browser::Browser;
use std::future::Future;

/// Somebody who looks at each page.
pub trait Visitor {
    /// Looks at the page as the browser shows it now; leaves it as it was.
    fn see(&mut self, browser: &Browser, page: &'static str, state: &'static str) -> impl Future<Output = ()>;
}
