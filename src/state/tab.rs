//! This tab's name, kept over a reload, and which other tabs live: each holds a lock of its name as long as it is open.

use js_sys::{Array, Function, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

const KEY: &str = "beian.tab";
const PREFIX: &str = "beian tab ";
/// Time in which the page before a reload gives its lock back, milliseconds.
const RELEASED_WITHIN: i32 = 1_000;

thread_local! {
    static NAME: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The tab's name; nothing before [`claim`].
pub fn name() -> String {
    NAME.with_borrow(|name| name.clone().unwrap_or_default())
}

/// Takes the name that this tab had before a reload, or a new one: a tab that was duplicated must not share it.
pub async fn claim() {
    if NAME.with_borrow(Option::is_some) {
        return;
    }
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    let before = storage.as_ref().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let name = match before {
        Some(name) if hold(&name).await => name,
        _ => {
            let name = crate::client::new_key();
            hold(&name).await;
            name
        }
    };
    if let Some(storage) = storage {
        let _ = storage.set_item(KEY, &name);
    }
    NAME.set(Some(name));
}

/// The browser's locks; an old browser and a page without a secure connection have none.
fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Holds the lock of a name until the tab closes. False where another tab holds it.
async fn hold(name: &str) -> bool {
    let Some(locks) = locks() else { return true };
    let Some(request) = method(&locks, "request") else { return true };
    let answer = Promise::new(&mut |resolve, _| {
        let late = resolve.clone();
        let granted = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
            // Held until this promise ends, which it does not.
            Promise::new(&mut |_, _| {})
        });
        let _ = request.call2(&locks, &format!("{PREFIX}{name}").into(), &granted);
        let over = Closure::once_into_js(move || late.call1(&JsValue::UNDEFINED, &JsValue::FALSE));
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(over.unchecked_ref(), RELEASED_WITHIN);
        }
    });
    JsFuture::from(answer).await.is_ok_and(|granted| granted.is_truthy())
}

/// The names of the tabs that are open; empty where the browser cannot tell.
pub async fn living() -> Vec<String> {
    let Some(query) = locks().and_then(|locks| method(&locks, "query")?.call0(&locks).ok()) else { return Vec::new() };
    let Ok(snapshot) = JsFuture::from(query.unchecked_into::<Promise>()).await else { return Vec::new() };
    let held = Reflect::get(&snapshot, &"held".into()).unwrap_or_default();
    let held = Array::from(&held);
    let names = held.iter().filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string());
    names.filter_map(|name| name.strip_prefix(PREFIX).map(str::to_owned)).collect()
}
