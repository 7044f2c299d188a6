//! Waiting for a change: asks again only after the last answer, backs off with jitter on errors, rests while hidden.

use super::ApiError;
use gloo_timers::future::TimeoutFuture;
use std::future::Future;
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

/// Asks until `on_answer` stops it. `ask` should itself wait for a change (`?wait=`), so that an idle poll is one
/// request in 25 seconds.
pub async fn until_stopped<T, F>(mut ask: impl FnMut() -> F, mut on_answer: impl FnMut(Result<T, ApiError>) -> Next)
where
    F: Future<Output = Result<T, ApiError>>,
{
    let mut failures = 0;
    loop {
        shown().await;
        let answer = ask().await;
        failures = if answer.is_err() { failures + 1 } else { 0 };
        if on_answer(answer) == Next::Stop {
            return;
        }
        if failures > 0 {
            TimeoutFuture::new(pause(failures, js_sys::Math::random())).await;
        }
    }
}

/// The pause after so many failures in a row; `chance` in 0..1 spreads it over 50 to 100 %.
pub(super) fn pause(failures: u32, chance: f64) -> u32 {
    let full = FIRST_PAUSE.saturating_mul(1 << (failures - 1).min(8)).min(LONGEST_PAUSE);
    full / 2 + (f64::from(full / 2) * chance) as u32
}

/// Ready at once while the page is shown; else when it is shown again.
async fn shown() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    while document.hidden() {
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            let options = web_sys::AddEventListenerOptions::new();
            options.set_once(true);
            let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
                "visibilitychange",
                &resolve,
                &options,
            );
        });
        let _ = JsFuture::from(promise).await;
    }
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
