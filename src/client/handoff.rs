//! The phone's side of a hand-off, for a verification or a paper.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call, upload};
use crate::model::Capture;
use crate::model::wire::{HandoffClaim, HandoffView};
use std::rc::Rc;

/// Exchanges the secret for a session that can do this one verification, or send this one paper.
///
/// # Errors
/// `secret-used` by another phone, `secret-expired`.
pub async fn claim(secret: String) -> Result<HandoffView, ApiError> {
    promised(call(Method::Post, "/handoff", Some(&HandoffClaim { secret }), Headers::default()).await?)
}

/// How the verification of this phone's session stands.
///
/// # Errors
/// `signed-out` without a session, `cancelled` when the desktop ended it.
pub async fn get() -> Result<HandoffView, ApiError> {
    promised(call(Method::Get, "/handoff", None::<&()>, Headers::default()).await?)
}

/// Waits up to 25 seconds for something other than what is `known` (a [`tag`]); `None` when nothing changed.
///
/// # Errors
/// `cancelled` when the desktop ended it, `secret-expired` when its time is over.
pub async fn wait(known: Option<String>) -> Result<Option<HandoffView>, ApiError> {
    let path = if known.is_some() { "/handoff?wait=25" } else { "/handoff" };
    call(Method::Get, path, None::<&()>, Headers { if_none_match: known, ..Headers::default() }).await
}

/// The `ETag` of a view: its state and how much has arrived.
pub fn tag(view: &HandoffView) -> String {
    format!("{}-{}", view.state, view.received.len())
}

/// Sends a picture or the video; `on_progress` is told bytes sent and bytes in all.
///
/// # Errors
/// `too-large`, `unsupported-media`, `invalid` with findings, `cancelled`.
pub async fn send(
    capture: Capture,
    bytes: &web_sys::Blob,
    on_progress: impl Fn(u64, u64) + 'static,
) -> Result<HandoffView, ApiError> {
    let path = format!("/handoff/captures/{capture}");
    upload::put(&path, bytes, None, &upload::Cancel::default(), Rc::new(on_progress)).await
}

/// Finishes on the phone; the server checks what it can.
///
/// # Errors
/// `invalid` when something is missing.
pub async fn finish() -> Result<HandoffView, ApiError> {
    promised(call(Method::Post, "/handoff/finish", None::<&()>, Headers::default()).await?)
}
