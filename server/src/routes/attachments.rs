//! Uploads of papers (备案材料): taken in one form, looked at, kept under a random name.

use super::filings::own;
use crate::app::App;
use crate::auth::Applicant;
use crate::limits;
use crate::pictures;
use crate::problem::{Answer, Refused};
use crate::secret;
use axum::Json;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use beian::model::wire::Uploaded;
use beian::model::{Attachment, AttachmentId, FilingId, Path as FieldPath, Problem, ProblemKind};
use beian::rules::{Finding, RuleId};
use bytes::{Bytes, BytesMut};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};

/// Uploads of one account in an hour.
const MOST_UPLOADS: u32 = 300;
/// Longest file name that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// A form with a file.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)] // describes the form to the document; the form is read part by part
pub struct UploadForm {
    /// Path of the field that the file belongs to.
    slot: String,
    /// The file: JPEG or PNG.
    #[schema(format = Binary, content_media_type = "image/jpeg")]
    file: String,
}

/// Uploads a picture for a field; the document then refers to it.
#[utoipa::path(post, path = "/filings/{id}/attachments", tag = "filings", params(("id" = String, Path)),
    request_body(content = UploadForm, content_type = "multipart/form-data"), responses(
    (status = 201, body = Uploaded), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn upload(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path(id): Path<String>,
    request: axum::extract::Request,
) -> Answer<(StatusCode, Json<Uploaded>)> {
    let row = own(&app, &account, &id).await?;
    if !row.status.is_editable() {
        return Err(ProblemKind::NotNow.into());
    }
    limits::count(&app, &format!("uploads of {}", account.id), MOST_UPLOADS, 3600).await?;
    let mut form = form_of(request).await.map_err(|_| ProblemKind::Unreadable)?;
    let most = app.config.uploads.max_bytes;
    let (mut slot, mut file): (Option<FieldPath>, Option<(String, Bytes)>) = (None, None);
    while let Some(part) = form.next_field().await.map_err(|_| ProblemKind::Unreadable)? {
        match part.name() {
            Some("slot") => {
                let text = part.text().await.map_err(|_| ProblemKind::Unreadable)?;
                let path: FieldPath = text.parse().map_err(|_| ProblemKind::Unreadable)?;
                if row.document.attachment(path).is_none() {
                    return Err(ProblemKind::Unreadable.into());
                }
                slot = Some(path);
            }
            Some("file") => {
                let name: String = part
                    .file_name()
                    .unwrap_or_default()
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(LONGEST_NAME)
                    .collect();
                file = Some((name, bytes_of(part, most, slot.unwrap_or(FieldPath::Filing)).await?));
            }
            _ => {}
        }
    }
    let (Some(slot), Some((name, bytes))) = (slot, file) else { return Err(ProblemKind::Unreadable.into()) };
    let picture = pictures::look_at(bytes.clone(), slot, app.config.uploads.min_side, &app.config.uploads).await?;
    let attachment = Attachment {
        id: AttachmentId(secret::id()),
        name,
        media_type: picture.media_type.to_owned(),
        size: bytes.len() as u64,
        width: picture.width,
        height: picture.height,
    };
    let sha256 = secret::sha256(&bytes);
    // A disk that is full is told as such: what was typed stays, the upload can be sent again.
    app.files.put(attachment.id.as_str(), bytes).await.map_err(|error| {
        tracing::error!(%error, "an upload could not be written");
        Refused::new(ProblemKind::Unavailable)
    })?;
    let kept = app.store.add_attachment(&row.id, &slot.to_string(), &attachment, &sha256, app.clock.now()).await;
    kept.map_err(Refused::internal)?;
    Ok((StatusCode::CREATED, Json(Uploaded { attachment, slot })))
}

/// The parts of the form; their sizes are limited as they are read.
async fn form_of(mut request: axum::extract::Request) -> Result<Multipart, MultipartRejection> {
    use axum::extract::FromRequest;
    DefaultBodyLimit::disable().apply(&mut request);
    Multipart::from_request(request, &()).await
}

/// Reads a part up to a size.
async fn bytes_of(mut part: Field<'_>, most: u64, at: FieldPath) -> Answer<Bytes> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| ProblemKind::Unreadable)? {
        if (bytes.len() + chunk.len()) as u64 > most {
            let finding = Finding::error(at, RuleId::FileTooLarge).with("max", most);
            return Err(Refused::new(ProblemKind::TooLarge).with(finding));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Shows an upload to its applicant.
#[utoipa::path(get, path = "/filings/{id}/attachments/{attachment}", tag = "filings",
    params(("id" = String, Path), ("attachment" = String, Path)), responses(
    (status = 200, body = [u8], content_type = "image/jpeg"), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<App>,
    Applicant(account): Applicant,
    Path((id, attachment)): Path<(String, String)>,
) -> Answer<Response> {
    let row = own(&app, &account, &id).await?;
    stored(&app, &row.id, &AttachmentId(attachment)).await
}

/// The bytes of an upload of a filing.
///
/// # Errors
/// `not-found`.
pub async fn stored(app: &App, filing: &FilingId, id: &AttachmentId) -> Answer<Response> {
    let known = app.store.attachment(filing, id).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
    let bytes = app.files.get(id.as_str()).await.map_err(Refused::internal)?;
    Ok(private(bytes, &known.media_type))
}

/// Bytes that only the asker may see: shown in place, kept by no cache.
pub fn private(bytes: Bytes, media_type: &str) -> Response {
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}
