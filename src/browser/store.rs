//! The browser's own store (IndexedDB): values by key, most of them texts. A private window may have none; then nothing is
//! kept, and it is said.

use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "beian";
const STORE: &str = "drafts";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// The value of a finished request; an error of the browser as such.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let finished = js_sys::Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(finished).await?;
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
    Ok(done(&request).await?.unchecked_into())
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
    done(&store.get(&key.into()).ok()?).await.ok()
}

/// Every key.
pub async fn keys() -> Vec<String> {
    let asked = transaction(IdbTransactionMode::Readonly).and_then(|(_, store)| store.get_all_keys());
    let Ok(asked) = asked else { return Vec::new() };
    let keys = done(&asked).await.unwrap_or_default();
    js_sys::Array::from(&keys).iter().filter_map(|key| key.as_string()).collect()
}

/// Keeps a value. The request goes out before this returns, so that a tab that closes right after keeps it; the future says
/// whether the browser took it.
pub fn put(key: &str, value: &JsValue) -> impl Future<Output = bool> + use<> {
    let asked = transaction(IdbTransactionMode::Readwrite).and_then(|(transaction, store)| {
        let request = store.put_with_key(value, &key.into())?;
        commit(&transaction);
        Ok(request)
    });
    async move {
        match asked {
            Ok(request) => done(&request).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// Forgets a key.
pub fn remove(key: &str) {
    if let Ok((transaction, store)) = transaction(IdbTransactionMode::Readwrite) {
        let _ = store.delete(&key.into());
        commit(&transaction);
    }
}

/// Ends a transaction now: without this, a page that goes away takes it with it. By name, for browsers that lack it.
fn commit(transaction: &IdbTransaction) {
    if let Ok(commit) =
        js_sys::Reflect::get(transaction, &"commit".into()).and_then(JsCast::dyn_into::<js_sys::Function>)
    {
        let _ = commit.call0(transaction);
    }
}
