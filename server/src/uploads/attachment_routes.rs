//! Uploads of attachments (备案材料) as their applicant is shown them again; how they arrive is in `uploads`.

use crate::access::own::Own;
use crate::app::App;
use crate::http::problem::Answer;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use beian_model::{AttachmentId, Problem, ProblemKind};
use bytes::Bytes;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Shows an upload to its applicant.
#[utoipa::path(get, path = "/filings/{id}/attachments/{attachment}", tag = "filings",
    params(("id" = String, Path), ("attachment" = String, Path)), responses(
    (status = 200, content(([u8] = "image/jpeg"), ([u8] = "image/png"), ([u8] = "video/mp4"), ([u8] = "video/quicktime"), ([u8] = "video/webm"))), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Path((_id, attachment)): Path<(String, String)>,
) -> Answer<Response> {
    let id = AttachmentId(attachment);
    let known = app.store.attachment(&row.id, &id).await?.ok_or(ProblemKind::NotFound)?;
    let bytes = app.files.get(id.as_str()).await?;
    Ok(private(bytes, &known.media_type))
}

/// Bytes that only the asker may see: shown in place, kept by no cache.
fn private(bytes: Bytes, media_type: &str) -> Response {
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}
