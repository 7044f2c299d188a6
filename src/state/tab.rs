//! This tab's name, kept over a reload, and which other tabs live: each holds a lock of its name as long as it is open.
//!
//! By name: web-sys has the browser's locks only under `--cfg=web_sys_unstable_apis`, which would change other types of it too.

use beian_browser::waiting::{call_after, first_of, rest};
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

const KEY: &str = "beian.tab";
const PREFIX: &str = "beian tab ";
/// Time in which the page before a reload gives its lock back, milliseconds.
const RELEASED_WITHIN: u32 = 1_000;
/// Longest that the browser may take to tell who holds which lock, milliseconds; after that its locks are left alone.
const TOLD_WITHIN: u32 = 500;

thread_local! {
    static NAME: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The tab's name; nothing before [`claim`].
pub fn name() -> String {
    NAME.with_borrow(|name| name.clone().unwrap_or_default())
}

/// Takes the name that this tab had before a reload, or a new one: a tab that was duplicated must not share it, where the
/// browser can tell.
pub async fn claim(can_tell: bool) {
    if NAME.with_borrow(Option::is_some) {
        return;
    }
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    let before = storage.as_ref().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let name = match before {
        Some(name) if !can_tell || hold(&name).await => name,
        _ => {
            let name = beian_browser::client::new_key();
            if can_tell {
                hold(&name).await;
            }
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
        call_after(over.unchecked_ref(), RELEASED_WITHIN);
    });
    JsFuture::from(answer).await.is_ok_and(|granted| granted.is_truthy())
}

/// The names of the tabs that are open; nothing where the browser cannot tell, or does not in time.
pub async fn living() -> Option<Vec<String>> {
    let locks = locks()?;
    let asked = method(&locks, "query")?.call0(&locks).ok()?;
    let told = JsFuture::from(asked.unchecked_into::<Promise>());
    let snapshot = first_of(told, rest(TOLD_WITHIN)).await?.ok()?;
    let held = Reflect::get(&snapshot, &"held".into()).unwrap_or_default();
    let held = Array::from(&held);
    let names = held.iter().filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string());
    Some(names.filter_map(|name| name.strip_prefix(PREFIX).map(str::to_owned)).collect())
}
