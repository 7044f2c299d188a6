//! The phone's side of a hand-off: claim the code, send pictures and video, or a paper; finish.

use super::filings::Wait;
use super::verifications::key;
use crate::after;
use crate::app::App;
use crate::auth::{Phone, cookie};
use crate::moves;
use crate::papers;
use crate::pictures;
use crate::problem::{Answer, Json, Refused, if_none_match};
use crate::secret;
use crate::store::{CaptureRow, StoreError, VerificationRow};
use crate::videos;
use axum::extract::{Path, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use beian::model::wire::{HandoffClaim, HandoffView};
use beian::model::{Attachment, AttachmentId, Capture, Problem, ProblemKind, VerificationState};
use beian::rules::{Finding, RuleId};
use http::header::{ETAG, SET_COOKIE};
use http::{HeaderMap, StatusCode};

/// The phone is noted as heard of when the last note is older than this.
const SEEN_AFTER: i64 = 20;

async fn show(app: &App, row: &VerificationRow) -> Answer<HandoffView> {
    let filing = app.store.filing(&row.filing).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
    let captures = app.store.captures(&row.id).await.map_err(Refused::internal)?;
    let site = row.of.site().and_then(|id| filing.document.site(id)).map(|site| site.name.clone());
    let needed = Capture::needed_for(row.of).iter().copied();
    let received = needed.filter(|one| captures.iter().any(|row| row.capture == *one)).collect();
    Ok(HandoffView {
        state: row.state_at(app.clock.now()),
        words: row.words,
        organiser: filing.document.organiser.name.clone(),
        account: String::new(),
        consented_at: None,
        contact: String::new(),
        revision: 0,
        of: row.of,
        site: site.unwrap_or_default(),
        code: row.code.clone(),
        received,
        expires_at: row.expires_at,
        reasons: row.reasons.clone(),
    })
}

/// Exchanges the secret for a session; the phone that claimed it may do so again, no other.
#[utoipa::path(post, path = "/handoff", tag = "handoff", request_body = HandoffClaim, responses(
    (status = 200, body = HandoffView), (status = 410, body = Problem)))]
pub async fn claim(State(app): State<App>, headers: HeaderMap, Json(claim): Json<HandoffClaim>) -> Answer<Response> {
    let now = app.clock.now();
    let found =
        app.store.verification_by_secret(&secret::hash(claim.secret.trim())).await.map_err(Refused::internal)?;
    let row = found.ok_or(ProblemKind::SecretExpired)?;
    let own = cookie::value(&headers, cookie::HANDOFF).map(|token| secret::hash(&token));
    if row.session_hash.is_some() && row.session_hash == own {
        return match row.state_at(now) {
            VerificationState::Cancelled => Err(ProblemKind::Cancelled.into()),
            VerificationState::Expired => Err(ProblemKind::SecretExpired.into()),
            _ => Ok(axum::Json(show(&app, &row).await?).into_response()),
        };
    }
    if row.session_hash.is_some() {
        return Err(ProblemKind::SecretUsed.into());
    }
    if row.state_at(now) != VerificationState::Waiting {
        return Err(ProblemKind::SecretExpired.into());
    }
    let token = secret::token();
    let limits = &app.config.verification;
    let expires = now.plus(limits.idle.min(limits.absolute));
    let claimed = app.store.claim_verification(&row.id, &secret::hash(&token), expires, now).await;
    if !claimed.map_err(Refused::internal)? {
        return Err(ProblemKind::SecretUsed.into());
    }
    app.hub.announce(&key(&row.id));
    let row = app.store.verification(&row.id).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
    let set = cookie::set(&headers, cookie::HANDOFF, &token, limits.absolute);
    Ok((AppendHeaders(set.map(|value| (SET_COOKIE, value))), axum::Json(show(&app, &row).await?)).into_response())
}

/// How it stands; waits for a change when asked to.
#[utoipa::path(get, path = "/handoff", tag = "handoff", params(Wait), responses(
    (status = 200, body = HandoffView), (status = 304), (status = 401, body = Problem), (status = 410, body = Problem)))]
