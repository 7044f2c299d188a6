//! The rows of what staff are shown.

use beian_model::{Capture, FilingId, Path, Timestamp};

/// A link under which a colleague sees one document for a short time.
#[derive(Clone, Debug)]
pub struct LinkRow {
    /// Hash of its token.
    pub token_hash: String,
    /// Hash of the session that asked for it.
    pub session_hash: String,
    /// The colleague.
    pub staff: String,
    /// The filing that the document is seen for.
    pub filing: FilingId,
    /// The slot of an attachment, or a person's verification.
    pub of: Path,
    /// Which picture or video; nothing for an attachment.
    pub capture: Option<Capture>,
    /// Name of its file.
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Until when it opens.
    pub expires_at: Timestamp,
}
