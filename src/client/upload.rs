//! Sending a file with progress: `fetch` cannot tell how much has gone, `XMLHttpRequest` can.

use super::exchange::{language, refused};
use super::{ApiError, Method, api_base};
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest};

/// What is sent.
pub enum Body<'a> {
    /// Bytes as they are, under their own media type.
    Blob(&'a Blob),
    /// A form with files.
    Form(&'a FormData),
}

/// Sends a body and reads the JSON answer; `on_progress` is told bytes sent and bytes in all.
///
/// # Errors
/// [`ApiError::Offline`] when the connection broke; a problem as the server says it.
pub async fn send<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: Body<'_>,
    on_progress: impl Fn(u64, u64) + 'static,
) -> Result<T, ApiError> {
    let text = transfer(method, path, body, Rc::new(on_progress)).await?;
    serde_json::from_str(&text).map_err(|_| ApiError::Unreadable(200))
}

async fn transfer(
    method: Method,
    path: &str,
    body: Body<'_>,
    on_progress: Rc<dyn Fn(u64, u64)>,
) -> Result<String, ApiError> {
    let request = XmlHttpRequest::new().map_err(|_| ApiError::Offline)?;
    let verb = if method == Method::Put { "PUT" } else { "POST" };
    request.open(verb, &format!("{}{path}", api_base())).map_err(|_| ApiError::Offline)?;
    // Headers can be set once the request is open; a refusal here would be a bug of ours, and the server has defaults.
    let _ = request.set_request_header("Accept", "application/json");
    let _ = request.set_request_header("Accept-Language", language().as_str());

    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        on_progress(event.loaded() as u64, event.total() as u64);
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let finished = js_sys::Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let sent = match body {
        Body::Blob(blob) => request.send_with_opt_blob(Some(blob)),
        Body::Form(form) => request.send_with_opt_form_data(Some(form)),
    };
    sent.map_err(|_| ApiError::Offline)?;
    let _: Result<JsValue, JsValue> = JsFuture::from(finished).await;

    // Status 0: the connection broke, or the request was aborted.
    let status = request.status().unwrap_or(0);
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        0 => Err(ApiError::Offline),
        200..=299 => Ok(text),
        _ => Err(refused(status, &text)),
    }
}