pub async fn get(
    State(app): State<App>,
    Phone(mut row): Phone,
    Query(wait): Query<Wait>,
    headers: HeaderMap,
) -> Answer<Response> {
    let mut watch = app.hub.watch(&key(&row.id), wait.time());
    let known = if_none_match(&headers);
    heard_of(&app, &mut row).await?;
    loop {
        let body = show(&app, &row).await?;
        let tag = format!("{}-{}", body.state, body.received.len());
        if known.as_deref() != Some(tag.as_str()) {
            return Ok((AppendHeaders([(ETAG, format!("\"{tag}\""))]), axum::Json(body)).into_response());
        }
        if !watch.changed().await {
            return Ok(StatusCode::NOT_MODIFIED.into_response());
        }
        row = app.store.verification(&row.id).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
        match row.state_at(app.clock.now()) {
            VerificationState::Cancelled => return Err(ProblemKind::Cancelled.into()),
            VerificationState::Expired => return Err(ProblemKind::SecretExpired.into()),
            _ => {}
        }
    }
}

/// Notes that the phone is there, and lengthens its session up to the hard end.
async fn heard_of(app: &App, row: &mut VerificationRow) -> Answer<()> {
    let now = app.clock.now();
    let lately = row.phone_seen_at.is_some_and(|seen| now.0 - seen.0 < SEEN_AFTER);
    if lately || row.state.is_final() || row.state == VerificationState::Checking {
        return Ok(());
    }
    lengthen(app, row);
    write(app, row).await
}

fn lengthen(app: &App, row: &mut VerificationRow) {
    let now = app.clock.now();
    let limits = &app.config.verification;
    let hard = row.claimed_at.unwrap_or(now).plus(limits.absolute);
    row.phone_seen_at = Some(now);
    row.expires_at = now.plus(limits.idle).min(hard);
}

async fn write(app: &App, row: &VerificationRow) -> Answer<()> {
    match app.store.update_verification(row, app.clock.now()).await {
        Ok(()) => Ok(()),
        // The desktop ended it in this moment.
        Err(StoreError::Stale) => Err(ProblemKind::Cancelled.into()),
        Err(error) => Err(Refused::internal(error)),
    }
}

/// Takes a picture or the video; a second one replaces the first.
#[utoipa::path(put, path = "/handoff/captures/{capture}", tag = "handoff", params(("capture" = Capture, Path)),
    request_body(content = [u8], content_type = "application/octet-stream"), responses(
    (status = 200, body = HandoffView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn send(
    State(app): State<App>,
    Phone(mut row): Phone,
    Path(capture): Path<String>,
    request: axum::extract::Request,
) -> Answer<axum::Json<HandoffView>> {
    let capture: Capture = capture.parse().map_err(|_| ProblemKind::NotFound)?;
    if !Capture::needed_for(row.of).contains(&capture) {
        return Err(ProblemKind::NotFound.into());
    }
    if row.state.is_final() || row.state == VerificationState::Checking {
        return Err(ProblemKind::NotNow.into());
    }
    let at = row.of;
    let limits = &app.config.uploads;
    let most = if capture == Capture::Video { limits.max_video_bytes } else { limits.max_bytes };
    let bytes = papers::read(request.into_body(), most).await?.ok_or_else(|| papers::too_large(at, most))?;
    let (bytes, media_type, tenths) = if capture == Capture::Video {
        let video = videos::look_at(&bytes, at)?;
        (bytes, video.media_type, Some(video.tenths))
    } else {
        let min_side = if capture == Capture::Paper { limits.min_side } else { limits.min_id_side };
        let picture = pictures::look_at(bytes, at, min_side, limits).await?;
        (picture.bytes, picture.media_type, None)
    };
    let capture_row = CaptureRow {
        verification: row.id.clone(),
        capture,
        file: secret::id(),
        media_type: media_type.to_owned(),
        size: bytes.len() as u64,
        sha256: secret::sha256(&bytes),
        tenths,
    };
    papers::put(&app, &capture_row.file, bytes).await?;
    if let Some(before) = app.store.put_capture(&capture_row, app.clock.now()).await.map_err(Refused::internal)? {
        papers::forget(&app, vec![before]).await;
    }
    let captures = app.store.captures(&row.id).await.map_err(Refused::internal)?;
    let has = |capture| captures.iter().any(|row| row.capture == capture);
    let stages = [
        (Capture::Portrait, VerificationState::Portrait),
        (Capture::Emblem, VerificationState::Emblem),
        (Capture::Video, VerificationState::Video),
    ];
    let reached = stages.iter().take_while(|(capture, _)| has(*capture)).last().map(|(_, state)| *state);
    row.state = row.state.max(reached.unwrap_or(VerificationState::Connected));
    lengthen(&app, &mut row);
    write(&app, &row).await?;
    app.hub.announce(&key(&row.id));
    Ok(axum::Json(show(&app, &row).await?))
}

/// Finishes: everything must be there. What was sent was looked at when it came; a reviewer compares it. A paper is put into the
/// document here, so that it arrives even where the desktop was closed.
#[utoipa::path(post, path = "/handoff/finish", tag = "handoff", responses(
    (status = 200, body = HandoffView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
    (status = 422, body = Problem)))]
