//! What a bureau asks: for the checklist before a filing is begun, and for whoever integrates.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use axum::Json;
use axum::extract::{Path, State};
use beian_model::{Problem, ProblemKind, Province, ProvinceRules};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// What the bureau of a province (管局) asks beyond the national rules, each with its source and date.
#[utoipa::path(get, path = "/provinces/{code}", tag = "catalogue",
    params(("code" = String, Path, description = "Letters of the province, such as `gd`")), responses(
    (status = 200, body = ProvinceRules), (status = 404, body = Problem)))]
pub async fn get(State(app): State<App>, Path(code): Path<String>) -> Answer<Json<ProvinceRules>> {
    let province = code.parse::<Province>().map_err(|_| Refused::new(ProblemKind::NotFound))?;
    app.catalogue.province(province).cloned().map(Json).ok_or_else(|| Refused::new(ProblemKind::NotFound))
}
