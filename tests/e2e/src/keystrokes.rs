//! How long a keystroke takes to be seen: from the event to the frame that shows it.
//!
//! Each character is sent by WebDriver, as a keyboard would; an observer of event timing (the browser's own measure, in steps of 8 ms)
//! notes the time from each `keydown` to the next paint. What takes less than 16 ms is not reported by browsers and counts as 16.

use crate::browser::Browser;
use serde_json::Value;

/// The shortest time that browsers report, milliseconds.
const SHORTEST: f64 = 16.0;

const WATCH: &str = "
    window.beianKeys = [];
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (one.name === 'keydown') window.beianKeys.push(one.duration);
    }).observe({ type: 'event', durationThreshold: 16 });";

const COUNTED: &str = "
    const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(window.beianKeys), 100));";

/// Types so many letters into the field of this id and gives the times in milliseconds, shortest first.
pub async fn measure(browser: &Browser, id: &str, keys: usize) -> Vec<f64> {
    let field = browser.find(&format!("[id='{id}']")).await;
    browser.click(&format!("[id='{id}']")).await;
    browser.client.execute(WATCH, vec![]).await.expect("the browser measures events");
    for n in 0..keys {
        let key = char::from(b'a' + (n % 26) as u8);
        field.send_keys(&key.to_string()).await.expect("the field takes keys");
    }
    let counted = browser.client.execute_async(COUNTED, vec![]).await.expect("the browser measured");
    let mut times: Vec<f64> = counted.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.resize(keys.max(times.len()), SHORTEST);
    times.sort_by(f64::total_cmp);
    times
}

/// The time that so many of a hundred keystrokes stay below.
pub fn percentile(times: &[f64], part: usize) -> f64 {
    times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default()
}
