//! The desktop's side of a hand-off to a phone, for a verification (真实性核验) or an attachment (备案材料): make a code, send its link,
//! watch the phone, end it.

use crate::access::own::Own;
use crate::accounts::people::place_to_wait;
use crate::app::App;
use crate::filings::view;
use crate::handoff::handoffs;
use crate::handoff::links;
use crate::http::extract::{Json, if_none_match};
use crate::http::limits::{self, HOUR, Limit};
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused, language};
use crate::http::wait::Wait;
use crate::notifier::{Key, Watch};
use crate::secret;
use crate::storage::{FilingRow, StoreError, VerificationRow};
use axum::extract::{Path, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use beian_locale::problems::Because;
use beian_model::attachments::is_video;
use beian_model::wire::{LinkRequest, VerificationCreated, VerificationRequest, VerificationView};
use beian_model::{FilingId, Path as FieldPath, PersonRef, Problem, ProblemKind, VerificationId, VerificationState};
use beian_rules::{VerificationEvent, states_for};
use http::header::ETAG;
use http::{HeaderMap, HeaderName, StatusCode};
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(get, cancel)).routes(routes!(send_link))
}

/// The time in which attempts of one person, and bad ends, are counted.
const ATTEMPTS_WITHIN: i64 = 6 * HOUR;
/// The time in which links to one recipient are counted.
const LINKS_WITHIN: i64 = 600;
/// The time in which all links to a recipient, and of an account, are counted.
const DAY: i64 = 24 * HOUR;

/// Refuses where too many codes were made, or too many attempts made; counts this one.
async fn count(app: &App, peer: Peer, filing: &FilingRow, of: FieldPath) -> Answer<()> {
    let limits = &app.config.verification;
    let ended = Limit { most: limits.ended_per_filing, within: ATTEMPTS_WITHIN, because: Some(Because::NotMine) };
    limits::look(app, &handoffs::bad_ends(&filing.id), ended).await?;
    // A code that is renewed while nobody scans it is no attempt.
    let since = app.clock.now().plus(-ATTEMPTS_WITHIN);
    let before = app.store.verifications(&filing.id).await?;
    let mut claimed: Vec<_> = before.iter().filter(|row| row.of == of).filter_map(|row| row.claimed_at).collect();
    claimed.retain(|at| *at > since);
    claimed.sort_unstable();
    if claimed.len() >= limits.per_person as usize {
        let oldest = claimed.iter().rev().nth((limits.per_person as usize).saturating_sub(1));
        let refused = limits::over(app, ATTEMPTS_WITHIN, oldest.copied().unwrap_or(app.clock.now()));
        return Err(refused.because(Because::Person));
    }
    let address = Limit { most: limits.per_address, within: HOUR, because: Some(Because::CodesFromAddress) };
    limits::count_to(app, &format!("hand-offs from {}", peer.client()), address).await?;
    let what = if of.verified_person().is_some() { "verifications" } else { "attachments by phone" };
    let codes = Limit { most: limits.per_filing, within: HOUR, because: Some(Because::CodesOfFiling) };
    limits::count_to(app, &format!("{what} of {}", filing.id), codes).await
}

/// Makes a code; unfinished ones for the same field end. One that renews another by itself ends no phone that is at work.
#[utoipa::path(post, path = "/filings/{id}/verifications", tag = "verification", params(("id" = String, Path)), request_body = VerificationRequest, responses(
    (status = 201, body = VerificationCreated), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(app): State<App>,
    peer: Peer,
    Own { filing: row, .. }: Own,
    Json(request): Json<VerificationRequest>,
) -> Answer<(StatusCode, axum::Json<VerificationCreated>)> {
    let exists = match request.of.verified_person() {
        Some(PersonRef::Organiser) => true,
        Some(PersonRef::Site(site)) => row.document.site(site).is_some(),
        // A phone takes pictures for a slot, and no video.
        None => row.document.pages(request.of).is_some() && !is_video(request.of),
    };
    if !exists {
        return Err(ProblemKind::NotFound.into());
    }
    count(&app, peer, &row, request.of).await?;
    let limits = &app.config.verification;
    let now = app.clock.now();
    let secret = secret::token();
    let expires_at = now.plus(if request.remote { limits.remote_within } else { limits.claim_within });
    let mut new = VerificationRow::new(row.id.clone(), request.of, &secret, now, expires_at);
    new.remote = request.remote;
    let ended = match app.store.create_verification(&new, request.renews.as_ref()).await {
        Ok(ended) => ended,
        Err(StoreError::Stale) => return Err(ProblemKind::NotNow.into()),
        Err(error) => return Err(error.into()),
    };
    for ended in ended {
        app.notifier.announce(&Key::Verification(ended.clone()));
    }
    let verification = view::verification(&new, now);
    Ok((StatusCode::CREATED, axum::Json(VerificationCreated { verification, secret })))
}

/// The verification of this filing.
async fn of_filing(app: &App, filing: &FilingId, id: &str) -> Answer<VerificationRow> {
    let row = app.store.verification(&VerificationId(id.to_owned())).await?;
    row.filter(|row| row.filing == *filing).ok_or_else(|| ProblemKind::NotFound.into())
}

/// A verification with its `ETag`.
type Tagged = (VerificationRow, AppendHeaders<[(HeaderName, String); 1]>);

