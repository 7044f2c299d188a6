//! Waiting with an end: whatever the browser or the network is asked for may never answer.

use js_sys::{Date, Function, Promise, Reflect};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// Ready after so many milliseconds.
pub async fn rest(milliseconds: u32) {
    let over = Promise::new(&mut |resolve, _| call_after(&resolve, milliseconds));
    // It is never rejected.
    let _ = JsFuture::from(over).await;
}

/// Calls after so many milliseconds: a promise ends then at the latest, if this is what rejects it.
pub fn call_after(then: &Function, milliseconds: u32) {
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(then, milliseconds as i32);
    }
}

/// Ready when the browser has nothing to do; where it does not tell, after half a second.
pub async fn idle() {
    let window = JsValue::from(web_sys::window());
    let ask = Reflect::get(&window, &"requestIdleCallback".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let Some(ask) = ask else { return rest(500).await };
    let over = Promise::new(&mut |resolve, _| {
        // A browser that has it takes it.
        let _ = ask.call1(&window, &resolve);
    });
    // It is never rejected.
    let _ = JsFuture::from(over).await;
}

/// What the first gives, unless the second is ready before.
pub async fn first_of<T, U>(first: impl Future<Output = T>, second: impl Future<Output = U>) -> Option<T> {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => second.as_mut().poll(context).map(|_| None),
    })
    .await
}

/// Ready when so many milliseconds are over for what is under way. A computer that slept stopped its timers, not the time of
/// day; so that is looked at when the page is shown or the network is back, and nowhere else: a person may set it.
pub async fn over(milliseconds: u32) {
    let began = Date::now();
    let mut timer = pin!(rest(milliseconds));
    while first_of(timer.as_mut(), woken()).await.is_none() {
        if Date::now() - began >= f64::from(milliseconds) {
            return;
        }
    }
}

/// Ready the next time that the page is shown or hidden, or the network is back.
pub async fn woken() {
    let Some(window) = web_sys::window() else { return };
    let listening = Abort::new();
    let promise = Promise::new(&mut |resolve, _| {
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        if let Some(signal) = listening.signal() {
            options.set_signal(&signal);
        }
        let document = window.document().map(JsCast::unchecked_into::<web_sys::EventTarget>);
        let window: &web_sys::EventTarget = window.as_ref();
        for (target, event) in [(document.as_ref(), "visibilitychange"), (Some(window), "online")] {
            let Some(target) = target else { continue };
            let _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, &resolve, &options);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Takes with itself what was begun under its signal: a request, a listener. Nothing where the browser cannot.
pub struct Abort(Option<AbortController>);

impl Abort {
    /// Nothing is under it yet.
    #[allow(clippy::new_without_default)] // nobody asks for one without meaning it
    pub fn new() -> Abort {
        Abort(AbortController::new().ok())
    }

    /// What goes with a request or a listener.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
