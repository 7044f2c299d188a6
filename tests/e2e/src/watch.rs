//! When a page's first field can be used, and what the browser fetched until then.
//!
//! A script that runs before the page's own looks at each frame whether the field is there, shown and enabled, and notes the time
//! after that frame was painted. A page may show the field in its shell before its program runs: `ready` is when the shell has gone
//! too (`[data-shell]`; pages without one are ready with the field). Bytes are those of the bodies as they travelled, by the
//! browser's own resource timing: everything that had arrived by then, the page itself and the answers to its requests included.

use crate::browser::Browser;
use crate::patience::every;
use serde_json::{Value, json};
use std::time::Duration;

/// How long a page may take on a slow line.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two questions.
const SELDOM: Duration = Duration::from_millis(250);

const WATCH: &str = "
    const field = FIELD;
    const marks = window.beianMarks = {};
    const note = name => {
        marks[name] = 0;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { marks[name] = performance.now(); };
        channel.port2.postMessage(null);
    };
    const look = () => {
        const found = document.querySelector(field);
        const usable = found && !found.disabled && !found.readOnly && found.checkVisibility({ visibilityProperty: true });
        if (usable && !('field' in marks)) note('field');
        if (usable && !document.querySelector('[data-shell]')) return note('ready');
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await own.apply(WebAssembly, given);
            // Whatever it is called, and of a program in chunks the first one's: the others borrow it.
            const memory = Object.values((made.instance ?? made).exports).find(one => one instanceof WebAssembly.Memory);
            window.beianMemory ??= memory;
            return made;
        };
    }";

const SEEN: &str = "
    const marks = window.beianMarks;
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    if (!marks?.ready || !marks.field || !paint || document.readyState !== 'complete') return null;
    const page = performance.getEntriesByType('navigation')[0];
    const all = [page, ...performance.getEntriesByType('resource').filter(one => one.name.startsWith('http'))];
    // A request is told of once it is answered: quiet is when nothing was added for as long as four questions take.
    marks.quiet = marks.known === all.length ? marks.quiet + 1 : 0;
    marks.known = all.length;
    if (marks.quiet < 4) return null;
    const bytes = at => all.filter(one => one.responseEnd <= at).reduce((sum, one) => sum + one.encodedBodySize, 0);
    return {
        paint: paint.startTime,
        // What was not painted yet was of no use.
        field: Math.max(marks.field, paint.startTime),
        ready: Math.max(marks.ready, paint.startTime),
        bytes_field: bytes(marks.field),
        bytes_ready: bytes(marks.ready),
        requests: all.length,
        travelled: all.reduce((sum, one) => sum + one.transferSize, 0),
        asked: all.filter(one => one.transferSize > 0).length,
        asked_field: all.filter(one => one.transferSize > 0 && one.responseEnd <= marks.field).length,
    };";

/// What was seen of a page.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// First paint of any content, milliseconds after the address was opened.
    pub paint: f64,
    /// The field was there to be used.
    pub field: f64,
    /// The program had taken over too.
    pub ready: f64,
    /// Bytes that had arrived when the field was there.
    pub bytes_field: f64,
    /// Bytes that had arrived when the program had taken over.
    pub bytes_ready: f64,
    /// Requests, those that the cache answered included.
    pub requests: f64,
    /// Requests that went to the server.
    pub asked: f64,
    /// Those of them that had been answered when the field was there: what it may have waited for.
    pub asked_field: f64,
    /// Bytes that travelled for all of them, with 300 for the headers of each, as browsers count.
    pub travelled: f64,
}

impl Browser {
    /// Watches every page that is opened from now on for its first field.
    pub async fn watch(&self, field: &str) {
        self.before_load(&format!("(() => {{ {} }})()", WATCH.replace("FIELD", &json!(field).to_string()))).await;
    }

    /// Bytes of the memory of the WebAssembly program that a watched page runs.
    pub async fn wasm_memory(&self) -> u64 {
        let bytes = self.client.execute("return window.beianMemory?.buffer.byteLength ?? 0", vec![]).await;
        bytes.expect("the page answers").as_u64().unwrap_or_default()
    }

    /// Opens a page that is watched, and waits until it is ready.
    pub async fn open_watched(&self, url: &str) -> Seen {
        self.goto(url).await;
        // Asked seldom: each question takes the page's own time.
        let seen = every(SELDOM, PATIENCE, async || {
            self.client.execute(SEEN, vec![]).await.ok().filter(Value::is_object).ok_or(())
        });
        let Ok(seen) = seen.await else {
            self.picture("failed").await;
            panic!("{url} never had its field\n{}", self.text_of("body").await)
        };
        let number = |name: &str| seen[name].as_f64().unwrap_or_else(|| panic!("no {name} in {seen}"));
        Seen {
            paint: number("paint"),
            field: number("field"),
            ready: number("ready"),
            bytes_field: number("bytes_field"),
            bytes_ready: number("bytes_ready"),
            requests: number("requests"),
            asked: number("asked"),
            asked_field: number("asked_field"),
            travelled: number("travelled"),
        }
    }
}