pub async fn finish(State(app): State<App>, Phone(mut row): Phone) -> Answer<axum::Json<HandoffView>> {
    if matches!(row.state, VerificationState::Checking | VerificationState::Passed | VerificationState::Failed) {
        // Sent twice: the same answer.
        return Ok(axum::Json(show(&app, &row).await?));
    }
    let captures = app.store.captures(&row.id).await.map_err(Refused::internal)?;
    if Capture::needed_for(row.of).iter().any(|capture| captures.iter().all(|row| row.capture != *capture)) {
        return Err(Refused::invalid(vec![Finding::error(row.of, RuleId::CaptureMissing)]));
    }
    match captures.iter().find(|one| one.capture == Capture::Paper) {
        Some(paper) => {
            put_into_document(&app, &row, paper).await?;
            row = app.store.verification(&row.id).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
        }
        None => {
            lengthen(&app, &mut row);
            row = after::finished(&app, row).await?;
        }
    }
    app.hub.announce(&key(&row.id));
    Ok(axum::Json(show(&app, &row).await?))
}

/// How often a paper is put into a document that others are writing at the same time.
const TRIES: u32 = 20;

/// Puts what the phone sent into its slot of the document; the hand-off passes with it.
async fn put_into_document(app: &App, row: &VerificationRow, sent: &CaptureRow) -> Answer<()> {
    let paper = paper(app, row, sent).await?;
    for _ in 0..TRIES {
        let filing = app.store.filing(&row.filing).await.map_err(Refused::internal)?.ok_or(ProblemKind::NotFound)?;
        if !filing.status.is_editable() {
            return Err(ProblemKind::NotNow.into());
        }
        let mut document = filing.document.clone();
        // Its site or approval was removed meanwhile.
        *document.attachment_mut(row.of).ok_or(ProblemKind::Cancelled)? = Some(paper.clone());
        match moves::write(app, filing, document, Some(row.id.clone())).await {
            Err(refused) if refused.kind() == ProblemKind::Stale => {}
            other => return other.map(|_| ()),
        }
    }
    Err(ProblemKind::Unavailable.into())
}

/// The picture as a paper of the filing, under the name that its file has.
async fn paper(app: &App, row: &VerificationRow, sent: &CaptureRow) -> Answer<Attachment> {
    let id = AttachmentId(sent.file.clone());
    if let Some(known) = app.store.attachment(&row.filing, &id).await.map_err(Refused::internal)? {
        return Ok(known);
    }
    let bytes = app.files.get(&sent.file).await.map_err(Refused::internal)?;
    let kind = sent.media_type.trim_start_matches("image/").replace("jpeg", "jpg");
    let name = format!("phone-{}.{kind}", app.clock.now().date_in_china());
    // It was looked at when it came, and is kept as it should be.
    let (paper, bytes) = papers::look_at(app, row.of, &name, id, bytes).await?;
    papers::note(app, &row.filing, row.of, &paper, &bytes).await?;
    Ok(paper)
}
