//! A package's archive, for the colleague who carries it to the bureau.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::bureau::archive;
use crate::http::problem::Answer;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use beian_model::{Problem, ProblemKind};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// The archive of a package: `package.json`, the documents as files, and `SHA256SUMS`.
#[utoipa::path(get, path = "/staff/bureau/packages/{package}", tag = "bureau", params(("package" = String, Path)), responses(
    (status = 200, content_type = "application/zip", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get(State(app): State<App>, _: Colleague, Path(package): Path<String>) -> Answer<Response> {
    let package = app.store.package(&package).await?.ok_or(ProblemKind::NotFound)?;
    let bytes = archive::of(&app, &package).await?;
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = format!("attachment; filename=\"beian-{}-{}.zip\"", package.made_at.date_in_china(), package.id);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
