//! The server's time: each answer says it (`Date`), and what passed since is measured by a clock that nobody sets.

use super::exchange;
use gloo_net::http::Response;
use std::cell::Cell;

thread_local! {
    /// The server's time when this page's own clock stood at nothing, in milliseconds since 1970.
    static BEGAN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Two answers that agree this well, in milliseconds, tell of the same clock: `Date` has whole seconds, and travels for a while.
const AGREE: f64 = 2_000.0;

/// Follows the server's time from now on. A page that shows no time saves the bytes.
pub fn follow() {
    exchange::read_with(note);
}

/// What an answer says of the time.
fn note(answer: &Response) {
    let Some(date) = answer.headers().get("date") else { return };
    let (date, elapsed) = (js_sys::Date::parse(&date), elapsed());
    if date.is_finite() {
        BEGAN.set(Some(nearer(BEGAN.get(), date - elapsed)));
    }
}

/// The better of two tellings of when this page's clock began. Cut to the second and delayed on its way, each is late by up to
/// some seconds and never early: the later one is nearer, unless the server's clock was set, or this computer slept.
fn nearer(known: Option<f64>, told: f64) -> f64 {
    match known {
        Some(known) if (known - told).abs() <= AGREE => known.max(told),
        _ => told,
    }
}

/// Now by the server's clock, in milliseconds since 1970; by the browser's before any answer, or where it is not followed.
pub fn now() -> f64 {
    BEGAN.get().map_or_else(js_sys::Date::now, |began| began + elapsed())
}

/// Milliseconds since the page was opened, by a clock that nobody sets: a computer with a wrong time of day does not matter.
pub fn elapsed() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_agree_make_it_better_and_one_that_does_not_takes_its_place() {
        for (known, told, better) in [
            (None, 5_000.0, 5_000.0),
            (Some(5_000.0), 5_600.0, 5_600.0),
            (Some(5_000.0), 4_100.0, 5_000.0),
            // Two hours: a clock was set.
            (Some(7_205_000.0), 5_000.0, 5_000.0),
            (Some(5_000.0), 7_205_000.0, 7_205_000.0),
        ] {
            assert_eq!(nearer(known, told), better, "{told} after {known:?}");
        }
    }
}
