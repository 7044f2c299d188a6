//! Files in parts, for attachments (备案材料) and for what a phone captures: taken after any cut, put together when whole.
//!
//! A part is small enough that losing it costs little, and carries its checksum. It may begin and end at any byte, as long as it
//! follows the last one. Sent twice it counts once, so a client that does not know whether its last part arrived sends it again.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::sealing::files::ROOM;
use crate::secret;
use crate::storage::StoreError;
use crate::uploads::attachments;
use crate::uploads::stored::{PartRow, UploadRow};
use axum::body::Body;
use beian_model::{Path, ProblemKind};
use beian_rules::checks::uploads::{FILE_ALTERED, FILE_EMPTY};
use bytes::{Bytes, BytesMut};
use data_encoding::{BASE64, HEXLOWER};
use futures_util::{StreamExt, stream};
use http::HeaderMap;

/// Most bytes of a part.
pub const PART: u32 = 256 * 1024;
/// A server that says it is ready has room for a part.
const _: () = assert!(PART as usize <= ROOM);
/// Most parts of a file, several times those that the largest has when each is as large as it may be.
const MOST_PARTS: usize = 1024;
/// Parts that are read at a time.
const READ_AT_ONCE: usize = 8;

/// A checksum as requests name it: 64 hexadecimal digits in lower case.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What is announced for a field can be taken: it has a checksum, and a size that is neither nothing nor too much.
///
/// # Errors
/// `unreadable`, `invalid` or `too-large`, with the finding on the field.
pub fn check(at: Path, size: u64, sha256: &str, most: u64) -> Answer<()> {
    if !is_sha256(sha256) {
        return Err(Refused::misread("sha256"));
    }
    if size == 0 {
        return Err(Refused::invalid(vec![FILE_EMPTY.at(at)]));
    }
    if size > most { Err(attachments::too_large(at, most)) } else { Ok(()) }
}

/// SHA-256 of `Content-Digest` (RFC 9530: `sha-256=:base64:`, perhaps among others), in hexadecimal.
fn digest(headers: &HeaderMap) -> Answer<String> {
    let header = headers.get("content-digest").ok_or(ProblemKind::PreconditionRequired)?;
    let unreadable = || Refused::misread("content-digest");
    let lists = header.to_str().map_err(|_| unreadable())?;
    let value = lists.split(',').find_map(|one| one.trim().strip_prefix("sha-256=:")?.strip_suffix(':'));
    let bytes = value.and_then(|value| BASE64.decode(value.as_bytes()).ok()).filter(|bytes| bytes.len() == 32);
    Ok(HEXLOWER.encode(&bytes.ok_or_else(unreadable)?))
}

/// Takes a part that begins at `offset` of the file; gives the upload as far as it is then. A part that is there already changes
/// nothing. Findings are on the field `at`.
///
/// # Errors
/// `precondition-required` without a checksum; `unreadable` when the connection broke or nothing was sent; `too-many` when
/// it comes in far more parts than it needs; `invalid` when it is
/// not what was summed up; `too-large`; `wrong-offset` when it does not follow the last one; `unavailable` when it cannot be
/// written.
pub async fn take(
    app: &App,
    mut row: UploadRow,
    at: Path,
    offset: &str,
    headers: &HeaderMap,
    body: Body,
) -> Answer<UploadRow> {
    let start: u64 = offset.parse().map_err(|_| ProblemKind::NotFound)?;
    let sha256 = digest(headers)?;
    let left = row.size.saturating_sub(start).min(u64::from(PART));
    let bytes = attachments::read(body, left).await?.ok_or(ProblemKind::TooLarge)?;
    if secret::sha256(&bytes) != sha256 {
        return Err(Refused::invalid(vec![FILE_ALTERED.at(at)]));
    }
    if start != row.received {
        return repeated(app, row, start, &sha256).await;
    }
    let (size, file) = (bytes.len() as u64, secret::id());
    if size == 0 {
        return Err(ProblemKind::Unreadable.into());
    }
    // Each part is a file and a row of its own: bytes sent one by one would be millions of both.
    if app.store.upload_parts(&row.id).await?.len() >= MOST_PARTS {
        return Err(ProblemKind::TooMany.into());
    }
    attachments::put(app, &file, bytes).await?;
    let part = PartRow { start, sha256, file };
    match app.store.add_part(&row.id, &part, size, app.clock.now()).await {
        Ok(()) => {
            row.received += size;
            Ok(row)
        }
        Err(error) => {
            attachments::forget_unnamed(app, vec![part.file]).await;
            match error {
                // The same part came twice at once, or the upload was given up.
                StoreError::Stale => {
                    let now = again(app, &row).await?;
                    repeated(app, now, start, &part.sha256).await
                }
                error => Err(Refused::internal(error)),
            }
        }
    }
}

/// The upload for a part that is there already; another one does not follow the last.
async fn repeated(app: &App, row: UploadRow, start: u64, sha256: &str) -> Answer<UploadRow> {
    let parts = app.store.upload_parts(&row.id).await?;
    if parts.iter().any(|part| part.start == start && part.sha256 == sha256) {
        Ok(row)
    } else {
        Err(ProblemKind::WrongOffset.into())
    }
}

/// Puts the parts of a whole upload together and has it kept; gives the upload as it is then. What is not taken for what it is
/// is forgotten: sent again, it would be no other. What could not be kept, perhaps for a full disk, is tried again when its last
/// part is sent again.
///
/// `keep` looks at the bytes, keeps them, finishes the upload, and gives the files that are needed no more.
///
/// # Errors
/// `invalid` when it is not what was announced, and what `keep` refuses.
pub async fn put_together<F, Kept>(app: &App, row: UploadRow, at: Path, keep: F) -> Answer<UploadRow>
where
    F: FnOnce(Bytes) -> Kept,
    Kept: Future<Output = Answer<Vec<String>>>,
{
    // Nothing where another request with the last part was faster.
    if let Some(bytes) = collected(app, &row).await? {
        let kept = if secret::sha256(&bytes) == row.sha256 {
            keep(bytes).await
        } else {
            Err(Refused::invalid(vec![FILE_ALTERED.at(at)]))
        };
        match kept {
            Ok(files) => attachments::forget(app, files).await,
            Err(refused) => {
                if matches!(refused.kind(), ProblemKind::Invalid | ProblemKind::UnsupportedMedia) {
                    attachments::forget(app, app.store.drop_upload(&row.id).await?).await;
                }
                return Err(refused);
            }
        }
    }
    again(app, &row).await
}

/// The bytes of all parts; nothing when they were put together meanwhile.
async fn collected(app: &App, row: &UploadRow) -> Answer<Option<Bytes>> {
    let parts = app.store.upload_parts(&row.id).await?;
    if parts.iter().any(|part| part.file.is_empty()) {
        return Ok(None);
    }
    let mut bytes = BytesMut::new();
    // Over a network some at a time, in their order.
    let reads: Vec<_> = parts.iter().map(|part| app.files.get(&part.file)).collect();
    let mut read = stream::iter(reads).buffered(READ_AT_ONCE);
    while let Some(part) = read.next().await {
        match part {
            Ok(part) => bytes.extend_from_slice(&part),
            Err(_) if again(app, row).await?.kept.is_some() => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Some(bytes.freeze()))
}

/// The upload as it is now.
///
/// # Errors
/// `not-found` where it was given up, or was not what it was announced as.
pub async fn again(app: &App, row: &UploadRow) -> Answer<UploadRow> {
    let now = app.store.upload(&row.id).await?;
    now.ok_or_else(|| ProblemKind::NotFound.into())
}
