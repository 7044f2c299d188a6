//! An uploaded attachment (备案材料) as the filing refers to it; its bytes live with the server.

use super::AttachmentId;
use serde::{Deserialize, Serialize};

/// What the filing keeps of an upload: enough to show it, never its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Where the server keeps it.
    pub id: AttachmentId,
    /// The file's name on the applicant's machine, for the applicant's eyes.
    pub name: String,
    /// Media type found in the bytes (not claimed by the browser): `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
