//! What an applicant would read of a decision, before it is made: by the functions that make the message.

use crate::access::own::AtDesk;
use crate::app::App;
use crate::filings::transitions;
use crate::http::extract::Json;
use crate::http::problem::Answer;
use axum::extract::State;
use beian_model::Problem;
use beian_model::wire::{NoticeRequest, NoticeText, ReturnRequest};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(preview))
}

/// The message that a decision would send to the applicant. Nothing is sent or kept.
#[utoipa::path(post, path = "/staff/filings/{id}/preview", tag = "review", params(("id" = String, Path)), request_body = NoticeRequest, responses(
    (status = 200, body = NoticeText), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(
    State(app): State<App>,
    AtDesk { staff, filing }: AtDesk,
    Json(asked): Json<NoticeRequest>,
) -> Answer<axum::Json<NoticeText>> {
    let request = ReturnRequest { reasons: asked.reasons, note: asked.note };
    let text = transitions::would_say(&app, filing, asked.event, &request, &staff.name).await?;
    Ok(axum::Json(NoticeText { text }))
}
