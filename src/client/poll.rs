//! Waiting for a change: asks again only after the last answer, backs off with jitter on errors, rests while hidden, and is
//! there again at once when the page is shown or the network is back.

use super::ApiError;
use gloo_timers::future::TimeoutFuture;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What the caller makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask again.
    Again,
    /// It is over.
    Stop,
}

/// First pause after an error, milliseconds.
const FIRST_PAUSE: u32 = 1_000;
/// Longest pause after errors, milliseconds.
const LONGEST_PAUSE: u32 = 15_000;
/// Longest that a request may take, milliseconds: the server answers within 25 seconds, or the line is dead without having
/// said so, as after a computer's sleep.
const LONGEST_ANSWER: u32 = 40_000;

/// Asks until `on_answer` stops it. `ask` should itself wait for a change (`?wait=`), so that an idle poll is one
/// request in 25 seconds.
pub async fn until_stopped<T, F>(ask: impl FnMut() -> F, on_answer: impl FnMut(Result<T, ApiError>) -> Next)
where
    F: Future<Output = Result<T, ApiError>>,
{
    until_stopped_telling(ask, on_answer, |_| {}).await;
}

/// As [`until_stopped`]; `on_pause` is told how many milliseconds it rests after a failure, and nothing once it asks again.
pub async fn until_stopped_telling<T, F>(
    mut ask: impl FnMut() -> F,
    mut on_answer: impl FnMut(Result<T, ApiError>) -> Next,
    mut on_pause: impl FnMut(Option<u32>),
) where
    F: Future<Output = Result<T, ApiError>>,
{
    let mut failures = 0;
    loop {
        shown().await;
        if failures > 0 {
            on_pause(None);
        }
        let answer = match first_of(ask(), dead_line()).await {
            Some(answer) => answer,
            None => Err(ApiError::Offline),
        };
        failures = if answer.is_err() { failures + 1 } else { 0 };
        if on_answer(answer) == Next::Stop {
            return;
        }
        if failures > 0 {
            let pause = pause(failures, js_sys::Math::random());
            on_pause(Some(pause));
            first_of(TimeoutFuture::new(pause), woken()).await;
        }
    }
}

/// The pause after so many failures in a row, milliseconds; `chance` in 0..1 spreads it over 50 to 100 %.
pub fn pause(failures: u32, chance: f64) -> u32 {
    let full = FIRST_PAUSE.saturating_mul(1 << (failures - 1).min(8)).min(LONGEST_PAUSE);
    full / 2 + (f64::from(full / 2) * chance) as u32
}

/// What the first gives, unless the second is ready before.
async fn first_of<T, U>(first: impl Future<Output = T>, second: impl Future<Output = U>) -> Option<T> {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => second.as_mut().poll(context).map(|_| None),
    })
    .await
}

/// Ready when a request that is under way can have no answer any more. A computer that slept stopped its timers, not the
/// time of day; so that is looked at when the page is shown or the network is back.
async fn dead_line() {
    let began = js_sys::Date::now();
    let over = || js_sys::Date::now() - began >= f64::from(LONGEST_ANSWER);
    while !over() {
        first_of(TimeoutFuture::new(LONGEST_ANSWER), woken()).await;
    }
}

/// Ready at once while the page is shown; else when it is shown again.
async fn shown() {
    while is_hidden() {
        woken().await;
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Takes its listeners away with itself.
struct Listening(Option<web_sys::AbortController>);

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Ready the next time that the page is shown or hidden, or the network is back.
async fn woken() {
    let Some(window) = web_sys::window() else { return };
    let listening = Listening(web_sys::AbortController::new().ok());
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        if let Some(controller) = &listening.0 {
            options.set_signal(&controller.signal());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        assert_eq!(pause(1, 0.0), 500);
        assert_eq!(pause(2, 0.0), 1_000);
        for failures in 1..60 {
            assert!(pause(failures, 0.999) <= LONGEST_PAUSE);
        }
    }
}
