//! What a phone captures for its hand-off, in parts: begun, continued after any cut and any reload, looked at when whole. How
//! parts are taken is in [`crate::uploads::parts`].

use crate::access::phone::Phone;
use crate::app::App;
use crate::handoff::handoffs;
use crate::http::extract::Json;
use crate::http::limits::{self, HOUR, Limit};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::VerificationRow;
use crate::uploads::attachments;
use crate::uploads::parts::{self, PART};
use crate::uploads::stored::{Target, UploadRow};
use axum::extract::{Path, State};
use beian_locale::problems::Because;
use beian_model::wire::{CaptureRequest, CaptureUpload};
use beian_model::{Capture, Problem, ProblemKind, UploadId};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(begin)).routes(routes!(get)).routes(routes!(part))
}

async fn show(
    app: &App,
    row: &VerificationRow,
    capture: Capture,
    upload: &UploadRow,
) -> Answer<axum::Json<CaptureUpload>> {
    let taken = match upload.kept {
        Some(_) => Some(handoffs::show(app, &handoffs::present(app, &row.id).await?).await?),
        None => None,
    };
    Ok(axum::Json(CaptureUpload {
        id: upload.id.clone(),
        capture,
        size: upload.size,
        received: upload.received,
        part: PART,
        taken,
    }))
}

/// The phone may send: the person agreed, and it is not finished.
fn may_send(row: &VerificationRow) -> Answer<()> {
    if !row.state.is_on_phone() {
        return Err(ProblemKind::NotNow.into());
    }
    if row.consented_at.is_none() {
        return Err(Refused::new(ProblemKind::NotNow).because(Because::ConsentFirst));
    }
    Ok(())
}

/// An upload of this hand-off; another one's does not exist here.
async fn of_phone(app: &App, row: &VerificationRow, id: &str) -> Answer<(UploadRow, Capture)> {
    let upload = app.store.upload(&UploadId(id.to_owned())).await?;
    match upload.as_ref().map(|upload| &upload.target) {
        Some(Target::Capture(of, capture)) if *of == row.id => {
            let capture = *capture;
            upload.map(|upload| (upload, capture)).ok_or_else(|| ProblemKind::NotFound.into())
        }
        _ => Err(ProblemKind::NotFound.into()),
    }
}

/// Begins to send a picture or the video. The same bytes for the same capture give the same upload back, as far as it has come;
/// other bytes are a capture that is taken again, and what had come of an earlier one that was not whole is forgotten.
#[utoipa::path(post, path = "/handoff/uploads", tag = "handoff", request_body = CaptureRequest, responses(
    (status = 200, body = CaptureUpload), (status = 201, body = CaptureUpload), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem), (status = 413, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn begin(
    State(app): State<App>,
    Phone(row): Phone,
    Json(request): Json<CaptureRequest>,
) -> Answer<(StatusCode, axum::Json<CaptureUpload>)> {
    let capture = request.capture;
    if !row.needed().contains(&capture) {
        return Err(ProblemKind::NotFound.into());
    }
    may_send(&row)?;
    parts::check(row.of, request.size, &request.sha256, handoffs::most_bytes(&app, capture))?;
    let target = Target::Capture(row.id.clone(), capture);
    let known = app.store.upload_of(&row.filing, &target, request.size, &request.sha256).await;
    if let Some(upload) = known? {
        if is_current(&app, &row, capture, &upload).await? {
            return Ok((StatusCode::OK, show(&app, &row, capture, &upload).await?));
        }
        // Another one was taken in its place since; now this one is wanted again.
        attachments::forget(&app, app.store.drop_upload(&upload.id).await?).await;
    }
    let most = app.config.verification.per_verification;
    let limit = Limit { most, within: HOUR, because: Some(Because::Retakes) };
    limits::count_to(&app, &format!("captures of {}", row.id), limit).await?;
    let new = UploadRow {
        id: UploadId(secret::id()),
        filing: row.filing.clone(),
        target,
        name: String::new(),
        size: request.size,
        sha256: request.sha256,
        measured: request.measured.map(handoffs::tidy),
        received: 0,
        kept: None,
    };
    let upload = app.store.begin_upload(&new, app.clock.now()).await?;
    attachments::forget(&app, app.store.drop_retaken(&upload).await?).await;
    Ok((StatusCode::CREATED, show(&app, &row, capture, &upload).await?))
}

/// It is under way, or what became of it is what counts.
async fn is_current(app: &App, row: &VerificationRow, capture: Capture, upload: &UploadRow) -> Answer<bool> {
    let Some(file) = &upload.kept else { return Ok(true) };
    let captures = app.store.captures(&row.id).await?;
    Ok(captures.iter().any(|one| one.capture == capture && one.file == *file))
}

/// How far an upload is.
#[utoipa::path(get, path = "/handoff/uploads/{upload}", tag = "handoff", params(("upload" = String, Path)), responses(
    (status = 200, body = CaptureUpload), (status = 401, body = Problem), (status = 404, body = Problem), (status = 410, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Phone(row): Phone,
    Path(upload): Path<String>,
) -> Answer<axum::Json<CaptureUpload>> {
    let (upload, capture) = of_phone(&app, &row, &upload).await?;
    show(&app, &row, capture, &upload).await
}

/// Takes the next part; the last one makes it the capture, in place of an earlier one. A part that is there already is answered
/// again.
#[utoipa::path(put, path = "/handoff/uploads/{upload}/parts/{offset}", tag = "handoff",
    params(("upload" = String, Path), ("offset" = u64, Path, description = "Where in the file it begins"),
        ("Content-Digest" = String, Header, description = "`sha-256=:base64:` of this part (RFC 9530)")),
    request_body(content = [u8], content_type = "application/octet-stream"), responses(
    (status = 200, body = CaptureUpload), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 410, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn part(
    State(app): State<App>,
    Phone(row): Phone,
    Path((upload, offset)): Path<(String, String)>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Answer<axum::Json<CaptureUpload>> {
    let (upload, capture) = of_phone(&app, &row, &upload).await?;
    may_send(&row)?;
    let mut upload = parts::take(&app, upload, row.of, &offset, &headers, request.into_body()).await?;
    if upload.is_whole() {
        let announced = upload.clone();
        let keep = async |bytes: Bytes| handoffs::keep(&app, &row, capture, &announced, bytes).await;
        upload = parts::put_together(&app, upload, row.of, keep).await?;
    }
    show(&app, &row, capture, &upload).await
}
