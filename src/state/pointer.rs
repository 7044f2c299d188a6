//! Whether a finger or a mouse button is down. What makes the page move (an error message that appears as a field is left) waits
//! until it is up: else the button under the pointer is elsewhere by then, and the click is lost.

use leptos::prelude::*;
use std::time::Duration;

/// Browsers send the click right behind the release; what waited comes after it.
const AFTER_CLICK: Duration = Duration::from_millis(50);

/// What waits while the pointer is down.
#[derive(Clone, Copy)]
pub struct Pointer {
    down: StoredValue<bool>,
}

impl Pointer {
    /// Watches the pointer until the owner goes; `released` is called after each click, and at a key.
    pub fn watch(released: impl Fn() + Copy + Send + Sync + 'static) -> Pointer {
        let pointer = Pointer { down: StoredValue::new(false) };
        let up = move || {
            if pointer.down.try_set_value(false).is_none() {
                released();
            }
        };
        let listeners = [
            window_event_listener(leptos::ev::pointerdown, move |_| {
                pointer.down.try_set_value(true);
            }),
            window_event_listener(leptos::ev::pointerup, move |_| set_timeout(up, AFTER_CLICK)),
            window_event_listener(leptos::ev::pointercancel, move |_| up()),
            // A release outside the window is never told.
            window_event_listener(leptos::ev::keydown, move |_| up()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
        pointer
    }

    /// A finger or button is down.
    pub fn is_down(self) -> bool {
        self.down.try_get_value() == Some(true)
    }
}
