//! How long a keystroke takes to be seen: from the event to the frame that shows it.
//!
//! All letters are one request to the driver, at the pace of a person: each request of its own runs scripts in the page, which would be
//! measured too. An observer of event timing (the browser's own measure, in steps of 8 ms) notes the time from the key to the next
//! paint. What takes less than 16 ms is not reported by browsers and counts as 16.

use crate::browser::Browser;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;
use std::time::Duration;

/// The shortest time that browsers report, milliseconds.
const SHORTEST: f64 = 16.0;
/// From one key to the next, by who types fast: 100 words a minute.
pub const FAST: Duration = Duration::from_millis(100);

/// A letter is two events, the key and what it writes: the later paint of the two counts.
const WATCH: &str = "
    window.beianKeys = {};
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) {
            if (one.interactionId && (one.name === 'keydown' || one.name === 'keypress')) {
                window.beianKeys[one.interactionId] = Math.max(window.beianKeys[one.interactionId] ?? 0, one.duration);
            }
        }
    }).observe({ type: 'event', durationThreshold: 16 });";

const COUNTED: &str = "
    const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(Object.values(window.beianKeys)), 200));";

/// Types so many letters into the field of this id, one each time that the pause is over, and gives the times in milliseconds,
/// shortest first.
pub async fn measure(browser: &Browser, id: &str, keys: usize, pause: Duration) -> Vec<f64> {
    browser.click(&format!("[id='{id}']")).await;
    browser.client.execute(WATCH, vec![]).await.expect("the browser measures events");
    let strokes = (0..keys).fold(KeyActions::new("keyboard".to_owned()), |strokes, n| {
        let value = char::from(b'a' + (n % 26) as u8);
        strokes.then(KeyAction::Down { value }).then(KeyAction::Up { value }).then(KeyAction::Pause { duration: pause })
    });
    browser.client.perform_actions(strokes).await.expect("the field takes keys");
    let counted = browser.client.execute_async(COUNTED, vec![]).await.expect("the browser measured");
    let mut times: Vec<f64> = counted.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.resize(keys.max(times.len()), SHORTEST);
    times.sort_by(f64::total_cmp);
    times
}

/// The time that so many of a hundred stay below.
pub fn percentile(times: &[f64], part: usize) -> f64 {
    times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default()
}
