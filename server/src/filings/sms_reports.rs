//! What an applicant says of the ministry's code (短信核验情况): that every code was entered, or that none came and why. Staff see it with the
//! filing; the state changes when the ministry has told them.

use crate::access::own::Own;
use crate::app::App;
use crate::filings::routes::answer_anew;
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::StoreError;
use axum::extract::State;
use axum::response::Response;
use beian_locale::problems::Because;
use beian_locale::standing;
use beian_model::wire::{FilingView, Remark, SmsReport, SmsSaid, SmsSaying};
use beian_model::{FilingId, Problem, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(report))
}

/// Tells staff how it goes with the ministry's code, while its window is open. What was said before is replaced.
#[utoipa::path(post, path = "/filings/{id}/sms-reports", tag = "filings", params(("id" = String, Path)), request_body = SmsSaying, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn report(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Json(saying): Json<SmsSaying>,
) -> Answer<Response> {
    note(&app, &row.id, saying.said).await?;
    answer_anew(&app, &row.id).await
}

/// Notes what the applicant says; who waits for the filing hears of it.
///
/// # Errors
/// `not-now` where the window is over.
pub async fn note(app: &App, id: &FilingId, said: SmsSaid) -> Answer<()> {
    match app.store.note_sms_report(id, said, app.clock.now()).await {
        Ok(()) => {}
        // The window closed in this moment.
        Err(StoreError::Stale) => return Err(Refused::new(ProblemKind::NotNow).because(Because::SmsNotOpen)),
        Err(error) => return Err(error.into()),
    }
    app.notifier.announce(&Key::Filing(id.clone()));
    Ok(())
}

/// What the desk shows of it, among what colleagues tell each other.
pub fn as_remark(report: &SmsReport) -> Remark {
    let (by, text) = standing::sms_report(report.said);
    Remark { at: report.at, by, text }
}
