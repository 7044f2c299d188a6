//! The one clock of the pages: the server's time, and a signal that ticks each second while somebody looks at it.

use beian_browser::client::server_clock;
use beian_locale::Lang;
use beian_model::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

pub use beian_browser::client::server_clock::elapsed;

/// Now, by the server's clock: this computer's may be hours wrong.
pub fn now() -> Timestamp {
    Timestamp((server_clock::now() / 1000.0) as i64)
}

/// Now as a signal, renewed each second until the owner goes.
pub fn ticking() -> Signal<Timestamp> {
    let time = RwSignal::new(now());
    if let Ok(handle) = set_interval_with_handle(move || time.set(now()), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    time.into()
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
pub fn written(at: Timestamp, lang: Lang) -> String {
    in_china(at, lang, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// Hours, minutes and seconds in the time of China, for "saved at".
pub fn time_of_day(at: Timestamp) -> String {
    let seconds = (at.0 + 8 * 3600).rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn in_china(at: Timestamp, lang: Lang, styles: &[(&str, &str)]) -> String {
    let options = js_sys::Object::new();
    for (name, value) in styles.iter().chain([&("timeZone", "Asia/Shanghai")]) {
        let _ = js_sys::Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let date = js_sys::Date::new(&((at.0 as f64) * 1000.0).into());
    date.to_locale_string(lang.as_str(), &options).into()
}
