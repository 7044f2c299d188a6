//! What the applicant does with a filing as a whole: basic check, submit, withdraw, abandon.

use crate::access::guard::Fresh;
use crate::access::own::Own;
use crate::app::App;
use crate::filings::routes::{answer, answer_anew};
use crate::filings::transitions::{self, Move};
use crate::filings::{checks, returned, view};
use crate::http::extract::{IdempotencyKey, IfMatch, Json};
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::StoreError;
use crate::verification::assessment;
use axum::extract::State;
use axum::response::Response;
use beian_locale::problems::Because;
use beian_model::wire::{FilingView, Reason};
use beian_model::{Actor, Event, Finding, Problem, ProblemKind, Severity, VerificationState};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(basic_check))
        .routes(routes!(submit))
        .routes(routes!(withdraw))
        .routes(routes!(abandon))
}

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|one| one.severity == Severity::Error).collect()
}

/// Checks the basic information (基础信息校验): the rules first, then what only a server can know.
#[utoipa::path(post, path = "/filings/{id}/basic-check", tag = "filings", params(("id" = String, Path), ("If-Match" = String, Header)), responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn basic_check(State(app): State<App>, Own { filing: row, .. }: Own) -> Answer<Response> {
    let facts = view::facts(&app, &row, &[]).await?;
    let wrong = errors(beian_rules::check_basic(&row.document, &facts));
    if !wrong.is_empty() {
        return Err(Refused::invalid(wrong));
    }
    let wrong = checks::basic(&app, &row).await?;
    if !wrong.is_empty() {
        return Err(Refused::invalid(wrong));
    }
    let passed = row.document.basic_information();
    match app.store.set_basic_check(&row.id, row.version, &passed, app.clock.now()).await {
        Ok(_) => {}
        Err(StoreError::Stale) => return Err(ProblemKind::Stale.into()),
        Err(error) => return Err(error.into()),
    }
    app.notifier.announce(&Key::Filing(row.id.clone()));
    answer_anew(&app, &row.id).await
}

/// Submits (提交审核), once for a key however often it is sent.
#[utoipa::path(post, path = "/filings/{id}/submit", tag = "filings",
    params(("id" = String, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn submit(
    State(app): State<App>,
    Own { account, filing: mut row }: Own,
    fresh: Fresh,
    IfMatch(version): IfMatch,
    IdempotencyKey(key): IdempotencyKey,
) -> Answer<Response> {
    match app.store.key(&account.id, &key).await? {
        // Sent before, and its answer was lost: the same answer again.
        Some((request, filing)) if request == format!("submit {}", row.id) && filing == row.id => {
            return answer(&app, &row).await;
        }
        Some(_) => return Err(ProblemKind::KeyReused.into()),
        None => {}
    }
    if row.version != version {
        return Err(ProblemKind::Stale.into());
    }
    fresh.require()?;
    // What is looked at, stored and shown from here on is what the rules read, and the applicant was told so.
    row.document = beian_rules::as_read(&row.document, app.clock.now().date_in_china()).into_owned();
    let mut verifications = app.store.verifications(&row.id).await?;
    if verifications.iter().any(|one| one.state == VerificationState::Checking) {
        // It may take the place of another: what is submitted must be known.
        return Err(Refused::new(ProblemKind::NotNow).because(Because::StillChecking));
    }
    assessment::bind(&app, &row.document, &mut verifications).await?;
    let facts = view::facts(&app, &row, &verifications).await?;
    let mut wrong = errors(beian_rules::check(&row.document, &facts));
    wrong.extend(errors(checks::whole(&app, &row).await?));
    // A reason on a field that can be changed must have been answered; a new verification answers one on it.
    let unanswered = row
        .reasons
        .iter()
        .filter(|reason| reason.value.is_some() && !returned::is_answered(reason, &row.document, &verifications));
    wrong.extend(unanswered.map(|reason| reason.finding.clone()));
    if !wrong.is_empty() {
        return Err(Refused::invalid(wrong));
    }
    let this = Move { event: Event::Submit, actor: Actor::Applicant, note: "", key: Some(key) };
    let row = transitions::make(&app, row, this).await?;
    answer(&app, &row).await
}

/// Takes a submitted filing back (撤回修改), until it goes to the bureau.
#[utoipa::path(post, path = "/filings/{id}/withdraw", tag = "filings", params(("id" = String, Path)), request_body = Reason, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn withdraw(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Json(reason): Json<Reason>,
) -> Answer<Response> {
    let this = Move { event: Event::Withdraw, actor: Actor::Applicant, note: &reason.note, key: None };
    answer(&app, &transitions::make(&app, row, this).await?).await
}

/// Ends a filing (放弃备案).
#[utoipa::path(post, path = "/filings/{id}/abandon", tag = "filings", params(("id" = String, Path)), request_body = Reason, responses(
    (status = 200, body = FilingView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn abandon(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Json(reason): Json<Reason>,
) -> Answer<Response> {
    // Who was verified here may be taken over into another filing.
    let mut verifications = app.store.verifications(&row.id).await?;
    assessment::bind(&app, &row.document, &mut verifications).await?;
    let this = Move { event: Event::Abandon, actor: Actor::Applicant, note: &reason.note, key: None };
    answer(&app, &transitions::make(&app, row, this).await?).await
}
