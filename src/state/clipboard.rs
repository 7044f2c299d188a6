//! Copying a text for the person to paste elsewhere.

use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; `then` hears whether the browser did.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let asked = to_clipboard(text);
    spawn_local(async move {
        then(match asked {
            Some(asked) => JsFuture::from(asked).await.is_ok(),
            None => false,
        });
    });
}

/// Asks the browser to copy; nothing where a page has no clipboard, as on an address without TLS.
fn to_clipboard(text: &str) -> Option<js_sys::Promise> {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    (!clipboard.is_undefined()).then(|| navigator.clipboard().write_text(text))
}
