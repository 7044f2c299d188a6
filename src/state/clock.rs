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
