//! Sending bytes with progress: `fetch` cannot tell how much has gone, `XMLHttpRequest` can.

use super::exchange::{always, refused};
use super::{ApiError, api_base};
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

/// Longest time that a part may take, in milliseconds: 256 KiB at 2 kB a second.
const PART_WITHIN: u32 = 120_000;

/// Gives up what is being sent, at once and wherever it is. Cheap to clone.
#[derive(Clone, Default)]
pub struct Cancel(Rc<Inner>);

#[derive(Default)]
struct Inner {
    cancelled: Cell<bool>,
    request: RefCell<Option<XmlHttpRequest>>,
    wake: RefCell<Option<js_sys::Function>>,
}

impl Cancel {
    /// Gives up.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        if let Some(request) = self.0.request.take() {
            // A request that is over already has nothing to end.
            let _ = request.abort();
        }
        if let Some(wake) = self.0.wake.take() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    /// It was given up.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.get()
    }

    /// Who waits instead of sending is woken by this.
    pub(super) fn wakes(&self, wake: js_sys::Function) {
        self.0.wake.replace(Some(wake));
    }
}

/// Puts bytes and gives the answer's text; `on_progress` is told bytes sent and bytes in all.
///
/// # Errors
/// [`ApiError::Offline`] when the connection broke or it was given up; a problem as the server says it.
pub async fn put(
    path: &str,
    bytes: &Blob,
    digest: Option<&str>,
    cancel: &Cancel,
    on_progress: Rc<dyn Fn(u64, u64)>,
) -> Result<String, ApiError> {
    let request = XmlHttpRequest::new().map_err(|_| ApiError::Offline)?;
    request.open("PUT", &format!("{}{path}", api_base())).map_err(|_| ApiError::Offline)?;
    // A link that is dead without saying so: what has arrived counts, and the rest is sent again.
    request.set_timeout(PART_WITHIN);
    // Headers can be set once the request is open; a refusal here would be a bug of ours, and the server has defaults.
    for (name, value) in always() {
        let _ = request.set_request_header(name, &value);
    }
    if let Some(digest) = digest {
        let _ = request.set_request_header("Content-Digest", digest);
    }

    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        on_progress(event.loaded() as u64, event.total() as u64);
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let finished = js_sys::Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(Some(bytes)).map_err(|_| ApiError::Offline)?;
    cancel.0.request.replace(Some(request.clone()));
    let _: Result<JsValue, JsValue> = JsFuture::from(finished).await;
    cancel.0.request.take();

    // Status 0: the connection broke, or the request was aborted.
    let status = request.status().unwrap_or(0);
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        0 => Err(ApiError::Offline),
        200..=299 => Ok(text),
        _ => Err(refused(status, &text)),
    }
}

/// Reads the JSON of an answer.
///
/// # Errors
/// [`ApiError::Unreadable`] when it is not what was promised.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    crate::json::read(text).map_err(|_| ApiError::Unreadable(200))
}
