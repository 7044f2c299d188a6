//! Since when a filing waits, how long there is until it is due, or since when it is late.

use super::queue_state::QueueState;
use beian::dynamic::dynamic;
use beian::state::{clock, use_language};
use beian_locale::{Word, Words, desk::Desk, fill};
use beian_model::Timestamp;
use leptos::prelude::*;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// So long hours are said, and days from then on.
const IN_HOURS: i64 = 48 * HOUR;

/// Words and number of the time between now and when it is due; true where that is over.
fn left(due: Timestamp, now: Timestamp) -> (Word, i64, bool) {
    let seconds = due.0.saturating_sub(now.0);
    let (late, seconds) = (seconds <= 0, seconds.saturating_abs());
    let (unit, words) = match seconds {
        IN_HOURS.. => (DAY, [Desk::LeftDays, Desk::LateDays]),
        HOUR..IN_HOURS => (HOUR, [Desk::LeftHours, Desk::LateHours]),
        _ => (MINUTE, [Desk::LeftMinutes, Desk::LateMinutes]),
    };
    (words[usize::from(late)], seconds / unit, late)
}

/// Since when it waits.
pub fn since(since: Timestamp) -> AnyView {
    let language = use_language();
    view! { {dynamic(move || clock::written(since, language.get()))} }.into_any()
}

/// The cell of a row; the moment itself is its title.
pub fn due(queue: QueueState, due: Timestamp) -> AnyView {
    let language = use_language();
    let said = move || {
        let (word, count, _) = left(due, queue.now.get());
        let count = count.to_string();
        fill(word.text(language.get()), |_| Some(count.as_str()))
    };
    let is_late = move || left(due, queue.now.get()).2;
    view! {
        <span class="due" data-late=move || is_late().then_some("true") title=move || clock::written(due, language.get())>
            {dynamic(said)}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_for_two_days_and_minutes_in_the_last() {
        let now = Timestamp(1_000_000);
        for (seconds, word, count, late) in [
            (3 * DAY, Desk::LeftDays, 3, false),
            (47 * HOUR, Desk::LeftHours, 47, false),
            (HOUR, Desk::LeftHours, 1, false),
            (HOUR - 1, Desk::LeftMinutes, 59, false),
            (1, Desk::LeftMinutes, 0, false),
            (0, Desk::LateMinutes, 0, true),
            (-5 * HOUR, Desk::LateHours, 5, true),
            (-50 * HOUR, Desk::LateDays, 2, true),
        ] {
            assert_eq!(left(now.plus(seconds), now), (word, count, late), "{seconds}");
        }
    }
}
