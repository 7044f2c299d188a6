//! What a reviewer decides, and what they record of ministry and bureau. Only who took the filing may.

use crate::access::own::{AtDesk, present};
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::filings::stored::PendingRow;
use crate::filings::transitions::{self, Move};
use crate::filings::{numbers, pending};
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::review::case::answer;
use crate::review::{library, two_persons};
use crate::storage::FilingRow;
use axum::extract::FromRequestParts;
use beian_model::wire::{IcpNumbers, Reason, ReturnRequest, ReviewView};
use beian_model::{Actor, Event, Path, Problem};
use http::request::Parts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(approve))
        .routes(routes!(return_))
        .routes(routes!(reject))
        .routes(routes!(hand_to_bureau))
        .routes(routes!(sms_verified))
        .routes(routes!(sms_failed))
        .routes(routes!(bureau_approve))
        .routes(routes!(bureau_reject))
}

type Reviewed = Answer<axum::Json<ReviewView>>;

/// A step of the colleague who has the filing of the address, over the version that they saw.
pub struct Deciding {
    app: App,
    staff: Staff,
    row: FilingRow,
}

impl FromRequestParts<App> for Deciding {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Deciding, Refused> {
        let AtDesk { staff, filing: row } = AtDesk::from_request_parts(parts, app).await?;
        Ok(Deciding { app: app.clone(), staff, row })
    }
}

impl Deciding {
    /// Makes it happen, or keeps it for as long as it can be undone.
    async fn make(self, event: Event, note: &str) -> Reviewed {
        if let Some(seconds) = pending::undone_within(&self.app, event) {
            let decision = PendingRow {
                event,
                reasons: self.row.reasons.clone(),
                note: transitions::written(note, Path::Filing)?.into_owned(),
                staff: self.staff.id.clone(),
                until: self.app.clock.now().plus(seconds),
            };
            pending::keep(&self.app, &self.row, &decision).await?;
            return answer(&self.app, &present(&self.app, &self.row.id).await?, &self.staff).await;
        }
        let step = Move { event, actor: Actor::Reviewer, note, key: None };
        let row = transitions::make(&self.app, self.row, step).await?;
        answer(&self.app, &row, &self.staff).await
    }

    async fn with_reasons(mut self, event: Event, request: ReturnRequest) -> Reviewed {
        let verifications = self.app.store.verifications(&self.row.id).await?;
        let now = self.app.clock.now();
        self.row.reasons = transitions::reasons(&request, &self.staff.name, &self.row, &verifications, now)?;
        let app = self.app.clone();
        let done = self.make(event, &request.note).await?;
        library::count(&app, &request.reasons).await;
        Ok(done)
    }
}

/// Approves it for the bureau (审核通过). Where two colleagues approve, the first approval is kept and the filing waits for another colleague's.
#[utoipa::path(post, path = "/staff/filings/{id}/approve", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = Reason, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn approve(deciding: Deciding, Json(reason): Json<Reason>) -> Reviewed {
    let Deciding { app, staff, row } = &deciding;
    if two_persons::is_first(app, row, staff, &reason.note).await? {
        return answer(app, &present(app, &row.id).await?, staff).await;
    }
    deciding.make(Event::Approve, &reason.note).await
}

/// Returns it with reasons on fields (退回修改).
#[utoipa::path(post, path = "/staff/filings/{id}/return", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = ReturnRequest, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn return_(deciding: Deciding, Json(request): Json<ReturnRequest>) -> Reviewed {
    deciding.with_reasons(Event::Return, request).await
}

/// Rejects it as a whole (初审驳回).
#[utoipa::path(post, path = "/staff/filings/{id}/reject", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = ReturnRequest, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn reject(deciding: Deciding, Json(request): Json<ReturnRequest>) -> Reviewed {
    deciding.with_reasons(Event::Reject, request).await
}

/// Records that the package went to the bureau (提交管局): the ministry's 24 hours begin.
#[utoipa::path(post, path = "/staff/filings/{id}/hand-to-bureau", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
pub async fn hand_to_bureau(deciding: Deciding) -> Reviewed {
    deciding.make(Event::HandToBureau, "").await
}

/// Records that every phone was verified with the ministry (短信核验完成).
#[utoipa::path(post, path = "/staff/filings/{id}/sms-verified", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
pub async fn sms_verified(deciding: Deciding) -> Reviewed {
    deciding.make(Event::SmsVerified, "").await
}

/// Records that the SMS verification failed (短信核验失败).
#[utoipa::path(post, path = "/staff/filings/{id}/sms-failed", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
pub async fn sms_failed(deciding: Deciding) -> Reviewed {
    deciding.make(Event::SmsFailed, "").await
}

/// Records the bureau's numbers (管局通过). Where none of a site is said, they follow from the organiser's.
#[utoipa::path(post, path = "/staff/filings/{id}/bureau-approve", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = IcpNumbers, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn bureau_approve(mut deciding: Deciding, Json(numbers): Json<IcpNumbers>) -> Reviewed {
    deciding.row.numbers = Some(numbers::issued(&deciding.app, &deciding.row, numbers).await?);
    deciding.make(Event::BureauApprove, "").await
}

/// Records the bureau's rejection (管局驳回).
#[utoipa::path(post, path = "/staff/filings/{id}/bureau-reject", tag = "review", params(("id" = String, Path), ("If-Match" = String, Header)), request_body = ReturnRequest, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn bureau_reject(deciding: Deciding, Json(request): Json<ReturnRequest>) -> Reviewed {
    deciding.with_reasons(Event::BureauReject, request).await
}
