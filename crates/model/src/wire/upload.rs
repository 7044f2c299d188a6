//! Attachments (备案材料) on their way, in parts.

use crate::{AttachmentId, Path, UploadId};
use serde::{Deserialize, Serialize};

wire! {
    /// An upload was stored.
    pub struct Uploaded {
        /// What the document keeps of it, page by page.
        pub pages: Vec<crate::Attachment>,
        /// The field it was sent for.
        pub slot: Path,
    }

    /// Names an attachment of a filing.
    pub struct AttachmentRef {
        /// Where the server keeps it.
        pub id: AttachmentId,
    }

    /// Begins an upload in parts, or finds the same one again.
    pub struct UploadRequest {
        /// The field that the file is for.
        pub slot: Path,
        /// The file's name on the applicant's machine, for the applicant's eyes.
        pub name: String,
        /// Size in bytes.
        #[cfg_attr(feature = "openapi", schema(minimum = 1))]
        pub size: u64,
        /// SHA-256 of the whole file, 64 hexadecimal digits in lower case.
        #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
        pub sha256: String,
    }

    /// How far an upload is.
    pub struct UploadView {
        /// The upload.
        pub id: UploadId,
        /// The field that the file is for.
        pub slot: Path,
        /// Size in bytes.
        pub size: u64,
        /// Bytes that have arrived: where the next part begins.
        pub received: u64,
        /// Most bytes of a part.
        pub part: u32,
        /// What became of it, once the last part has arrived.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub uploaded: Option<Uploaded>,
    }
}
