//! The rows of uploads.

use beian_model::{Capture, FilingId, Measured, Path, UploadId, VerificationId};

/// What an upload is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An attachment, for a slot of the filing.
    Attachment(Path),
    /// What a hand-off's phone captured.
    Capture(VerificationId, Capture),
}

/// An upload that arrives in parts.
#[derive(Clone, Debug)]
pub struct UploadRow {
    /// Its id.
    pub id: UploadId,
    /// Its filing.
    pub filing: FilingId,
    /// What it is for.
    pub target: Target,
    /// The file's name; a capture has none.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub sha256: String,
    /// What the phone measured, of a capture.
    pub measured: Option<Measured>,
    /// Bytes that have arrived.
    pub received: u64,
    /// What became of it: the attachment's id, or the name of the capture's file.
    pub kept: Option<String>,
}

impl UploadRow {
    /// Everything has arrived and is still to be put together.
    pub fn is_whole(&self) -> bool {
        self.received == self.size && self.kept.is_none()
    }
}

/// A part of an upload.
#[derive(Clone, Debug)]
pub struct PartRow {
    /// Where in the file it begins.
    pub start: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Name of its file; empty once the parts were put together.
    pub file: String,
}
