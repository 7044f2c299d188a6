//! The phone's side of a hand-off: claim the code, agree or not, wait, finish. What the phone sends is in `captures`.

use crate::access::asker::Asker;
use crate::access::guard::Fresh;
use crate::access::own::present;
use crate::access::phone::{Phone, cancelled};
use crate::access::table::Action;
use crate::accounts::cookie;
use crate::app::App;
use crate::audit::doing;
use crate::handoff::deciding;
use crate::handoff::desktop_routes::await_change;
use crate::handoff::handoffs;
use crate::handoff::kept_pieces;
use crate::http::extract::{Json, if_none_match};
use crate::http::limits::{self, HOUR, Limit};
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Wait;
use crate::notifier::Key;
use crate::secret;
use crate::verification::stored::Claim;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use beian_locale::Lang;
use beian_locale::problems::Because;
use beian_model::wire::{HandoffClaim, HandoffConsent, HandoffView};
use beian_model::{Capture, Problem, ProblemKind, VerificationId, VerificationState};
use beian_rules::checks::verification::CAPTURE_MISSING;
use http::HeaderMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(claim, get))
        .routes(routes!(consent))
        .routes(routes!(decline))
        .routes(routes!(finish))
}

/// Characters of a key that a phone may keep: 128 bits in base64 at least.
const SHORTEST_KEY: usize = 22;
const LONGEST_KEY: usize = 200;

/// Exchanges the secret for a session; the phone that claimed it may do so again, no other. The desktop is told of others.
#[utoipa::path(post, path = "/handoff", tag = "handoff", request_body = HandoffClaim, responses(
    (status = 200, body = HandoffView), (status = 410, body = Problem), (status = 429, body = Problem)))]
pub async fn claim(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Json(claim): Json<HandoffClaim>,
) -> Answer<Response> {
    let now = app.clock.now();
    let found = app.store.verification_by_secret(&secret::hash(claim.secret.trim())).await?;
    let own = cookie::value(&headers, cookie::HANDOFF).map(|token| secret::hash(&token));
    if let Some(row) = found.as_ref().filter(|row| row.session_hash.is_some() && row.session_hash == own) {
        return match row.state_at(now) {
            VerificationState::Cancelled => Err(cancelled(&app, row).await),
            VerificationState::Expired => Err(ProblemKind::SecretExpired.into()),
            _ => Ok(axum::Json(handoffs::show(&app, row).await?).into_response()),
        };
    }
    let limits = &app.config.verification;
    let most = Limit { most: limits.claims_per_address, within: HOUR, because: Some(Because::Claims) };
    limits::count_to(&app, &format!("claims from {}", peer.client()), most).await?;
    let row = found.ok_or(ProblemKind::SecretExpired)?;
    doing::about("handoff", row.id.as_str());
    let filing = present(&app, &row.filing).await?;
    Action::ClaimHandoff.require(Asker::Nobody, Some(filing.status))?;
    drop(filing);
    let token = secret::token();
    let strong = claim.key.as_deref().filter(|key| (SHORTEST_KEY..=LONGEST_KEY).contains(&key.len()));
    let this = Claim { session: secret::hash(&token), key: strong.map(secret::hash) };
    match row.state_at(now) {
        VerificationState::Waiting => {}
        VerificationState::Cancelled | VerificationState::Expired => return Err(ProblemKind::SecretExpired.into()),
        // The phone that has it, where the answer to its claim was lost; no other.
        _ if this.key.is_some() => {
            if !app.store.claim_again(&row.id, &this).await? {
                return Err(handoffs::other_phone(&app, &row.id).await);
            }
            return let_in(&app, &headers, &row.id, &token).await;
        }
        _ => return Err(handoffs::other_phone(&app, &row.id).await),
    }
    let expires = now.plus(limits.idle.min(limits.absolute));
    let document = handoffs::document(&app, &row).await?;
    if app.store.claim_verification(&row.id, &this, document, expires, now).await? {
        app.notifier.announce(&Key::Verification(row.id.clone()));
    } else if this.key.is_none() || !app.store.claim_again(&row.id, &this).await? {
        return Err(handoffs::other_phone(&app, &row.id).await);
    }
    let_in(&app, &headers, &row.id, &token).await
}

