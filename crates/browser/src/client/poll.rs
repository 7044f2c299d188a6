//! Waiting for a change: asks again only after the last answer, backs off with jitter on errors, rests while hidden, and is
//! there again at once when the page is shown or the network is back.

use super::ApiError;
use crate::waiting::{first_of, rest, woken};
use std::future::Future;
use std::pin::pin;

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
/// request in 25 seconds; a request that has no answer ends by itself.
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
        let answer = ask().await;
        failures = if answer.is_err() { failures + 1 } else { 0 };
        if on_answer(answer) == Next::Stop {
            return;
        }
        if failures > 0 {
            let pause = pause(failures, js_sys::Math::random());
            on_pause(Some(pause));
            let mut pause = pin!(rest(pause));
            first_of(pause.as_mut(), woken()).await;
        }
    }
}

/// The pause after so many failures in a row, milliseconds; `chance` in 0..1 spreads it over 50 to 100 %.
pub fn pause(failures: u32, chance: f64) -> u32 {
    let full = FIRST_PAUSE.saturating_mul(1 << (failures - 1).min(8)).min(LONGEST_PAUSE);
    full / 2 + (f64::from(full / 2) * chance) as u32
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
