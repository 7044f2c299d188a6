//! How long the next step of the wizard takes to be seen: from the click to the first frame that shows it, without what the server took.

use crate::browser::Browser;
use crate::patience::{PATIENCE, every};
use serde_json::{Value, json};
use std::time::Duration;

/// So long nothing may come for everything to be there.
const QUIET: Duration = Duration::from_millis(500);

/// The click that comes, the change that draws the step, and the end of the frame behind it. What was fetched in between is the server's.
const WATCH: &str = "
    const [to] = arguments;
    performance.clearResourceTimings();
    window.beianStep = new Promise(done => {
        let began = 0;
        addEventListener('click', event => { began = event.timeStamp; }, { capture: true, once: true });
        const drawn = new MutationObserver(() => {
            const current = document.querySelector(\".stepper [aria-current='step'] a\");
            if (!current?.pathname.endsWith(to)) return;
            drawn.disconnect();
            const at = performance.now();
            const seen = () => {
                const all = performance.getEntriesByType('resource');
                const asked = all.filter(one => one.startTime >= began && one.responseEnd <= at);
                done(performance.now() - began - asked.reduce((sum, one) => sum + one.duration, 0));
            };
            // Behind the frame, and before timers and messages: what the page does then is seen by nobody yet.
            requestAnimationFrame(() => scheduler.postTask(seen, { priority: 'user-blocking' }));
        });
        drawn.observe(document.body, { childList: true, subtree: true });
    });";

const SEEN: &str = "const done = arguments[0]; window.beianStep.then(done);";

/// Clicks what leads to a step, by the end of its address, and gives the milliseconds.
pub async fn measure(browser: &Browser, css: &str, to: &str) -> f64 {
    browser.find(css).await;
    browser.client.execute(WATCH, vec![json!(to)]).await.expect("the page can be watched");
    browser.click(css).await;
    let seen = browser.client.execute_async(SEEN, vec![]).await.expect("the step is seen");
    seen.as_f64().expect("a time")
}

/// Waits until everything that is fetched ahead is there.
pub async fn until_all_is_here(browser: &Browser) {
    let mut before = Value::Null;
    let count = "return performance.getEntriesByType('resource').length";
    let quiet = every(QUIET, PATIENCE, async || {
        let now = browser.client.execute(count, vec![]).await.expect("the page answers");
        if std::mem::replace(&mut before, now.clone()) == now { Ok(()) } else { Err(()) }
    });
    quiet.await.expect("the page comes to rest");
}
