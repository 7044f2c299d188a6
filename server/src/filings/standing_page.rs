//! Where a filing stands, as a page that the server writes (备案进度详情): whose turn it is and by when, the ministry's code and what to do where it
//! does not come, what is due after the approval, beginning again, the record. The wizard leads there, and pays no byte for it; words:
//! `beian_locale::standing`.

use crate::access::own::Own;
use crate::app::App;
use crate::filings::standing_parts::{self as parts, at};
use crate::filings::{beginning, obligations, returned, sms_reports, turn, view};
use crate::http::extract::Query;
use crate::http::plain_page::{self, In};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::FilingRow;
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::standing::Standing;
use beian_locale::{Lang, Words};
use beian_model::wire::{CameBack, SmsSaying};
use beian_model::{FilingId, Problem, Status};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use maud::html;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(came_back)).routes(routes!(tell)).routes(routes!(copy))
}

/// What the form that begins again sends.
#[derive(Deserialize, ToSchema)]
pub struct Copying {
    /// Names this wish: sent twice, it begins one filing.
    #[schema(min_length = 8, max_length = 128)]
    key: String,
}

/// Where the filing stands: a page to read and to print.
#[utoipa::path(get, path = "/filings/{id}/standing", tag = "filings", params(("id" = String, Path), In), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Query(asked): Query<In>,
    headers: HeaderMap,
) -> Answer<Response> {
    page(&app, &row, None, asked.lang(&headers)).await
}

/// Why a filing came back last, each reason with its weight, a note where its field was changed since, and what was changed (退回修改、驳回): while it is with
/// its applicant, and after it was submitted again. Empty of one that never came back, or was taken back since.
#[utoipa::path(get, path = "/filings/{id}/came-back", tag = "filings", params(("id" = String, Path)), responses(
    (status = 200, body = CameBack), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn came_back(State(app): State<App>, Own { filing: row, .. }: Own) -> Answer<Json<CameBack>> {
    Ok(Json(last_return(&app, &row).await?.unwrap_or_default()))
}

async fn last_return(app: &App, row: &FilingRow) -> Answer<Option<CameBack>> {
    let verifications = app.store.verifications(&row.id).await?;
    let facts = view::facts(app, row, &verifications).await?;
    returned::of(app, row, &verifications, &facts).await
}

/// Tells staff how it goes with the ministry's code, and leads back to the page.
#[utoipa::path(post, path = "/filings/{id}/standing/sms", tag = "filings", params(("id" = String, Path), In),
    request_body(content = SmsSaying, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 303), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 415, body = Problem)))]
pub async fn tell(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Query(asked): Query<In>,
    headers: HeaderMap,
    form: Result<Form<SmsSaying>, FormRejection>,
) -> Answer<Response> {
    let Form(saying) = match form {
        Ok(form) => form,
        Err(unreadable) => return Ok(unreadable.into_response()),
    };
    sms_reports::note(&app, &row.id, saying.said).await?;
    Ok(Redirect::to(&at(&row.id, "", asked.lang(&headers))).into_response())
}

/// Begins a filing with what was typed in this one, and leads to it; to the page where another is in its way.
#[utoipa::path(post, path = "/filings/{id}/standing/copy", tag = "filings", params(("id" = String, Path), In),
    request_body(content = Copying, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 415, body = Problem), (status = 429, body = Problem)))]
pub async fn copy(
    State(app): State<App>,
    Own { account, filing: row }: Own,
    Query(asked): Query<In>,
    headers: HeaderMap,
    form: Result<Form<Copying>, FormRejection>,
) -> Answer<Response> {
    let Form(Copying { key }) = match form {
        Ok(form) => form,
        Err(unreadable) => return Ok(unreadable.into_response()),
    };
    if !(8..=128).contains(&key.len()) {
        return Err(Refused::misread("key"));
    }
    match beginning::begin(&app, &account, &key, Some(&row.id)).await {
        Ok(new) => Ok(Redirect::to(&format!("/filings/{new}/prepare")).into_response()),
        Err(refused) => match refused.in_the_way() {
            // One that is in flight itself is not begun again.
            Some(other) if *other != row.id => page(&app, &row, Some(other), asked.lang(&headers)).await,
            _ => Err(refused),
        },
    }
}

async fn page(app: &App, row: &FilingRow, in_the_way: Option<&FilingId>, lang: Lang) -> Answer<Response> {
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let timeline = app.store.timeline(&row.id).await?;
    let until = turn::until(app, row.status, row.status_since, &turn::calendar(app, &[row.status]).await?);
    let own = match row.status {
        Status::SmsPending => match view::sms(app, row).await? {
            Some(window) => parts::sms(app, row, &window, lang),
            None => html! {},
        },
        Status::SmsFailed => parts::lapsed(app.config.contact.trim(), lang),
        Status::Approved => match (&row.numbers, obligations::approved_at(&timeline)) {
            (Some(numbers), Some(approved)) => {
                parts::numbers(row, numbers, view::organiser_in_footer(app, row), approved, lang)
            }
            _ => html! {},
        },
        Status::Expired | Status::Abandoned => parts::again(row, &secret::id(), in_the_way, lang),
        _ => html! {},
    };
    let came_back = last_return(app, row).await?.map(|back| parts::came_back(row, &back, lang));
    let body = html! {
        p { a.alone href=(at(&row.id, "", other)) hreflang=(other.as_str()) lang=(other.as_str()) { (Standing::Language.text(lang)) } }
        (parts::head(row, until, lang))
        (own)
        @if let Some(came_back) = came_back { (came_back) }
        (parts::record(&timeline, lang))
        p { a.alone href=(format!("/filings/{}", row.id)) { (Standing::Back.text(lang)) } }
    };
    let mut answer = plain_page::page_in(lang, Standing::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
