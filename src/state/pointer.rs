//! Whether a finger or a mouse button is down. What makes the page move (an error message that appears as a field is left) waits
//! until it is up: else the button under the pointer is elsewhere by then, and the click is lost.

use beian_browser::window::hear_first;
use leptos::prelude::set_timeout;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

/// Browsers send the click right behind the release; what waited comes after it.
const AFTER_CLICK: Duration = Duration::from_millis(50);

/// What tells that nothing is down any more. A menu swallows the release that opened it; one outside the window is never told.
const UP: [&str; 5] = ["pointerup", "pointercancel", "contextmenu", "pointerover", "keydown"];

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    /// How often it went down, and how often it had when it went up.
    static PRESSES: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Watches from now on, as long as the page lives.
pub fn watch() {
    if IS_WATCHED.replace(true) {
        return;
    }
    hear_first(&["pointerdown"], |event| {
        // Another button than the first one clicks nothing.
        if event.dyn_ref().is_none_or(|event: &PointerEvent| event.button() == 0) {
            IS_DOWN.set(true);
            let (presses, up) = PRESSES.get();
            PRESSES.set((presses.wrapping_add(1), up));
        }
    });
    hear_first(&UP, |event| {
        // A key has no buttons, and a menu has none everywhere.
        if IS_DOWN.get() && event.dyn_ref().is_none_or(|event: &PointerEvent| event.buttons() == 0) {
            let (presses, _) = PRESSES.get();
            PRESSES.set((presses, presses));
            set_timeout(up, AFTER_CLICK);
        }
    });
}

/// Unless it went down again meanwhile.
fn up() {
    let (presses, up) = PRESSES.get();
    if presses == up {
        IS_DOWN.set(false);
        WAITING.take().into_iter().for_each(|waiting| waiting());
    }
}

/// A finger or button is down, or its click is still to come.
pub fn is_down() -> bool {
    IS_DOWN.get()
}

/// Calls once nothing is down, after the click.
pub fn once_up(then: Box<dyn FnOnce()>) {
    if is_down() {
        WAITING.with_borrow_mut(|waiting| waiting.push(then));
    } else {
        then();
    }
}
