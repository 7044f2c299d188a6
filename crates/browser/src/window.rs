//! The browser's window and document, and work that waits: for code that stands without the framework's views.

use crate::waiting::call_after;
use gloo_events::EventListener;
use js_sys::Reflect;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, closure::Closure};
use web_sys::{Document, Event, EventTarget, Window};

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

/// What the first that comes calls, and nobody after it.
type Once = Rc<Cell<Option<Box<dyn FnOnce()>>>>;

/// A tab that is not painted has no frames: it is waited for so many milliseconds at most.
const WITHOUT_FRAMES: u32 = 250;

/// Calls once the next frame is painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    fn once(then: Box<dyn FnOnce()>) {
        let first = Rc::new(Cell::new(Some(then)));
        let second = Rc::clone(&first);
        let call = |then: Once| {
            Closure::once_into_js(move || {
                if let Some(then) = then.take() {
                    then();
                }
            })
        };
        let (first, second) = (call(first), call(second));
        // A frame is painted right behind its callbacks, before any timer.
        next_frame(move || call_after(first.unchecked_ref(), 0));
        call_after(second.unchecked_ref(), WITHOUT_FRAMES);
    }
    once(Box::new(then));
}

/// Calls at each of these events before whatever else hears of it, as long as the page lives.
pub fn hear_first(events: &[&str], then: impl FnMut(Event) + 'static) {
    let then = Closure::<dyn FnMut(Event)>::new(then).into_js_value();
    for event in events {
        // A browser always listens.
        let _ = window().add_event_listener_with_callback_and_bool(event, then.unchecked_ref(), true);
    }
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