/// The verification where it is another than the known revision. Else the watch, which was taken before this look, ends no later than the
/// verification does by time: that is a change as well.
async fn look(app: &App, id: &VerificationId, watch: &mut Watch, known: Option<&str>) -> Answer<Option<Tagged>> {
    let row = handoffs::present(app, id).await?;
    if known != Some(row.revision.to_string().as_str()) {
        let tag = AppendHeaders([(ETAG, format!("\"{}\"", row.revision))]);
        return Ok(Some((row, tag)));
    }
    if states_for(VerificationEvent::Expire).contains(&row.state) {
        let left = row.expires_at.0.saturating_sub(app.clock.now().0);
        watch.at_most(Duration::from_secs(u64::try_from(left).unwrap_or_default()));
    }
    Ok(None)
}

/// The verification once it is another than the known revision; nothing when the time is over first. A phone waits here and is not put
/// aside: asked anew, one whose hand-off has just ended would no longer be let in to hear of it.
///
/// # Errors
/// `not-found`.
pub async fn await_change(app: &App, id: &VerificationId, wait: Wait, known: Option<String>) -> Answer<Option<Tagged>> {
    let mut watch = app.notifier.watch(Key::Verification(id.clone()), wait.time());
    let mut over = false;
    loop {
        let changed = Box::pin(look(app, id, &mut watch, known.as_deref())).await?;
        if changed.is_some() || over {
            return Ok(changed);
        }
        // Once more at the end: its time may be over.
        over = !watch.changed().await;
    }
}

/// How it stands; waits for a change when asked to.
#[utoipa::path(get, path = "/filings/{id}/verifications/{verification}", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path), Wait), responses(
    (status = 200, body = VerificationView), (status = 304), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 429, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Own { account, filing }: Own,
    Path((_id, verification)): Path<(String, String)>,
    wait: Wait,
    headers: HeaderMap,
) -> Answer<Response> {
    let place = place_to_wait(&app, &headers, &account, &wait)?;
    let id = of_filing(&app, &filing.id, &verification).await?.id;
    let mut watch = app.notifier.watch(Key::Verification(id.clone()), wait.time());
    match look(&app, &id, &mut watch, if_none_match(&headers).as_deref()).await? {
        Some((row, tag)) => Ok((tag, axum::Json(view::verification(&row, app.clock.now()))).into_response()),
        None => Ok(wait.unchanged(watch, place)),
    }
}

/// Sends the link of a waiting hand-off to a person elsewhere. The secret comes along, because only its hash is kept here.
#[utoipa::path(post, path = "/filings/{id}/verifications/{verification}/link", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path)), request_body = LinkRequest, responses(
    (status = 200, body = VerificationView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn send_link(
    State(app): State<App>,
    Own { account, filing }: Own,
    Path((_id, verification)): Path<(String, String)>,
    headers: HeaderMap,
    Json(request): Json<LinkRequest>,
) -> Answer<axum::Json<VerificationView>> {
    let not_now = || Refused::new(ProblemKind::NotNow).because(Because::LinkNotNow);
    let row = of_filing(&app, &filing.id, &verification).await?;
    let secret = request.secret.trim();
    if !secret::is_same(&secret::hash(secret), &row.secret_hash) {
        return Err(ProblemKind::NotFound.into());
    }
    let now = app.clock.now();
    if !row.remote || row.state_at(now) != VerificationState::Waiting {
        return Err(not_now());
    }
    let recipient = links::recipient(&request, row.of)?;
    let message = links::message(&app, &account, &filing, &row, &recipient, secret, language(&headers))?;
    let limits = &app.config.verification;
    let one = Limit { most: limits.links_per_recipient, within: LINKS_WITHIN, because: Some(Because::LinksToOne) };
    limits::count_to(&app, &format!("links to {}", secret::hash(&recipient.to)), one).await?;
    let one_a_day = Limit { most: limits.links_per_recipient_a_day, within: DAY, because: Some(Because::LinksToOne) };
    limits::count_to(&app, &format!("links in a day to {}", secret::hash(&recipient.to)), one_a_day).await?;
    let all_a_day = Limit { most: limits.links_per_account_a_day, within: DAY, because: Some(Because::LinksOfAccount) };
    limits::count_to(&app, &format!("links in a day of {}", account.id), all_a_day).await?;
    let all = Limit { most: limits.links_per_filing, within: HOUR, because: Some(Because::LinksOfFiling) };
    limits::count_to(&app, &format!("links of {}", filing.id), all).await?;
    match app.store.send_link(&row.id, &recipient.masked, &message, now).await {
        Ok(()) => app.notifier.announce(&Key::Verification(row.id.clone())),
        // It was opened, or ended, in this moment.
        Err(StoreError::Stale) => return Err(not_now()),
        Err(error) => return Err(error.into()),
    }
    Ok(axum::Json(view::verification(&handoffs::present(&app, &row.id).await?, app.clock.now())))
}

/// Ends it from the desktop: "that is not my phone", which counts. What has ended already stays as it is, and so does the limit: a
/// strange phone can be sent away however often there was one.
#[utoipa::path(delete, path = "/filings/{id}/verifications/{verification}", tag = "verification",
    params(("id" = String, Path), ("verification" = String, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn cancel(
    State(app): State<App>,
    Own { filing, .. }: Own,
    Path((_id, verification)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let row = of_filing(&app, &filing.id, &verification).await?;
    match app.store.update_verification(&row, VerificationEvent::Revoke, app.clock.now()).await {
        Ok(_) => {
            app.notifier.announce(&Key::Verification(row.id.clone()));
            // A code that no phone held is only put away.
            if handoffs::present(&app, &row.id).await?.claimed_at.is_some() {
                handoffs::count_bad_end(&app, &filing.id).await?;
            }
        }
        Err(StoreError::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(StatusCode::NO_CONTENT)
}
