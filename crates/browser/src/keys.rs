//! Keys as they reach a page.

use web_sys::KeyboardEvent;

/// What browsers say of a key that an input method has taken.
const TAKEN: u32 = 229;

/// The key belongs to an input method: it moves among its candidates, takes one or ends it, and is nothing that the page
/// should act on. Safari ends the composition before it tells of the Enter that ended it: only the key's code says so then.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == TAKEN
}
