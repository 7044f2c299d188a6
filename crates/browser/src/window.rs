//! The browser's window and document, and work that waits: for code that stands without the framework's views.

use gloo_events::EventListener;
use js_sys::Reflect;
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

/// The person asked their browser to fetch nothing that is not wanted yet (`navigator.connection.saveData`).
pub fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let connection = get(&window().navigator(), "connection");
    connection.is_object() && get(&connection, "saveData").is_truthy()
}

/// Loads the page anew.
pub fn reload() {
    // A browser always can.
    let _ = window().location().reload();
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
    _listener: SendWrapper<EventListener>,
}

impl Listening {
    /// Calls at each such event.
    pub fn to(target: &EventTarget, event: &'static str, then: impl FnMut() + 'static) -> Listening {
        fn listen(target: &EventTarget, event: &'static str, mut then: Box<dyn FnMut()>) -> EventListener {
            EventListener::new(target, event, move |_| then())
        }
        Listening { _listener: SendWrapper::new(listen(target, event, Box::new(then))) }
    }
}
