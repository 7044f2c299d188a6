//! What uploads and ID cards say (图片识别), for the applicant to confirm.

use crate::access::own::Own;
use crate::accounts::people::place_to_wait;
use crate::app::App;
use crate::http::problem::Answer;
use crate::http::wait::Wait;
use crate::uploads::readings;
use axum::Json;
use axum::extract::{Path, State};
use beian_model::{AttachmentId, Problem, ProblemKind, Reading, VerificationId, VerificationState};
use http::HeaderMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(of_attachment)).routes(routes!(of_verification))
}

/// What an upload says; reads it at the first time, and waits for it when asked to.
#[utoipa::path(get, path = "/filings/{id}/attachments/{attachment}/reading", tag = "filings",
    params(("id" = String, Path), ("attachment" = String, Path), Wait), responses(
    (status = 200, body = Reading), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn of_attachment(
    State(app): State<App>,
    Own { account, filing }: Own,
    Path((_id, attachment)): Path<(String, String)>,
    wait: Wait,
    headers: HeaderMap,
) -> Answer<Json<Reading>> {
    let _place = place_to_wait(&app, &headers, &account, &wait)?;
    let attachment = AttachmentId(attachment);
    let slot = app.store.attachment_slot(&filing.id, &attachment).await?;
    drop((account, filing, headers));
    let slot = slot.ok_or(ProblemKind::NotFound)?.parse().map_err(|_| ProblemKind::NotFound)?;
    Ok(Json(readings::of_attachment(&app, &attachment, slot, wait.time()).await?))
}

/// What the ID card of a passed verification says; reads it at the first time, and waits for it when asked to. Texts
/// only: the pictures stay between phone and server.
#[utoipa::path(get, path = "/filings/{id}/verifications/{verification}/reading", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path), Wait), responses(
    (status = 200, body = Reading), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 429, body = Problem)))]
pub async fn of_verification(
    State(app): State<App>,
    Own { account, filing }: Own,
    Path((_id, verification)): Path<(String, String)>,
    wait: Wait,
    headers: HeaderMap,
) -> Answer<Json<Reading>> {
    let _place = place_to_wait(&app, &headers, &account, &wait)?;
    let row = app.store.verification(&VerificationId(verification)).await?;
    let row = row.filter(|row| row.filing == filing.id).ok_or(ProblemKind::NotFound)?;
    if row.state != VerificationState::Passed {
        return Err(ProblemKind::NotNow.into());
    }
    let person = row.of.verified_person().ok_or(ProblemKind::NotFound)?;
    Ok(Json(readings::of_person(&app, &row, wait.time()).await?.told(person)))
}
