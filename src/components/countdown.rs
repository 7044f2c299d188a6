//! Time that is left, renewed each second; a screen reader reads it when asked, and is not told each second.

use crate::dynamic::dynamic;
use crate::state::clock;
use beian_model::Timestamp;
use leptos::prelude::*;

/// Hours, minutes and seconds as `23:59:59`, minutes and seconds below an hour; `0:00` when over.
pub fn left(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The time left until a moment.
#[component]
pub fn Countdown(
    /// The moment.
    #[prop(into)]
    until: Signal<Timestamp>,
) -> impl IntoView {
    let now = clock::ticking();
    view! { <TimeLeft seconds=Signal::derive(move || until.get().0 - now.get().0) /> }
}

/// So many seconds.
#[component]
pub fn TimeLeft(
    /// How many, renewed by who knows the clock.
    #[prop(into)]
    seconds: Signal<i64>,
) -> impl IntoView {
    view! {
        <span class="countdown" role="timer" aria-live="off">
            {dynamic(move || left(seconds.get()))}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_left_and_stops_at_nothing() {
        for (seconds, said) in [(86_399, "23:59:59"), (3_600, "1:00:00"), (599, "9:59"), (5, "0:05"), (-9, "0:00")] {
            assert_eq!(left(seconds), said);
        }
    }
}
