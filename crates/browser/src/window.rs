//! The browser's window and document, and work that waits: for code that stands without the framework's views.

use send_wrapper::SendWrapper;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, closure::Closure};
use web_sys::{Document, EventTarget, Window};

/// The window of the page.
pub fn window() -> Window {
    web_sys::window().expect_throw("a page has a window")
}

/// The document of the page.
pub fn document() -> Document {
    window().document().expect_throw("a window of a page has a document")
}

/// Takes the shell away that the html painted before any script ran: the application draws its own now.
pub fn take_over_shell() {
    while let Ok(Some(part)) = document().query_selector("[data-shell]") {
        part.remove();
    }
}

/// Begins something that waits, on this page. Compiled once, whatever it waits for.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}

/// Calls with the next frame.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    // A browser always takes it.
    let _ = window().request_animation_frame(then.unchecked_ref());
}

/// A listener that is taken away with its value.
pub struct Listening {
    target: SendWrapper<EventTarget>,
    event: &'static str,
    then: SendWrapper<JsValue>,
}

impl Listening {
    /// Calls at each such event.
    pub fn to(target: &EventTarget, event: &'static str, then: impl FnMut() + 'static) -> Listening {
        let then: Box<dyn FnMut()> = Box::new(then);
        let then = Closure::wrap(then).into_js_value();
        // A name and a function: nothing that a browser could refuse.
        let _ = target.add_event_listener_with_callback(event, then.unchecked_ref());
        Listening { target: SendWrapper::new(target.clone()), event, then: SendWrapper::new(then) }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.then.unchecked_ref());
    }
}
