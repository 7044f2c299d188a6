//! What keys and the toolbar do with the document that is looked at.

use super::lens::Lens;
use super::viewer::Held;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What is pressed changes the document that is looked at, or goes to the next.
#[derive(Clone, Copy)]
pub struct Keys {
    present: StoredValue<Box<dyn Fn() -> Option<Held> + Send + Sync>>,
    step: StoredValue<Box<dyn Fn(isize) + Send + Sync>>,
}

impl Keys {
    /// For the document that `present` gives; `step` goes on to the next one, or back. Heard in the whole page while nobody types, until what
    /// called this goes.
    pub fn new(
        present: impl Fn() -> Option<Held> + Send + Sync + 'static,
        step: impl Fn(isize) + Send + Sync + 'static,
    ) -> Keys {
        let keys = Keys { present: StoredValue::new(Box::new(present)), step: StoredValue::new(Box::new(step)) };
        let heard = window_event_listener(leptos::ev::keydown, move |event| keys.anywhere(&event));
        on_cleanup(move || heard.remove());
        keys
    }

    /// Changes how the picture is looked at.
    pub fn look(self, change: impl Fn(Lens) -> Option<Lens>) -> bool {
        let Some(held) = self.present.with_value(|present| present()).filter(|held| !held.is_video) else {
            return false;
        };
        let Some(lens) = change(held.lens.get_untracked()) else { return false };
        held.lens.set(lens);
        true
    }

    /// Goes to the next document, or back.
    pub fn step(self, by: isize) {
        self.step.with_value(|step| step(by));
    }

    /// A key was pressed at the documents: here all keys are theirs.
    pub fn here(self, event: &KeyboardEvent) {
        let frames = match event.key().as_str() {
            "," => -1,
            "." => 1,
            _ => 0,
        };
        let video = self.present.with_value(|present| present()).filter(|held| held.is_video && frames != 0);
        match video {
            Some(held) => held.frames.update(|all| *all += frames),
            None => self.press(event, Lens::after_here),
        }
    }

    /// A key was pressed anywhere: those that mean something elsewhere as well are left alone.
    fn anywhere(self, event: &KeyboardEvent) {
        if !event.default_prevented() && !is_typing(event) {
            self.press(event, Lens::after);
        }
    }

    fn press(self, event: &KeyboardEvent, change: fn(Lens, &str) -> Option<Lens>) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        let is_ours = match key.as_str() {
            "[" => {
                self.step(-1);
                true
            }
            "]" => {
                self.step(1);
                true
            }
            key => self.look(|lens| change(lens, key)),
        };
        if is_ours {
            event.prevent_default();
            event.stop_propagation();
        }
    }
}

/// Somebody writes into a field, or a dialog or the sign-in has the page.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let at =
        |selector: &str| target.as_ref().is_some_and(|one| one.closest(selector).is_ok_and(|found| found.is_some()));
    let is_open = document().query_selector("dialog[open], #password").is_ok_and(|found| found.is_some());
    is_open || at("input, textarea, select, video, [contenteditable]")
}
