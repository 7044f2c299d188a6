//! How long a keystroke takes to be seen: from the event to the end of the frame that shows it.
//!
//! All letters are one request to the driver, at the pace of a person: each request of its own runs scripts in the page, which would be
//! measured too. The end of a frame is where the first task behind it begins, one that the browser takes before timers and messages: the browser's
//! own measure, event timing, goes in steps of 8 ms, and cannot tell 18 from 24.

use crate::browser::Browser;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;
use std::time::Duration;

/// From one key to the next, by who types fast: 100 words a minute.
pub const FAST: Duration = Duration::from_millis(100);

/// Hears of each letter before the page does, so that nothing of the page's own stands between the frame and its message.
const WATCH: &str = "
    window.beianKeys = [];
    let pressed = 0;
    addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
    addEventListener('input', () => {
        const began = pressed;
        requestAnimationFrame(() => {
            scheduler.postTask(() => window.beianKeys.push(performance.now() - began), { priority: 'user-blocking' });
        });
    }, true);";

const COUNTED: &str = "
    const [keys, done] = arguments;
    const look = () => window.beianKeys.length < keys ? setTimeout(look, 20) : done(window.beianKeys);
    look();";

/// Types so many letters into the field of this id, one each time that the pause is over, and gives the times in milliseconds,
/// shortest first.
pub async fn measure(browser: &Browser, id: &str, keys: usize, pause: Duration) -> Vec<f64> {
    browser.click(&format!("[id='{id}']")).await;
    browser.client.execute(WATCH, vec![]).await.expect("the page can be watched");
    let strokes = (0..keys).fold(KeyActions::new("keyboard".to_owned()), |strokes, n| {
        let value = char::from(b'a' + (n % 26) as u8);
        strokes.then(KeyAction::Down { value }).then(KeyAction::Up { value }).then(KeyAction::Pause { duration: pause })
    });
    browser.client.perform_actions(strokes).await.expect("the field takes keys");
    let counted = browser.client.execute_async(COUNTED, vec![keys.into()]).await.expect("every letter is seen");
    let mut times: Vec<f64> = counted.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The time that so many of a hundred stay below.
pub fn percentile(times: &[f64], part: usize) -> f64 {
    times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default()
}
