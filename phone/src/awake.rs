//! The screen stays on while something is recorded, where the browser can do that.

use beian_browser::window::{spawn, window};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Keeps the screen on (`navigator.wakeLock`) until it is dropped.
pub struct Awake(Option<Promise>);

impl Awake {
    /// Asks for it; where there is no such thing, or the battery is low, the screen may go off.
    pub fn hold() -> Awake {
        let navigator = window().navigator();
        let lock = Reflect::get(&navigator, &"wakeLock".into()).ok();
        Awake(lock.and_then(|lock| call(&lock, "request", &"screen".into())).and_then(|asked| asked.dyn_into().ok()))
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        let Some(asked) = self.0.take() else { return };
        spawn(async move {
            if let Ok(lock) = JsFuture::from(asked).await {
                call(&lock, "release", &JsValue::UNDEFINED);
            }
        });
    }
}

/// Calls a method by its name, where there is one.
fn call(target: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = Reflect::get(target, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(target, argument).ok()
}
