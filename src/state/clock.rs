//! The one clock of the pages: now, and a signal that ticks each second while somebody looks at it.

use crate::model::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// Now, by the browser's clock.
pub fn now() -> Timestamp {
    Timestamp((js_sys::Date::now() / 1000.0) as i64)
}

/// Now as a signal, renewed each second until the owner goes.
pub fn ticking() -> Signal<Timestamp> {
    let time = RwSignal::new(now());
    if let Ok(handle) = set_interval_with_handle(move || time.set(now()), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    time.into()
}

/// Milliseconds since the page was opened, by a clock that nobody sets: a computer with a wrong time of day does not matter.
pub fn elapsed() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// What changes around a page while somebody looks at it; a test gives its own.
#[derive(Clone, Copy)]
pub struct Around {
    /// [`elapsed`], renewed each second.
    pub elapsed: Signal<f64>,
    /// The page is shown, not behind another tab.
    pub shown: Signal<bool>,
}

impl Around {
    /// Watches until the owner goes.
    pub fn watch() -> Around {
        let time = RwSignal::new(elapsed());
        let shown = RwSignal::new(!document().hidden());
        if let Ok(handle) = set_interval_with_handle(move || time.set(elapsed()), Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            // Timers are slow behind another tab: the time first, then what is decided by it.
            time.set(elapsed());
            shown.set(!document().hidden());
        });
        on_cleanup(move || listener.remove());
        Around { elapsed: time.into(), shown: shown.into() }
    }
}

/// A point in time as the reader writes it, to the minute, in the time of China.
pub fn written(at: Timestamp, lang: crate::locale::Lang) -> String {
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short"), ("timeZone", "Asia/Shanghai")] {
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let date = js_sys::Date::new(&((at.0 as f64) * 1000.0).into());
    date.to_locale_string(lang.as_str(), &options).into()
}

/// Hours and minutes, for "saved at".
pub fn time_of_day(at: Timestamp, lang: crate::locale::Lang) -> String {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"timeStyle".into(), &"medium".into());
    let date = js_sys::Date::new(&((at.0 as f64) * 1000.0).into());
    date.to_locale_time_string_with_options(lang.as_str(), &options).into()
}
