//! Uploads of papers (备案材料) in parts: begun, continued after any cut, looked at when whole.
//!
//! A part is small enough that losing it costs little, and carries its checksum. Sent twice it counts once, so a client that
//! does not know whether its last part arrived sends it again.

use super::filings::own;
use crate::app::App;
use crate::auth::Applicant;
use crate::limits;
use crate::papers;
use crate::problem::{Answer, Json, Refused};
use crate::secret;
use crate::store::{FilingRow, PartRow, StoreError, UploadRow};
use axum::extract::{Path, State};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use beian::model::wire::{UploadRequest, UploadView, Uploaded};
use beian::model::{Problem, ProblemKind, UploadId};
use beian::rules::{Finding, RuleId};
use bytes::BytesMut;
use http::{HeaderMap, StatusCode};

/// Uploads that one account begins in an hour.
const MOST_UPLOADS: u32 = 300;
/// Most bytes of a part.
const PART: u32 = 256 * 1024;

async fn show(app: &App, row: &UploadRow) -> Answer<axum::Json<UploadView>> {
    let uploaded = match &row.attachment {
        Some(id) => app.store.attachment(&row.filing, id).await.map_err(Refused::internal)?,
        None => None,
    };
    Ok(axum::Json(UploadView {
        id: row.id.clone(),
        slot: row.slot,
        size: row.size,
        received: row.received,
        part: PART,
        uploaded: uploaded.map(|attachment| Uploaded { attachment, slot: row.slot }),
    }))
}

/// The applicant's filing while it can be changed.
async fn editable(app: &App, account: &crate::store::Account, id: &str) -> Answer<FilingRow> {
    let row = own(app, account, id).await?;
    if row.status.is_editable() { Ok(row) } else { Err(ProblemKind::NotNow.into()) }
}

async fn of_filing(app: &App, filing: &FilingRow, id: &str) -> Answer<UploadRow> {
    let row = app.store.upload(&filing.id, &UploadId(id.to_owned())).await.map_err(Refused::internal)?;
    row.ok_or_else(|| ProblemKind::NotFound.into())
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Begins an upload for a field. The same bytes for the same field give the same upload back, as far as it has come.
#[utoipa::path(post, path = "/filings/{id}/uploads", tag = "filings", params(("id" = String, Path)), request_body = UploadRequest, responses(
    (status = 200, body = UploadView), (status = 201, body = UploadView), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem)))]
pub async fn begin(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path(id): Path<String>,
    Json(request): Json<UploadRequest>,
) -> Answer<(StatusCode, axum::Json<UploadView>)> {
    let filing = editable(&app, &account, &id).await?;
    if filing.document.attachment(request.slot).is_none() || !is_sha256(&request.sha256) {
        return Err(ProblemKind::Unreadable.into());
    }
    if request.size == 0 {
        return Err(Refused::invalid(vec![Finding::error(request.slot, RuleId::FileEmpty)]));
    }
    let most = app.config.uploads.max_bytes;
    if request.size > most {
        return Err(papers::too_large(request.slot, most));
    }
    let known = app.store.upload_of(&filing.id, &request.slot.to_string(), request.size, &request.sha256).await;
    if let Some(row) = known.map_err(Refused::internal)? {
        return Ok((StatusCode::OK, show(&app, &row).await?));
    }
    limits::count(&app, &format!("uploads of {}", account.id), MOST_UPLOADS, 3600).await?;
    let new = UploadRow {
        id: UploadId(secret::id()),
        filing: filing.id,
        slot: request.slot,
        name: papers::tidy_name(&request.name),
        size: request.size,
        sha256: request.sha256,
        received: 0,
        attachment: None,
    };
    let row = app.store.begin_upload(&new, app.clock.now()).await.map_err(Refused::internal)?;
    Ok((StatusCode::CREATED, show(&app, &row).await?))
}

/// How far an upload is.
#[utoipa::path(get, path = "/filings/{id}/uploads/{upload}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path)), responses(
    (status = 200, body = UploadView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, upload)): Path<(String, String)>,
) -> Answer<axum::Json<UploadView>> {
    let filing = own(&app, &account, &id).await?;
    show(&app, &of_filing(&app, &filing, &upload).await?).await
}

/// Gives an upload up; what it became stays.
#[utoipa::path(delete, path = "/filings/{id}/uploads/{upload}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn cancel(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, upload)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let filing = own(&app, &account, &id).await?;
    let row = of_filing(&app, &filing, &upload).await?;
    papers::forget(&app, app.store.drop_upload(&row.id).await.map_err(Refused::internal)?).await;
    Ok(StatusCode::NO_CONTENT)
}

/// SHA-256 of `Content-Digest` (RFC 9530: `sha-256=:base64:`, perhaps among others), in hexadecimal.
fn digest(headers: &HeaderMap) -> Answer<String> {
    let header = headers.get("content-digest").ok_or(ProblemKind::PreconditionRequired)?;
    let lists = header.to_str().map_err(|_| ProblemKind::Unreadable)?;
    let value = lists.split(',').find_map(|one| one.trim().strip_prefix("sha-256=:")?.strip_suffix(':'));
    let bytes = value.and_then(|value| STANDARD.decode(value).ok()).filter(|bytes| bytes.len() == 32);
    Ok(secret::hex(&bytes.ok_or(ProblemKind::Unreadable)?))
}

