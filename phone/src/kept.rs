//! What was taken and has not wholly arrived, kept on the phone (IndexedDB): a reload loses nothing. It goes once it is sent,
//! when the hand-off ends, and when another begins.

use beian_browser::store;
use beian_model::wire::HandoffView;
use beian_model::{Capture, Measured};
use js_sys::{Array, Uint8Array};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

/// What all keys of captures begin with; drafts of filings lie in the same store.
const CAPTURES: &str = "capture ";

/// What the server said last of the hand-off.
type View = RwSignal<Option<HandoffView>>;

/// A picture or video that was taken.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it is.
    pub capture: Capture,
    /// Its bytes.
    pub blob: Blob,
    /// What was measured as it was taken.
    pub measured: Option<Measured>,
    /// The person has already said to send it.
    pub is_going: bool,
}

/// The keys of one hand-off: what the server never changes of it.
fn prefix(view: &HandoffView) -> String {
    format!("{CAPTURES}{} {} {} {} ", view.of, view.words[0], view.words[1], view.code)
}

fn key(view: View, capture: Capture) -> Option<String> {
    let prefix = view.try_with_untracked(|view| view.as_ref().map(prefix))??;
    Some(prefix + capture.as_str())
}

/// Keeps a picture or video while `is_wanted` says so. Bytes, not a blob: WebKit loses blobs of this store.
pub async fn keep(view: View, kept: &Kept, is_wanted: impl Fn() -> bool) {
    let Some(key) = key(view, kept.capture) else { return };
    let Ok(bytes) = JsFuture::from(kept.blob.array_buffer()).await else { return };
    let measured = kept.measured.as_ref().and_then(|measured| serde_json::to_string(measured).ok());
    let record = Array::of4(&bytes, &kept.blob.type_().into(), &measured.into(), &kept.is_going.into());
    if store::open().await && is_wanted() {
        // A full store keeps nothing; then a reload loses the picture, as it always did.
        store::put(&key, &record).await;
    }
}

/// What this hand-off left when the page was last closed. What others left goes.
pub async fn found(view: &HandoffView) -> Option<Kept> {
    let prefix = prefix(view);
    forget_all_but(&prefix).await;
    for one in &view.wanted {
        if let Some(record) = store::value(&format!("{prefix}{one}")).await
            && record.is_array()
        {
            return read(*one, &record.into());
        }
    }
    None
}

fn read(capture: Capture, record: &Array) -> Option<Kept> {
    let kind = BlobPropertyBag::new();
    kind.set_type(&record.get(1).as_string().unwrap_or_default());
    let bytes = Uint8Array::new(&record.get(0));
    let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&bytes), &kind).ok()?;
    let measured = record.get(2).as_string().and_then(|json| beian_browser::json::read(&json).ok());
    (blob.size() > 0.0).then(|| Kept { capture, blob, measured, is_going: record.get(3) == JsValue::TRUE })
}

/// Forgets what has arrived, or was thrown away.
pub fn forget(view: View, capture: Capture) {
    if let Some(key) = key(view, capture) {
        store::remove(&key);
    }
}

/// Forgets everything: it is over.
pub async fn forget_all() {
    // No key goes on like this.
    forget_all_but("-").await;
}

async fn forget_all_but(prefix: &str) {
    if store::open().await {
        for key in store::keys().await {
            if key.starts_with(CAPTURES) && !key.starts_with(prefix) {
                store::remove(&key);
            }
        }
    }
}
