//! What was typed and nobody has heard of yet. A letter is painted first and told after it, several as one where they come fast;
//! whatever else a person does, and whatever the page sends or takes in, finds it told.

use super::pointer;
use beian_browser::keys::is_composing;
use beian_browser::window::{after_paint, hear_first};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// What happens to a page beside letters: it is told before anything else hears of these. A control that is left tells by itself.
const BEFORE: [&str; 7] = ["keydown", "click", "submit", "popstate", "visibilitychange", "pagehide", "beforeunload"];

thread_local! {
    static UNTOLD: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    /// How often something was told.
    static TELLINGS: Cell<u32> = const { Cell::new(0) };
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Tells this once the next frame is painted, or when somebody needs to know before that.
pub fn wait(telling: Box<dyn FnOnce()>) {
    if !IS_WATCHED.replace(true) {
        hear_first(&BEFORE, |event| {
            if UNTOLD.with_borrow(|untold| !untold.is_empty()) && !is_letter(&event) {
                tell();
            }
        });
    }
    let waits = UNTOLD.with_borrow_mut(|untold| {
        untold.push(telling);
        untold.len()
    });
    if waits > 1 {
        return;
    }
    tell_after_paint(TELLINGS.get());
}

/// What was told meanwhile is not told again, and what was typed since has its own frame.
fn tell_after_paint(turn: u32) {
    after_paint(move || {
        pointer::once_up(Box::new(move || {
            if TELLINGS.get() == turn {
                tell();
            }
        }));
    });
}

/// Tells now what waits.
pub fn tell() {
    let untold = UNTOLD.take();
    if !untold.is_empty() {
        TELLINGS.set(TELLINGS.get().wrapping_add(1));
    }
    untold.into_iter().for_each(|telling| telling());
}

/// A key that writes or takes away a letter: the text control hears of it by `input`, and nobody else acts on it.
fn is_letter(event: &Event) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return false };
    let is_command = key.ctrl_key() || key.meta_key() || key.alt_key();
    let name = key.key();
    is_composing(key) || !is_command && (name.chars().nth(1).is_none() || name == "Backspace" || name == "Delete")
}