/// Takes the next part of an upload; the last one makes it a paper. A part that is there already is answered again.
#[utoipa::path(put, path = "/filings/{id}/uploads/{upload}/parts/{offset}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path), ("offset" = u64, Path, description = "Where in the file it begins"),
        ("Content-Digest" = String, Header, description = "`sha-256=:base64:` of this part (RFC 9530)")),
    request_body(content = [u8], content_type = "application/octet-stream"), responses(
    (status = 200, body = UploadView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    (status = 503, body = Problem)))]
pub async fn part(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, upload, offset)): Path<(String, String, String)>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Answer<axum::Json<UploadView>> {
    let filing = editable(&app, &account, &id).await?;
    let mut row = of_filing(&app, &filing, &upload).await?;
    let start: u64 = offset.parse().map_err(|_| ProblemKind::NotFound)?;
    let sha256 = digest(&headers)?;
    let left = row.size.saturating_sub(start).min(u64::from(PART));
    let bytes = papers::read(request.into_body(), left).await?.ok_or(ProblemKind::TooLarge)?;
    if secret::sha256(&bytes) != sha256 {
        return Err(Refused::invalid(vec![Finding::error(row.slot, RuleId::FileAltered)]));
    }
    if start != row.received {
        return repeated(&app, row, start, &sha256).await;
    }
    let (size, file) = (bytes.len() as u64, secret::id());
    if size == 0 {
        return Err(ProblemKind::Unreadable.into());
    }
    papers::put(&app, &file, bytes).await?;
    let part = PartRow { start, sha256, file };
    match app.store.add_part(&row.id, &part, size, app.clock.now()).await {
        Ok(()) => row.received += size,
        Err(error) => {
            papers::forget(&app, vec![part.file]).await;
            return match error {
                // The same part came twice at once, or the upload was given up.
                StoreError::Stale => {
                    let now = of_filing(&app, &filing, &upload).await?;
                    repeated(&app, now, start, &part.sha256).await
                }
                error => Err(Refused::internal(error)),
            };
        }
    }
    if row.received == row.size { whole(&app, row).await } else { show(&app, &row).await }
}

/// The answer to a part that is there already; another one does not follow the last.
async fn repeated(app: &App, row: UploadRow, start: u64, sha256: &str) -> Answer<axum::Json<UploadView>> {
    let parts = app.store.upload_parts(&row.id).await.map_err(Refused::internal)?;
    if !parts.iter().any(|part| part.start == start && part.sha256 == sha256) {
        return Err(ProblemKind::WrongOffset.into());
    }
    // Everything had arrived and could not be kept then, perhaps for a full disk.
    if row.received == row.size && row.attachment.is_none() { whole(app, row).await } else { show(app, &row).await }
}

/// Puts the parts together. What is no picture that is taken is forgotten: sent again, it would be no other.
async fn whole(app: &App, mut row: UploadRow) -> Answer<axum::Json<UploadView>> {
    let parts = app.store.upload_parts(&row.id).await.map_err(Refused::internal)?;
    if parts.iter().any(|part| part.file.is_empty()) {
        // Another request with the last part was faster.
        return show(app, &again(app, &row).await?).await;
    }
    let mut bytes = BytesMut::with_capacity(row.size as usize);
    for part in parts {
        bytes.extend_from_slice(&app.files.get(&part.file).await.map_err(Refused::internal)?);
    }
    let bytes = bytes.freeze();
    let kept = if secret::sha256(&bytes) == row.sha256 {
        papers::keep(app, &row.filing, row.slot, &row.name, bytes).await
    } else {
        Err(Refused::invalid(vec![Finding::error(row.slot, RuleId::FileAltered)]))
    };
    let paper = match kept {
        Ok(paper) => paper,
        Err(refused) => {
            if !matches!(refused.kind(), ProblemKind::Unavailable | ProblemKind::Internal) {
                papers::forget(app, app.store.drop_upload(&row.id).await.map_err(Refused::internal)?).await;
            }
            return Err(refused);
        }
    };
    match app.store.finish_upload(&row.id, &paper.id).await {
        Ok(files) => {
            papers::forget(app, files).await;
            row.attachment = Some(paper.id);
        }
        // The last part came twice at once: the other one's paper counts. Or it was given up in this moment.
        Err(StoreError::Stale) => row = again(app, &row).await?,
        Err(error) => return Err(Refused::internal(error)),
    }
    show(app, &row).await
}

async fn again(app: &App, row: &UploadRow) -> Answer<UploadRow> {
    let now = app.store.upload(&row.filing, &row.id).await.map_err(Refused::internal)?;
    now.ok_or_else(|| ProblemKind::NotFound.into())
}
