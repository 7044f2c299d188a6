//! Documents as staff see them: a link is asked for, opens for a short time, and both are noted.

use crate::access::own::AtDesk;
use crate::accounts::cookie;
use crate::accounts::people::Colleague;
use crate::app::App;
use crate::http::extract::Json;
use crate::http::problem::Answer;
use crate::review::case::{captures_of, submission};
use crate::review::staff_links::{self, Document};
use crate::secret;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use beian_model::wire::{ShowRequest, ShownLink};
use beian_model::{Problem, ProblemKind};
use bytes::Bytes;
use http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use http::{HeaderMap, HeaderValue, StatusCode};
use std::ops::Range;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(open))
}

/// Hash of the session of the colleague who asks.
fn session(headers: &HeaderMap) -> Answer<String> {
    let token = cookie::value(headers, cookie::STAFF).ok_or(ProblemKind::SignedOut)?;
    Ok(secret::hash(&token))
}

/// Makes a link to a document of a filing, for this session.
#[utoipa::path(post, path = "/staff/filings/{id}/shown", tag = "review", params(("id" = String, Path)), request_body = ShowRequest, responses(
    (status = 201, body = ShownLink), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn ask(
    State(app): State<App>,
    AtDesk { staff, filing }: AtDesk,
    headers: HeaderMap,
    Json(request): Json<ShowRequest>,
) -> Answer<(StatusCode, axum::Json<ShownLink>)> {
    let submission = submission(&app, &filing).await?;
    let document = match request {
        ShowRequest::Attachment { attachment } => staff_links::attachment(&app, &filing, &attachment).await?,
        ShowRequest::Capture { verification, capture } => {
            let shown = captures_of(&app, &filing, &submission).await?.shown.into_iter();
            let mut shown = shown.filter(|one| one.row.verification == verification && one.row.capture == capture);
            let one = shown.next().ok_or(ProblemKind::NotFound)?;
            let capture = Some(one.row.capture);
            Document { of: one.of, capture, file: one.row.file, media_type: one.row.media_type }
        }
    };
    let link = staff_links::make(&app, &staff, session(&headers)?, &filing, document).await?;
    Ok((StatusCode::CREATED, axum::Json(link)))
}

/// Opens a link.
#[utoipa::path(get, path = "/staff/shown/{token}", tag = "review",
    params(("token" = String, Path), ("Range" = Option<String>, Header, description = "One range of bytes, as players of videos ask for")), responses(
    (status = 200, content(([u8] = "image/jpeg"), ([u8] = "image/png"), ([u8] = "video/mp4"), ([u8] = "video/quicktime"), ([u8] = "video/webm"))),
    (status = 206, content(([u8] = "image/jpeg"), ([u8] = "image/png"), ([u8] = "video/mp4"), ([u8] = "video/quicktime"), ([u8] = "video/webm"))),
    (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn open(
    State(app): State<App>,
    _: Colleague,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Answer<Response> {
    let link = staff_links::of_token(&app, &token, &session(&headers)?).await?;
    let bytes = match app.files.get(&link.file).await {
        Ok(bytes) => bytes,
        // Deleted by rule since the link was made.
        Err(error) if error.is_missing() => return Err(ProblemKind::NotFound.into()),
        Err(error) => return Err(error.into()),
    };
    let range = headers.get(RANGE).and_then(|value| part(value.to_str().ok()?, bytes.len()));
    // A player that goes on within the same video has opened it already.
    let goes_on = range.as_ref().is_some_and(|range| range.start > 0);
    app.store.note_opening(&link, goes_on, app.clock.now()).await?;
    Ok(shown(bytes, &link.media_type, range))
}

/// The one range that is asked for; nothing where it is not understood, which means the whole (RFC 9110, 14.2).
fn part(value: &str, length: usize) -> Option<Range<usize>> {
    let (first, last) = value.strip_prefix("bytes=")?.split_once('-')?;
    let range = if first.is_empty() {
        length.saturating_sub(last.parse().ok()?)..length
    } else {
        let last = if last.is_empty() { length } else { last.parse::<usize>().ok()?.saturating_add(1) };
        first.parse().ok()?..last.min(length)
    };
    (range.start < range.end).then_some(range)
}

/// Bytes that only the asker may see: shown in place, kept by no cache.
fn shown(bytes: Bytes, media_type: &str, range: Option<Range<usize>>) -> Response {
    let length = bytes.len();
    let mut answer = match &range {
        Some(range) => (StatusCode::PARTIAL_CONTENT, bytes.slice(range.clone())).into_response(),
        None => bytes.into_response(),
    };
    let headers = answer.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, kind);
    }
    if let Some(range) = range
        && let Ok(value) = HeaderValue::from_str(&format!("bytes {}-{}/{length}", range.start, range.end - 1))
    {
        headers.insert(CONTENT_RANGE, value);
    }
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_or_the_whole() {
        for (asked, range) in [
            ("bytes=0-", Some(0..10)),
            ("bytes=0-1", Some(0..2)),
            ("bytes=4-99", Some(4..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-99", Some(0..10)),
            ("bytes=10-", None),
            ("bytes=5-4", None),
            ("bytes=-0", None),
            ("bytes=0-18446744073709551615", Some(0..10)),
            ("bytes=0-1,4-5", None),
            ("pages=0-1", None),
            ("bytes=x-y", None),
            ("", None),
        ] {
            assert_eq!(part(asked, 10), range, "{asked}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }
}