/// The answer to a claim: the phone's session, and how it stands.
async fn let_in(app: &App, headers: &HeaderMap, id: &VerificationId, token: &str) -> Answer<Response> {
    let row = handoffs::present(app, id).await?;
    let set = cookie::set(headers, cookie::HANDOFF, token.to_owned(), app.config.verification.absolute);
    let body = axum::Json(handoffs::show(app, &row).await?);
    Ok((set, body).into_response())
}
/// How it stands; waits for a change when asked to.
#[utoipa::path(get, path = "/handoff", tag = "handoff", params(Wait), responses(
    (status = 200, body = HandoffView), (status = 304), (status = 401, body = Problem), (status = 410, body = Problem),
    (status = 429, body = Problem)))]
pub async fn get(State(app): State<App>, Phone(row): Phone, wait: Wait, headers: HeaderMap) -> Answer<Response> {
    let _place = wait.place(&app, row.session_hash.as_deref().unwrap_or_default(), None)?;
    handoffs::heard_of(&app, &row).await?;
    let (id, known) = (row.id.clone(), if_none_match(&headers));
    drop((row, headers));
    let Some((row, tag)) = await_change(&app, &id, wait, known).await? else {
        return Ok(http::StatusCode::NOT_MODIFIED.into_response());
    };
    match row.state {
        VerificationState::Cancelled => Err(cancelled(&app, &row).await),
        VerificationState::Expired => Err(ProblemKind::SecretExpired.into()),
        _ => Ok((tag, axum::Json(handoffs::show(&app, &row).await?)).into_response()),
    }
}

/// The person agrees to what will be done, before any camera opens; once, and what was agreed to is kept with its time.
#[utoipa::path(post, path = "/handoff/consent", tag = "handoff", request_body = HandoffConsent, responses(
    (status = 200, body = HandoffView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
    (status = 422, body = Problem)))]
pub async fn consent(
    State(app): State<App>,
    Phone(row): Phone,
    fresh: Fresh,
    Json(request): Json<HandoffConsent>,
) -> Answer<axum::Json<HandoffView>> {
    if request.version != handoffs::consent_text(&app, row.of, Lang::Chinese).version {
        return Err(Refused::new(ProblemKind::Invalid).because(Because::ConsentChanged));
    }
    if row.consented_at.is_none() {
        if row.state.is_final() || is_finished(row.state) {
            return Err(ProblemKind::NotNow.into());
        }
        fresh.require()?;
        handoffs::consent(&app, &row).await?;
    }
    Ok(axum::Json(handoffs::show(&app, &handoffs::present(&app, &row.id).await?).await?))
}

/// The person says no: it is not them, or they do not know who asks. The desktop is told; until it ends the hand-off they may still agree.
#[utoipa::path(post, path = "/handoff/decline", tag = "handoff", responses(
    (status = 200, body = HandoffView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem)))]
pub async fn decline(State(app): State<App>, Phone(row): Phone) -> Answer<axum::Json<HandoffView>> {
    handoffs::decline(&app, &row).await?;
    Ok(axum::Json(handoffs::show(&app, &handoffs::present(&app, &row.id).await?).await?))
}

/// The phone has finished: what is sent again is answered as before.
const fn is_finished(state: VerificationState) -> bool {
    matches!(state, VerificationState::Checking | VerificationState::Passed | VerificationState::Failed)
}

/// Finishes: everything must be there. What was sent was looked at when it came; a person's verification is checked, at
/// once or in the background. An attachment is put into the document here, so that it arrives even where the desktop was closed.
#[utoipa::path(post, path = "/handoff/finish", tag = "handoff", responses(
    (status = 200, body = HandoffView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
    (status = 422, body = Problem)))]
pub async fn finish(State(app): State<App>, Phone(row): Phone, fresh: Fresh) -> Answer<axum::Json<HandoffView>> {
    if is_finished(row.state) {
        // Sent twice: the same answer.
        return Ok(axum::Json(handoffs::show(&app, &row).await?));
    }
    fresh.require()?;
    if row.consented_at.is_none() {
        return Err(Refused::new(ProblemKind::NotNow).because(Because::ConsentFirst));
    }
    let captures = app.store.captures(&row.id).await?;
    let kept = kept_pieces::kept(&app, &row).await?;
    let wanted = kept_pieces::wanted(&row, &kept);
    if wanted.iter().any(|capture| captures.iter().all(|row| row.capture != *capture)) {
        return Err(Refused::invalid(vec![CAPTURE_MISSING.at(row.of)]));
    }
    kept_pieces::bring_over(&app, &row, kept, &captures).await?;
    let id = row.id.clone();
    match captures.iter().find(|one| one.capture == Capture::Attachment) {
        Some(attachment) => handoffs::put_into_document(&app, &row, attachment).await?,
        None => deciding::finish(&app, row).await?,
    }
    Ok(axum::Json(handoffs::show(&app, &handoffs::present(&app, &id).await?).await?))
}
