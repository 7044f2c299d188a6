//! Results of the bureau from a CSV file: shown first, row by row, and recorded as they were shown. What has changed meanwhile keeps everything
//! from being recorded, and is said.
//!
//! - `table`: the file; `plan`: what each row will do; `parts`: the markup.

mod parts;
mod plan;
mod table;

pub use parts::form;

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::bureau::results::parts::Told;
use crate::bureau::results::plan::{Planned, Step};
use crate::bureau::results::table::{MOST_BYTES, Row, TEMPLATES, Unreadable};
use crate::filings::transitions::{self, Move};
use crate::http::extract::Query;
use crate::http::plain_page::{self, In};
use crate::http::problem::{Answer, Refused};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use beian_locale::bureau::ResultPage;
use beian_locale::{Lang, Words};
use beian_model::{Actor, Problem, ProblemKind};
use bytes::Bytes;
use data_encoding::BASE64URL_NOPAD;
use futures_util::stream;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use serde::Deserialize;
use std::convert::Infallible;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where a file is sent to.
const PAGE: &str = "/api/v1/staff/bureau/results";
/// Where it is confirmed.
const APPLIED: &str = "/api/v1/staff/bureau/results/applied";
/// Where an empty table is.
const TEMPLATE: &str = "/api/v1/staff/bureau/results.csv";

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(template)).routes(routes!(preview)).routes(routes!(apply))
}

/// A file to look at.
#[derive(ToSchema)]
#[allow(dead_code)] // the contract's words for what is read part by part
pub struct Sent {
    /// The CSV file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What was shown, and is to be recorded.
#[derive(Default, Deserialize, ToSchema)]
pub struct Confirmed {
    /// The file, in base64url.
    #[serde(default)]
    file: String,
    /// The marks of its rows as they were shown, behind one another with blanks between them.
    #[serde(default)]
    seen: String,
}

/// An empty table of results to fill in, in Chinese or in English.
#[utoipa::path(get, path = "/staff/bureau/results.csv", tag = "bureau", params(In), responses(
    (status = 200, content_type = "text/csv; charset=utf-8", body = String), (status = 401, body = Problem)))]
pub async fn template(_: Colleague, Query(asked): Query<In>, headers: HeaderMap) -> Answer<Response> {
    let [zh, en] = TEMPLATES;
    let mut answer = if asked.lang(&headers) == Lang::Chinese { zh } else { en }.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"results.csv\""));
    Ok(answer)
}

/// The file of a form; nothing where it has none.
async fn file_of(headers: &HeaderMap, body: Bytes) -> Answer<Option<Bytes>> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| ProblemKind::UnsupportedMedia)?;
    let mut form = multer::Multipart::new(stream::iter([Ok::<Bytes, Infallible>(body)]), boundary);
    while let Some(part) = form.next_field().await.map_err(|_| ProblemKind::Unreadable)? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await.map_err(|_| ProblemKind::Unreadable)?;
            return Ok(Some(bytes).filter(|bytes| !bytes.is_empty()));
        }
    }
    Ok(None)
}

/// Shows what a file of results would do, row by row. Nothing is recorded.
#[utoipa::path(post, path = "/staff/bureau/results", tag = "bureau", params(In),
    request_body(content = Sent, content_type = "multipart/form-data"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem),
    (status = 415, body = Problem)))]
pub async fn preview(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Query(asked): Query<In>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let Some(file) = file_of(&headers, body).await? else { return Ok(unread(lang, None)) };
    let rows = match table::read(&file) {
        Ok(rows) => rows,
        Err(wrong) => return Ok(unread(lang, Some(wrong))),
    };
    let planned = plan::plan(&app, &staff, rows).await?;
    Ok(page(lang, &parts::preview(lang, &planned, &file, None)))
}

/// Records what was shown of a file of results, where nothing has changed since; shows what changed otherwise.
#[utoipa::path(post, path = "/staff/bureau/results/applied", tag = "bureau", params(In),
    request_body(content = Confirmed, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem),
    (status = 415, body = Problem)))]
pub async fn apply(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Query(asked): Query<In>,
    headers: HeaderMap,
    Form(confirmed): Form<Confirmed>,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let file = BASE64URL_NOPAD.decode(confirmed.file.as_bytes()).map_err(|_| Refused::misread("file"))?;
    let rows = table::read(&file).map_err(|_| Refused::misread("file"))?;
    let planned = plan::plan(&app, &staff, rows).await?;
    let seen: Vec<&str> = confirmed.seen.split(' ').collect();
    if !planned.iter().map(|one| one.mark.as_str()).eq(seen.iter().copied()) {
        return Ok(page(lang, &parts::preview(lang, &planned, &file, Some(&seen))));
    }
    let mut told = Vec::with_capacity(planned.len());
    for one in planned {
        told.push(record(&app, one).await?);
    }
    Ok(plain_page::page_in(lang, ResultPage::DoneTitle.text(lang), &parts::done(lang, &told)))
}

/// Records one row.
async fn record(app: &App, planned: Planned) -> Answer<(Row, Told)> {
    let (mut filing, step) = match planned.step {
        Ok(step) => step,
        Err(wrong) => return Ok((planned.row, Told::Wrong(wrong))),
    };
    let event = step.event();
    match step {
        Step::Approve(numbers) => filing.numbers = Some(numbers),
        Step::Reject(_, _, reasons) => filing.reasons = reasons,
        Step::Lapse | Step::Verify => {}
    }
    let made = transitions::make(app, filing, Move { event, actor: Actor::Reviewer, note: "", key: None }).await;
    match made {
        Ok(_) => Ok((planned.row, Told::Recorded)),
        Err(refused) if matches!(refused.kind(), ProblemKind::Stale | ProblemKind::NotNow) => {
            Ok((planned.row, Told::TooLate))
        }
        Err(refused) => Err(refused),
    }
}

/// The page with the form again, and what is wrong with the file.
fn unread(lang: Lang, wrong: Option<Unreadable>) -> Response {
    let word = match wrong {
        None => ResultPage::NoFile,
        Some(Unreadable::NotCsv) => ResultPage::NotCsv,
        Some(Unreadable::TooLong) => ResultPage::TooLong,
        Some(Unreadable::NoHeader) => ResultPage::NoHeader,
        Some(Unreadable::Empty) => ResultPage::Empty,
    };
    page(lang, &parts::again(lang, word))
}

fn page(lang: Lang, body: &maud::Markup) -> Response {
    let mut answer = plain_page::page_in(lang, ResultPage::Title.text(lang), body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}

const _: () = assert!(MOST_BYTES * 2 < 512 * 1024, "a file fits into the form that confirms it");
