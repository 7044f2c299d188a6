//! Uploads of attachments (备案材料) in parts: begun, continued after any cut, looked at when whole. How parts are taken is in
//! [`crate::uploads::parts`].

use crate::access::own::Own;
use crate::app::App;
use crate::http::extract::Json;
use crate::http::limits;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::{FilingRow, StoreError};
use crate::uploads::attachments;
use crate::uploads::parts::{self, PART};
use crate::uploads::stored::{Target, UploadRow};
use axum::extract::{Path, State};
use beian_locale::problems::Because;
use beian_model::attachments::is_video;
use beian_model::wire::{UploadRequest, UploadView, Uploaded};
use beian_model::{AttachmentId, Path as FieldPath, Problem, ProblemKind, UploadId};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(begin)).routes(routes!(get, cancel)).routes(routes!(part))
}

/// Uploads that one account begins in an hour.
const MOST_UPLOADS: u32 = 300;

/// How long a request waits for another that is making the same upload an attachment.
const LONGEST: Duration = Duration::from_secs(60);

async fn show(app: &App, row: &UploadRow, slot: FieldPath) -> Answer<axum::Json<UploadView>> {
    let uploaded = match &row.kept {
        Some(ids) => {
            let mut pages = Vec::new();
            for id in ids.split(',') {
                pages.extend(app.store.attachment(&row.filing, &AttachmentId(id.to_owned())).await?);
            }
            Some(Uploaded { pages, slot })
        }
        None => None,
    };
    Ok(axum::Json(UploadView {
        id: row.id.clone(),
        slot,
        size: row.size,
        received: row.received,
        part: PART,
        uploaded,
    }))
}

/// An upload of an attachment of this filing, and its slot. Another filing's, and a phone's, do not exist here.
async fn of_filing(app: &App, filing: &FilingRow, id: &str) -> Answer<(UploadRow, FieldPath)> {
    let row = app.store.upload(&UploadId(id.to_owned())).await?;
    match row.filter(|row| row.filing == filing.id) {
        Some(row) => match row.target {
            Target::Attachment(slot) => Ok((row, slot)),
            Target::Capture(..) => Err(ProblemKind::NotFound.into()),
        },
        None => Err(ProblemKind::NotFound.into()),
    }
}

/// Begins an upload for a field. The same bytes for the same field give the same upload back, as far as it has come.
#[utoipa::path(post, path = "/filings/{id}/uploads", tag = "filings", params(("id" = String, Path)), request_body = UploadRequest, responses(
    (status = 200, body = UploadView), (status = 201, body = UploadView), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem)))]
pub async fn begin(
    State(app): State<App>,
    Own { account, filing }: Own,
    Json(request): Json<UploadRequest>,
) -> Answer<(StatusCode, axum::Json<UploadView>)> {
    if filing.document.pages(request.slot).is_none() {
        return Err(Refused::misread("slot"));
    }
    let limits = &app.config.uploads;
    let most = if is_video(request.slot) { limits.max_video_bytes } else { limits.max_bytes };
    parts::check(request.slot, request.size, &request.sha256, most)?;
    let target = Target::Attachment(request.slot);
    let known = app.store.upload_of(&filing.id, &target, request.size, &request.sha256).await;
    if let Some(row) = known? {
        return Ok((StatusCode::OK, show(&app, &row, request.slot).await?));
    }
    limits::count(&app, &format!("uploads of {}", account.id), MOST_UPLOADS, 3600).await?;
    if app.store.bytes_held(&account.id).await?.saturating_add(request.size) > limits.account_bytes {
        return Err(Refused::new(ProblemKind::TooMany).because(Because::AccountFull));
    }
    let new = UploadRow {
        id: UploadId(secret::id()),
        filing: filing.id,
        target,
        name: attachments::tidy_name(&request.name),
        size: request.size,
        sha256: request.sha256,
        measured: None,
        received: 0,
        kept: None,
    };
    let row = app.store.begin_upload(&new, app.clock.now()).await?;
    Ok((StatusCode::CREATED, show(&app, &row, request.slot).await?))
}

/// How far an upload is.
#[utoipa::path(get, path = "/filings/{id}/uploads/{upload}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path)), responses(
    (status = 200, body = UploadView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Own { filing, .. }: Own,
    Path((_id, upload)): Path<(String, String)>,
) -> Answer<axum::Json<UploadView>> {
    let (row, slot) = of_filing(&app, &filing, &upload).await?;
    show(&app, &row, slot).await
}

/// Gives an upload up; what it became stays.
#[utoipa::path(delete, path = "/filings/{id}/uploads/{upload}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn cancel(
    State(app): State<App>,
    Own { filing, .. }: Own,
    Path((_id, upload)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let (row, _) = of_filing(&app, &filing, &upload).await?;
    attachments::forget(&app, app.store.drop_upload(&row.id).await?).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the next part of an upload; the last one makes it an attachment. A part that is there already is answered again.
#[utoipa::path(put, path = "/filings/{id}/uploads/{upload}/parts/{offset}", tag = "filings",
    params(("id" = String, Path), ("upload" = String, Path), ("offset" = u64, Path, description = "Where in the file it begins"),
        ("Content-Digest" = String, Header, description = "`sha-256=:base64:` of this part (RFC 9530)")),
    request_body(content = [u8], content_type = "application/octet-stream"), responses(
    (status = 200, body = UploadView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn part(
    State(app): State<App>,
    Own { filing, .. }: Own,
    Path((_id, upload, offset)): Path<(String, String, String)>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Answer<axum::Json<UploadView>> {
    let (row, slot) = of_filing(&app, &filing, &upload).await?;
    let mut row = parts::take(&app, row, slot, &offset, &headers, request.into_body()).await?;
    if row.is_whole() {
        // One request at a time makes of it what it is; another with the last part waits, and finds what it became.
        let busy = |_| Refused::new(ProblemKind::Unavailable).because(Because::Decoding);
        let name = format!("upload {}", row.id);
        let _keeping = tokio::time::timeout(LONGEST, app.running.alone(&name)).await.map_err(busy)?;
        row = parts::again(&app, &row).await?;
        if row.kept.is_some() {
            return show(&app, &row, slot).await;
        }
        let upload = row.clone();
        let keep = async |bytes: Bytes| {
            let pages = attachments::keep(&app, &upload.filing, slot, &upload.name, bytes).await?;
            let ids: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
            // What a faster request made of the same bytes counts; this one's rows stay, which is no harm.
            match app.store.finish_upload(&upload.id, &ids.join(",")).await {
                Err(StoreError::Exists) => Ok(Vec::new()),
                done => Ok(done?),
            }
        };
        row = parts::put_together(&app, row, slot, keep).await?;
    }
    show(&app, &row, slot).await
}
