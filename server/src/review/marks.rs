//! What the colleague who has a filing writes on its fields, and of the whole, before they decide (标注): saved at once, seen by whoever has it next.

use crate::access::own::AtDesk;
use crate::app::App;
use crate::filings::transitions::{value_at, written};
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::storage::StoreError;
use axum::extract::{Path, State};
use beian_locale::problems::Because;
use beian_model::wire::MarkText;
use beian_model::{Path as FieldPath, Problem, ProblemKind};
use beian_rules::checks::fields::REQUIRED;
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(write)).routes(routes!(remove)).routes(routes!(write_note))
}

/// A field of the filing, as the address names it.
fn field(asked: &AtDesk, path: &str) -> Answer<FieldPath> {
    let path: FieldPath = path.parse().map_err(|_| ProblemKind::NotFound)?;
    let is_there = path == FieldPath::Filing || value_at(&asked.filing.document, &[], path).is_some();
    if is_there { Ok(path) } else { Err(ProblemKind::NotFound.into()) }
}

/// Keeps a text, or takes it back where it is empty.
async fn keep(app: &App, asked: &AtDesk, path: Option<FieldPath>, text: &str) -> Answer<StatusCode> {
    match app.store.write_mark(&asked.filing.id, path, text, &asked.staff.id, app.clock.now()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // It was taken from them, or decided, in the moment since that was looked at.
        Err(StoreError::Stale) => Err(ProblemKind::NotNow.into()),
        Err(StoreError::Exists) => Err(Refused::new(ProblemKind::NotNow).because(Because::DecisionPending)),
        Err(error) => Err(error.into()),
    }
}

/// Writes on a field, in place of what stood there.
#[utoipa::path(put, path = "/staff/filings/{id}/marks/{path}", tag = "review", params(("id" = String, Path), ("path" = String, Path)), request_body = MarkText, responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write(
    State(app): State<App>,
    asked: AtDesk,
    Path(named): Path<(String, String)>,
    Json(mark): Json<MarkText>,
) -> Answer<StatusCode> {
    let path = field(&asked, &named.1)?;
    let text = written(&mark.text, path)?;
    if text.is_empty() {
        return Err(Refused::invalid(vec![REQUIRED.at(path)]));
    }
    keep(&app, &asked, Some(path), &text).await
}

/// Takes back what is written on a field; done already where nothing is.
#[utoipa::path(delete, path = "/staff/filings/{id}/marks/{path}", tag = "review", params(("id" = String, Path), ("path" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn remove(State(app): State<App>, asked: AtDesk, Path(named): Path<(String, String)>) -> Answer<StatusCode> {
    let path = field(&asked, &named.1)?;
    keep(&app, &asked, Some(path), "").await
}

/// Writes of the whole, in place of what stood there; an empty text takes it back.
#[utoipa::path(put, path = "/staff/filings/{id}/note", tag = "review", params(("id" = String, Path)), request_body = MarkText, responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write_note(State(app): State<App>, asked: AtDesk, Json(note): Json<MarkText>) -> Answer<StatusCode> {
    keep(&app, &asked, None, &written(&note.text, FieldPath::Filing)?).await
}
