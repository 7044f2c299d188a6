//! The browser's window and document, and work that waits: for code that stands without the framework's views.

use crate::waiting::call_after;
use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;

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

/// A tab that is not painted has no frames: it is waited for so many milliseconds at most.
const WITHOUT_FRAMES: u32 = 250;

/// What waits for the next frame, and what waits for the end of the one that is being painted.
#[derive(Default)]
struct AfterPaint {
    frame: Vec<Box<dyn FnOnce()>>,
    paint: Vec<Box<dyn FnOnce()>>,
    /// Frames that came; and their number when a tab without frames was last thought of.
    frames: u32,
    watched: Option<u32>,
}

thread_local! {
    static AFTER_PAINT: RefCell<AfterPaint> = RefCell::default();
    // Made once: a letter that is typed waits for one of each.
    static ON_FRAME: Function = function(on_frame);
    static ON_PAINTED: Function = function(on_painted);
    static ON_NO_FRAME: Function = function(on_no_frame);
}

fn function(then: fn()) -> Function {
    Closure::<dyn FnMut()>::new(then).into_js_value().unchecked_into()
}

/// Calls once the next frame is painted, or where none comes.
pub fn after_paint(then: impl FnOnce() + 'static) {
    fn wait(then: Box<dyn FnOnce()>) {
        let (is_first, is_watched) = AFTER_PAINT.with_borrow_mut(|after| {
            after.frame.push(then);
            (after.frame.len() == 1, after.watched.replace(after.watched.unwrap_or(after.frames)).is_some())
        });
        if is_first {
            // A browser always takes it.
            let _ = ON_FRAME.with(|on_frame| window().request_animation_frame(on_frame));
        }
        if !is_watched {
            ON_NO_FRAME.with(|on_no_frame| call_after(on_no_frame, WITHOUT_FRAMES));
        }
    }
    wait(Box::new(then));
}

fn on_frame() {
    AFTER_PAINT.with_borrow_mut(|after| {
        after.frames = after.frames.wrapping_add(1);
        let mut waited = std::mem::take(&mut after.frame);
        after.paint.append(&mut waited);
    });
    // A frame is painted right behind its callbacks, before any timer.
    ON_PAINTED.with(|on_painted| call_after(on_painted, 0));
}

fn on_painted() {
    let waited = AFTER_PAINT.with_borrow_mut(|after| std::mem::take(&mut after.paint));
    waited.into_iter().for_each(|then| then());
}

/// Where no frame came since this was asked for, none is waited for.
fn on_no_frame() {
    let waits = AFTER_PAINT.with_borrow_mut(|after| {
        let is_painted = after.watched.take() != Some(after.frames);
        if !is_painted {
            let mut waited = std::mem::take(&mut after.frame);
            after.paint.append(&mut waited);
        } else if !after.frame.is_empty() {
            after.watched = Some(after.frames);
        }
        after.watched.is_some()
    });
    if waits {
        return ON_NO_FRAME.with(|on_no_frame| call_after(on_no_frame, WITHOUT_FRAMES));
    }
    on_painted();
}

/// Calls at each of these events before whatever else hears of it, as long as the page lives.
pub fn hear_first(events: &[&str], then: impl FnMut(Event) + 'static) {
    let then = Closure::<dyn FnMut(Event)>::new(then).into_js_value();
    for event in events {
        // A browser always listens.
        let _ = window().add_event_listener_with_callback_and_bool(event, then.unchecked_ref(), true);
    }
}

/// The person is on their way back or forward in the history: the browser takes them to where they had scrolled. Known from the first
/// time that it is asked.
pub fn is_travelling() -> bool {
    thread_local! {
        static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
        static TRAVELS: Cell<bool> = const { Cell::new(false) };
    }
    if !IS_WATCHED.replace(true) {
        hear_first(&["popstate", "click"], |event| TRAVELS.set(event.type_() == "popstate"));
    }
    TRAVELS.get()
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
