//! The library of reasons (退回理由库): what is given for a return again and again, in both languages, the most used first.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::http::problem::Answer;
use crate::storage::Stored;
use axum::Json;
use axum::extract::State;
use beian_model::Problem;
use beian_model::wire::{ReasonLibrary, ReturnReason};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The reasons of the library, the most used first.
#[utoipa::path(get, path = "/staff/reasons", tag = "review", responses((status = 200, body = ReasonLibrary), (status = 401, body = Problem)))]
pub async fn list(State(app): State<App>, _: Colleague) -> Answer<Json<ReasonLibrary>> {
    Ok(Json(ReasonLibrary { reasons: app.store.library().await? }))
}

/// Counts those that a filing is returned or rejected for: what a reviewer wrote contains their words. It is decided whether or not they can be.
pub async fn count(app: &App, given: &[ReturnReason]) {
    if let Err(error) = counted(app, given).await {
        tracing::warn!(?error, "the reasons of a return are not counted in the library");
    }
}

async fn counted(app: &App, given: &[ReturnReason]) -> Stored<()> {
    let says = |words: &str| !words.is_empty() && given.iter().any(|one| one.text.contains(words));
    let library = app.store.library().await?;
    let used: Vec<String> =
        library.into_iter().filter(|one| says(&one.zh) || says(&one.en)).map(|one| one.id).collect();
    if !used.is_empty() {
        app.store.count_reasons(&used).await?;
    }
    Ok(())
}
