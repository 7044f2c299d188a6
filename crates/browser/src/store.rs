//! The browser's own store (IndexedDB): values by key, most of them texts. A private window may have none, and some stores never
//! answer; then nothing is kept, and it is said.
//!
//! Ours: `idb` costs 4,210 bytes more (brotli, phone), and waits without an end.

use super::waiting::call_after;
use js_sys::{Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "beian";
const STORE: &str = "drafts";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Longest that the store may take for anything, in milliseconds.
const WITHIN: u32 = 5_000;

/// Waits for the event by which a request or a transaction ends well; fails with the browser's error, or without an end in time.
async fn done(asked: &JsValue, event: &str) -> Result<(), JsValue> {
    let finished = Promise::new(&mut |resolve, reject| {
        for (event, then) in [(event, &resolve), ("onerror", &reject), ("onabort", &reject)] {
            let _ = Reflect::set(asked, &event.into(), then);
        }
        call_after(&reject, WITHIN);
    });
    JsFuture::from(finished).await.map(|_| ())
}

/// The value of a request, once it is there.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    done(request, "onsuccess").await?;
    request.result()
}

/// Opens the store, once for the page. False where the browser has none.
pub async fn open() -> bool {
    match database().await {
        Ok(database) => {
            OPEN.set(Some(database));
            true
        }
        Err(_) => false,
    }
}

/// It is open: what is put into it may be kept.
pub fn is_open() -> bool {
    OPEN.with_borrow(Option::is_some)
}

async fn database() -> Result<IdbDatabase, JsValue> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let factory = web_sys::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let request: IdbOpenDbRequest = factory.open(DATABASE)?;
    let asked = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = asked.result() {
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(answer(&request).await?.unchecked_into())
}

fn transaction(mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let database = OPEN.with_borrow(Clone::clone).ok_or(JsValue::NULL)?;
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

/// The text of a key.
pub async fn get(key: &str) -> Option<String> {
    value(key).await?.as_string()
}

/// The value of a key.
pub async fn value(key: &str) -> Option<JsValue> {
    let (_, store) = transaction(IdbTransactionMode::Readonly).ok()?;
    answer(&store.get(&key.into()).ok()?).await.ok()
}

/// Every key.
pub async fn keys() -> Vec<String> {
    let asked = transaction(IdbTransactionMode::Readonly).and_then(|(_, store)| store.get_all_keys());
    let Ok(asked) = asked else { return Vec::new() };
    let Ok(keys) = answer(&asked).await else { return Vec::new() };
    js_sys::Array::from(&keys).iter().filter_map(|key| key.as_string()).collect()
}

/// Keeps a value. The request goes out before this returns, so that a tab that closes right after keeps it; the future says
/// whether the browser took it: a request that went well counts for nothing before its transaction has ended.
pub fn put(key: &str, value: &JsValue) -> impl Future<Output = bool> + use<> {
    let asked = transaction(IdbTransactionMode::Readwrite).and_then(|(transaction, store)| {
        store.put_with_key(value, &key.into())?;
        commit(&transaction);
        Ok(transaction)
    });
    async move {
        match asked {
            Ok(transaction) => done(&transaction, "oncomplete").await.is_ok(),
            Err(_) => false,
        }
    }
}

/// Forgets a key. The request goes out before this returns.
pub fn remove(key: &str) {
    if let Ok((transaction, store)) = transaction(IdbTransactionMode::Readwrite) {
        let _ = store.delete(&key.into());
        commit(&transaction);
    }
}

/// Ends a transaction now: without this, a page that goes away takes it with it. By name, for browsers that lack it, and since web-sys
/// calls its own method deprecated.
fn commit(transaction: &IdbTransaction) {
    if let Ok(commit) = Reflect::get(transaction, &"commit".into()).and_then(JsCast::dyn_into::<js_sys::Function>) {
        let _ = commit.call0(transaction);
    }
}
