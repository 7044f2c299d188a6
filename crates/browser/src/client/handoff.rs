//! The phone's side of a hand-off, for a verification or an attachment.

use super::exchange::promised;
use super::uploads::{Standing, Way};
use super::{ApiError, Headers, Method, call};
use beian_model::wire::{CaptureRequest, CaptureUpload, HandoffClaim, HandoffConsent, HandoffView};
use beian_model::{Capture, Measured, Path};

/// Exchanges the secret for a session that can do this one verification, or send this one attachment. The key is this phone's: with it
/// the same secret is answered again where the answer was lost.
///
/// # Errors
/// `secret-used` by another phone, `secret-expired`.
pub async fn claim(secret: String, key: String) -> Result<HandoffView, ApiError> {
    let claim = HandoffClaim { secret, key: Some(key) };
    promised(call(Method::Post, "/handoff", Some(&claim), Headers::default()).await?)
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

/// The `ETag` of a view: its revision.
pub fn tag(view: &HandoffView) -> String {
    view.revision.to_string()
}

/// The person agrees to the text of this version, which was shown.
///
/// # Errors
/// `invalid` for a text that the server no longer takes, `cancelled`.
pub async fn consent(version: String) -> Result<HandoffView, ApiError> {
    let consent = HandoffConsent { version };
    promised(call(Method::Post, "/handoff/consent", Some(&consent), Headers::default()).await?)
}

/// The person says no; they may still agree.
///
/// # Errors
/// `not-now` where they had agreed, `cancelled`.
pub async fn decline() -> Result<HandoffView, ApiError> {
    promised(call(Method::Post, "/handoff/decline", None::<&()>, Headers::default()).await?)
}

/// A picture or the video, on its way to the verification or field of this phone's session.
pub struct CaptureWay {
    /// What it is.
    pub capture: Capture,
    /// The field that the hand-off is for.
    pub of: Path,
    /// What was measured as it was taken.
    pub measured: Option<Measured>,
}

impl Way for CaptureWay {
    type Begin = CaptureRequest;
    type View = CaptureUpload;
    type Taken = HandoffView;
    const TAKES_BACK: bool = false;

    fn uploads(&self) -> String {
        "/handoff/uploads".to_owned()
    }

    fn at(&self) -> Path {
        self.of
    }

    fn begin(&self, size: u64, sha256: String) -> CaptureRequest {
        CaptureRequest { capture: self.capture, size, sha256, measured: self.measured.clone() }
    }
}

impl From<CaptureUpload> for Standing<HandoffView> {
    fn from(view: CaptureUpload) -> Self {
        Standing { id: view.id, size: view.size, received: view.received, part: view.part, taken: view.taken }
    }
}

/// Finishes on the phone; the server checks what it can.
///
/// # Errors
/// `invalid` when something is missing.
pub async fn finish() -> Result<HandoffView, ApiError> {
    promised(call(Method::Post, "/handoff/finish", None::<&()>, Headers::default()).await?)
}
