//! The phone's side of a hand-off.

use crate::{Capture, Finding, Measured, Path, Timestamp, UploadId, VerificationId, VerificationState};
use serde::{Deserialize, Serialize};

wire! {
    /// The phone exchanges the secret for a session of its own.
    pub struct HandoffClaim {
        /// The secret from the address's fragment.
        pub secret: String,
        /// 128 random bits or more that this phone keeps: a phone that never got the answer is let in again by the same secret and key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub key: Option<String>,
    }

    /// A verification as the phone sees it.
    pub struct HandoffView {
        /// The hand-off. What the page sends of it names it (`X-Hand-Off`), so that a second code in the same browser changes nothing of
        /// what an open page does.
        pub id: VerificationId,
        /// State.
        pub state: VerificationState,
        /// The two words shown on both screens.
        pub words: [u8; 2],
        /// Organiser on whose behalf it is asked.
        pub organiser: String,
        /// Who asks: the account's mobile number, masked.
        pub account: String,
        /// When the person agreed, on this phone, to what will be done; no camera opens and nothing is taken before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consented_at: Option<Timestamp>,
        /// The person said no here, and has not agreed since.
        #[serde(default)]
        pub declined: bool,
        /// Version of what the person is asked to agree to.
        #[serde(default)]
        pub consent_version: String,
        /// Who asks, what for, what is kept and for how long, in Chinese: what the person is asked to agree to. A blank line parts paragraphs.
        #[serde(default)]
        pub consent_zh: String,
        /// The same in English.
        #[serde(default)]
        pub consent_en: String,
        /// How to reach a human, as the operator wrote it; empty where they wrote nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub contact: String,
        /// Grows with every change of this view; also the `ETag`.
        pub revision: u64,
        /// The field that it is for: a person's verification, or the slot of an attachment.
        pub of: Path,
        /// What the phone is to take, in this order.
        pub wanted: Vec<Capture>,
        /// What these are called, in Chinese, a line each: the sides of the person's identity document, the attachment.
        #[serde(default)]
        pub asked_zh: String,
        /// The same in English.
        #[serde(default)]
        pub asked_en: String,
        /// What the person reads of their own situation, in Chinese, a line each: before they agree, after they said no, after everything was
        /// sent, once it has passed. Who opened a link elsewhere reads of no computer.
        #[serde(default)]
        pub said_zh: String,
        /// The same in English.
        #[serde(default)]
        pub said_en: String,
        /// The identity document is a passport: its page (ID-3, 125 by 88 mm) is higher than a card (ID-1, 85.6 by 54 mm).
        #[serde(default)]
        pub is_page: bool,
        /// Name of the site that the field belongs to.
        pub site: String,
        /// Four digits to say aloud in the video.
        pub code: String,
        /// What has already arrived.
        pub received: Vec<Capture>,
        /// Until when the session lasts.
        pub expires_at: Timestamp,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub reasons: Vec<Finding>,
    }

    /// The person agrees to what will be done, before any camera opens (告知同意).
    pub struct HandoffConsent {
        /// Version of the text that was shown: [`HandoffView::consent_version`].
        pub version: String,
    }

    /// Begins to send a picture or the video in parts, or finds the same one again.
    pub struct CaptureRequest {
        /// What it is.
        pub capture: Capture,
        /// Size in bytes.
        #[cfg_attr(feature = "openapi", schema(minimum = 1))]
        pub size: u64,
        /// SHA-256 of the whole, 64 hexadecimal digits in lower case.
        #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
        pub sha256: String,
        /// What was measured as it was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub measured: Option<Measured>,
    }

    /// How far a picture or video is.
    pub struct CaptureUpload {
        /// The upload.
        pub id: UploadId,
        /// What it is.
        pub capture: Capture,
        /// Size in bytes.
        pub size: u64,
        /// Bytes that have arrived: where the next part begins.
        pub received: u64,
        /// Most bytes of a part.
        pub part: u32,
        /// How the hand-off stands with it, once the last part has arrived and the whole was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub taken: Option<HandoffView>,
    }
}
