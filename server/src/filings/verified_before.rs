//! An earlier verification of the same person is taken over, instead of recording again.

use crate::access::own::{Own, present};
use crate::app::App;
use crate::filings::routes::{answer, answer_anew};
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::StoreError;
use crate::verification::reuse;
use axum::extract::State;
use axum::response::Response;
use beian_locale::problems::Because;
use beian_model::wire::{FilingView, VerificationReuse};
use beian_model::{Problem, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(take_over))
}

/// Takes over one of the filing's `verified_before`; sent twice, it is done once. The reviewer sees the earlier pictures and video.
#[utoipa::path(post, path = "/filings/{id}/verified-before", tag = "verification", params(("id" = String, Path)), request_body = VerificationReuse, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn take_over(
    State(app): State<App>,
    Own { account, filing: row }: Own,
    Json(reuse): Json<VerificationReuse>,
) -> Answer<Response> {
    let person = reuse.of.verified_person().ok_or(ProblemKind::NotFound)?;
    let earlier = app.store.verification(&reuse.verification).await?;
    let earlier = earlier.ok_or(ProblemKind::NotFound)?;
    // Somebody else's does not exist for them.
    if present(&app, &earlier.filing).await?.account != account.id {
        return Err(ProblemKind::NotFound.into());
    }
    let verifications = app.store.verifications(&row.id).await?;
    let holding = reuse::holding(&verifications, &row.document, person);
    if holding.is_some_and(|one| one.same_as.as_ref() == Some(&earlier.id)) {
        return answer(&app, &row).await;
    }
    let offered = reuse::offered(&app, &row, &verifications).await?;
    if !offered.iter().any(|one| one.of == reuse.of && one.verification == earlier.id) {
        // It holds no longer, or for another name or number.
        return Err(ProblemKind::NotNow.into());
    }
    let new = reuse::repeated(&app, &row, reuse.of, &earlier);
    let ended = match app.store.repeat_verification(&new, app.clock.now()).await {
        Ok(ended) => ended,
        // It was submitted in this moment.
        Err(StoreError::Stale) => return Err(Refused::new(ProblemKind::NotNow).because(Because::Submitted)),
        Err(error) => return Err(error.into()),
    };
    for ended in ended {
        app.notifier.announce(&Key::Verification(ended.clone()));
    }
    app.notifier.announce(&Key::Filing(row.id.clone()));
    answer_anew(&app, &row.id).await
}
