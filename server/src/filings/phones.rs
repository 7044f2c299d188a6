//! Proving a responsible person's mobile number by a code.

use crate::access::own::Own;
use crate::accounts::codes;
use crate::app::App;
use crate::filings::routes::answer_anew;
use crate::http::extract::Json;
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::StoreError;
use axum::extract::State;
use axum::response::Response;
use beian_locale::problems::Because;
use beian_model::wire::{CodeAnswer, CodeRequest, CodeSent, FilingView};
use beian_model::{Problem, ProblemKind};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(send_code)).routes(routes!(prove))
}

/// Sends a code to a responsible person.
#[utoipa::path(post, path = "/filings/{id}/phone-codes", tag = "filings", params(("id" = String, Path)), request_body = CodeRequest, responses(
    (status = 202, body = CodeSent), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send_code(
    State(app): State<App>,
    peer: Peer,
    Own { filing: row, .. }: Own,
    Json(request): Json<CodeRequest>,
) -> Answer<(StatusCode, axum::Json<CodeSent>)> {
    let mobile = codes::number(&request.mobile)?;
    let bound = codes::of_account(&app, &row.account);
    Ok((StatusCode::ACCEPTED, axum::Json(codes::send(&app, peer, row.id.as_str(), mobile, Some(bound)).await?)))
}

/// Proves the number with the code.
#[utoipa::path(post, path = "/filings/{id}/phone-proofs", tag = "filings", params(("id" = String, Path)), request_body = CodeAnswer, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn prove(
    State(app): State<App>,
    peer: Peer,
    Own { filing: row, .. }: Own,
    Json(request): Json<CodeAnswer>,
) -> Answer<Response> {
    let mobile = codes::number(&request.mobile)?;
    codes::take(&app, peer, row.id.as_str(), &mobile, &request.code).await?;
    match app.store.add_proof(&row.id, &mobile, app.clock.now()).await {
        Ok(()) => {}
        // It was submitted in this moment.
        Err(StoreError::Stale) => return Err(Refused::new(ProblemKind::NotNow).because(Because::Submitted)),
        Err(error) => return Err(error.into()),
    }
    app.notifier.announce(&Key::Filing(row.id.clone()));
    answer_anew(&app, &row.id).await
}
