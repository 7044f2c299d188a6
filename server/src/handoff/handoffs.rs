//! A hand-off as its phone sees it, what the phone captures, and where that goes.

use crate::access::changes::{self, By, Change};
use crate::access::phone::cancelled;
use crate::app::App;
use crate::config::texts::Text;
use crate::filings::stored::PassedAttachment;
use crate::filings::transitions;
use crate::handoff::kept_pieces;
use crate::http::limits;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::secret;
use crate::storage::{CaptureRow, StoreError, Stored, VerificationRow};
use crate::uploads::attachments;
use crate::uploads::pictures;
use crate::uploads::stored::UploadRow;
use crate::uploads::videos;
use crate::verification::reuse;
use beian_locale::at_phone::{self, Situation};
use beian_locale::identity::side;
use beian_locale::{Lang, fields};
use beian_model::attachment::MOST_PAGES;
use beian_model::wire::HandoffView;
use beian_model::{
    Attachment, AttachmentId, Capture, DocumentType, FilingId, Measured, Path, ProblemKind, Timestamp, VerificationId,
    VerificationState, params,
};
use beian_rules::VerificationEvent;
use beian_rules::checks::uploads::FILE_PAGES;
use beian_rules::checks::verification::CAPTURES_SAME;
use beian_rules::words::with_sentences;
use bytes::Bytes;

/// The phone is noted as heard of when the last note is older than this.
const SEEN_AFTER: i64 = 20;
/// Other phones are counted up to here; more are a script.
const MOST_OTHER_PHONES: u32 = 99;

/// A verification as it is now. One whose time is over is marked as expired first, so that both sides see it as a change.
///
/// # Errors
/// `not-found`.
pub async fn present(app: &App, id: &VerificationId) -> Answer<VerificationRow> {
    let row = app.store.verification(id).await?.ok_or(ProblemKind::NotFound)?;
    let now = app.clock.now();
    if row.state_at(now) == row.state {
        return Ok(row);
    }
    match app.store.expire_verification(id, now).await {
        Ok(()) => app.notifier.announce(&Key::Verification(id.clone())),
        // The phone was heard of in this moment, or another request was faster.
        Err(StoreError::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    app.store.verification(id).await?.ok_or_else(|| ProblemKind::NotFound.into())
}

/// A hand-off as its phone sees it.
///
/// # Errors
/// When the database fails.
pub async fn show(app: &App, row: &VerificationRow) -> Answer<HandoffView> {
    let filing = app.store.filing(&row.filing).await?.ok_or(ProblemKind::NotFound)?;
    let account = app.store.account(&filing.account).await?;
    let captures = app.store.captures(&row.id).await?;
    let site = row.of.site().and_then(|id| filing.document.site(id)).map(|site| site.name.clone());
    let kept = kept_pieces::kept(app, row).await?;
    let wanted = kept_pieces::wanted(row, &kept);
    let received = wanted.iter().copied().filter(|one| captures.iter().any(|row| row.capture == *one)).collect();
    let (account, site) = (account.map(|account| account.shown()).unwrap_or_default(), site.unwrap_or_default());
    let kept: Vec<Capture> = kept.iter().map(|one| one.capture).collect();
    let said = |lang| {
        let kept = names(row, &kept, lang);
        let limits = &app.config.verification;
        let until = row.claimed_at.filter(|_| row.remote).map(|at| at.plus(limits.absolute));
        let it = Situation {
            of: row.of,
            site: &site,
            account: &account,
            remote_until: until,
            idle: limits.idle,
            kept: &kept,
        };
        at_phone::lines(&it, lang).join("\n")
    };
    let (said_zh, said_en) = (said(Lang::Chinese), said(Lang::English));
    Ok(HandoffView {
        id: row.id.clone(),
        state: row.state_at(app.clock.now()),
        words: row.words,
        organiser: filing.document.organiser.name.clone(),
        account,
        consented_at: row.consented_at,
        declined: row.declined_at.is_some(),
        consent_version: consent_text(app, row.of, Lang::Chinese).version.clone(),
        consent_zh: consent_text(app, row.of, Lang::Chinese).words.trim().to_owned(),
        consent_en: consent_text(app, row.of, Lang::English).words.trim().to_owned(),
        contact: app.config.contact.clone(),
        revision: row.revision,
        of: row.of,
        asked_zh: names(row, &wanted, Lang::Chinese).join("\n"),
        asked_en: names(row, &wanted, Lang::English).join("\n"),
        wanted,
        said_zh,
        said_en,
        is_page: row.document().is_booklet(),
        site,
        code: row.code.clone(),
        received,
        expires_at: row.expires_at,
        reasons: with_sentences(row.reasons.clone()),
    })
}

/// What these are called.
fn names(row: &VerificationRow, captures: &[Capture], lang: Lang) -> Vec<String> {
    let name = |capture: &Capture| match capture {
        Capture::Attachment => fields::bare_label(row.of, lang).to_owned(),
        _ => side(row.document(), *capture, lang),
    };
    captures.iter().map(name).collect()
}

/// The identity document that the phone of a verification is to photograph, as the form has it now.
///
/// # Errors
/// When the database fails.
pub async fn document(app: &App, row: &VerificationRow) -> Answer<DocumentType> {
    let filing = app.store.filing(&row.filing).await?.ok_or(ProblemKind::NotFound)?;
    let person = row.of.verified_person().and_then(|person| reuse::in_document(&filing.document, person));
    Ok(person.and_then(|person| person.document_type).unwrap_or(DocumentType::ResidentId))
}

/// Until when the phone's session lasts when it is heard of now: a while longer, up to the hard end.
pub fn lengthened(app: &App, row: &VerificationRow) -> Timestamp {
    let now = app.clock.now();
    let limits = &app.config.verification;
    now.plus(limits.idle).min(row.claimed_at.unwrap_or(now).plus(limits.absolute))
}

/// Notes that the phone is there, and lengthens its session.
///
/// # Errors
/// `cancelled` when the desktop ended it in this moment.
pub async fn heard_of(app: &App, row: &VerificationRow) -> Answer<()> {
    let now = app.clock.now();
    let lately = row.phone_seen_at.is_some_and(|seen| now.0 - seen.0 < SEEN_AFTER);
    // From the end of its phone's work on a check is timed.
    if lately || row.state.is_final() || row.state == VerificationState::Checking {
        return Ok(());
    }
    or_ended(app, row, app.store.hear_of_phone(&row.id, lengthened(app, row), now).await).await?;
    app.notifier.announce(&Key::Verification(row.id.clone()));
    Ok(())
}

/// Keeps what the person agreed to.
///
/// # Errors
/// `cancelled` when the desktop ended it in this moment.
pub async fn consent(app: &App, row: &VerificationRow) -> Answer<()> {
    let version = &consent_text(app, row.of, Lang::Chinese).version;
    or_ended(app, row, app.store.consent(&row.id, version, app.clock.now()).await).await?;
    app.notifier.announce(&Key::Verification(row.id.clone()));
    Ok(())
}

/// Keeps that the person said no: the desktop is told, and the phone may still change its mind.
///
/// # Errors
/// `not-now` where they had agreed, `cancelled` when the desktop ended it in this moment.
pub async fn decline(app: &App, row: &VerificationRow) -> Answer<()> {
    if row.consented_at.is_some() {
        return Err(ProblemKind::NotNow.into());
    }
    or_ended(app, row, app.store.decline(&row.id, app.clock.now()).await).await?;
    app.notifier.announce(&Key::Verification(row.id.clone()));
    Ok(())
}

/// What the person at a phone is asked to agree to.
pub fn consent_text(app: &App, of: Path, lang: Lang) -> &Text {
    app.texts.consent(of.verified_person().is_some(), lang)
}

/// Notes that another phone tried the code, and says why it is not let in.
pub async fn other_phone(app: &App, id: &VerificationId) -> Refused {
    match app.store.other_phone(id, MOST_OTHER_PHONES).await {
        Ok(noted) => {
            if noted {
                app.notifier.announce(&Key::Verification(id.clone()));
            }
            ProblemKind::SecretUsed.into()
        }
        Err(error) => Refused::internal(error),
    }
}

/// Lets an event happen to a verification, and writes what its phone, or a check after it, changed; gives its state afterwards.
///
/// # Errors
/// `cancelled` when the desktop ended it in this moment.
pub async fn write(app: &App, row: &VerificationRow, event: VerificationEvent) -> Answer<VerificationState> {
    let state = or_ended(app, row, app.store.update_verification(row, event, app.clock.now()).await).await?;
    app.notifier.announce(&Key::Verification(row.id.clone()));
    Ok(state)
}

/// What a write of a verification gave; a refusal that says why where it has ended.
///
/// # Errors
/// `cancelled`.
pub async fn or_ended<T>(app: &App, row: &VerificationRow, done: Stored<T>) -> Answer<T> {
    match done {
        Ok(done) => Ok(done),
        Err(StoreError::Stale) => Err(cancelled(app, row).await),
        Err(error) => Err(error.into()),
    }
}

/// What bad ends of a filing's hand-offs are counted under: "not my phone", or failed.
pub fn bad_ends(filing: &FilingId) -> String {
    format!("bad ends of {filing}")
}

/// Counts a hand-off that ended badly; after too many no new code is made for a while.
///
/// # Errors
/// When the database fails.
pub async fn count_bad_end(app: &App, filing: &FilingId) -> Answer<()> {
    limits::note(app, &bad_ends(filing)).await
}

/// What was measured, as it is kept: each measure once, no score above 100. It is a hint for a person; nothing depends on it.
pub fn tidy(mut measured: Measured) -> Measured {
    let mut seen = Vec::new();
    measured.scores.retain_mut(|one| {
        one.score = one.score.min(100);
        let first = !seen.contains(&one.measure);
        seen.push(one.measure);
        first
    });
    measured
}

/// Most bytes of a capture.
pub fn most_bytes(app: &App, capture: Capture) -> u64 {
    let limits = &app.config.uploads;
    if capture == Capture::Video { limits.max_video_bytes } else { limits.max_bytes }
}

/// A capture that was looked at, as it is to be kept.
struct Looked {
    bytes: Bytes,
    media_type: &'static str,
    tenths: Option<u32>,
    silent: bool,
}

/// Looks at what a phone sent for a field: its kind by its bytes; a video's length and sound, without its camera's notes afterwards; a picture decoded, and upright and without its
/// camera's notes afterwards.
async fn look_at(app: &App, at: Path, capture: Capture, bytes: Bytes) -> Answer<Looked> {
    let limits = &app.config.uploads;
    if capture == Capture::Video {
        let video = videos::look_at(&bytes, at)?;
        let bytes = videos::without_notes(bytes);
        let silent = !video.has_sound;
        return Ok(Looked { bytes, media_type: video.media_type, tenths: Some(video.tenths), silent });
    }
    let min_side = if capture == Capture::Attachment { limits.min_side } else { limits.min_id_side };
    let picture = pictures::look_at(app, bytes, at, min_side).await?;
    Ok(Looked { bytes: picture.bytes, media_type: picture.media_type, tenths: None, silent: false })
}

/// Looks at what a phone sent and keeps it, in place of an earlier one; gives the files that are needed no more.
///
/// # Errors
/// `unsupported-media` or `invalid` with the finding on the field, `cancelled`, `unavailable`.
pub async fn keep(
    app: &App,
    row: &VerificationRow,
    capture: Capture,
    upload: &UploadRow,
    bytes: Bytes,
) -> Answer<Vec<String>> {
    let Looked { bytes, media_type, tenths, silent } = look_at(app, row.of, capture, bytes).await?;
    let taken = CaptureRow {
        verification: row.id.clone(),
        capture,
        file: secret::id(),
        media_type: media_type.to_owned(),
        size: bytes.len() as u64,
        sha256: secret::sha256(&bytes),
        measured: upload.measured.clone(),
        tenths,
        silent,
        at: app.clock.now(),
    };
    // Said while the side is still before the camera; at the end both would have to be taken again.
    let other = match capture {
        Capture::Portrait => Some(Capture::Emblem),
        Capture::Emblem => Some(Capture::Portrait),
        Capture::Video | Capture::Attachment => None,
    };
    let mut sent = app.store.captures(&row.id).await?;
    sent.extend(kept_pieces::kept(app, row).await?);
    if sent.iter().any(|one| Some(one.capture) == other && one.sha256 == taken.sha256) {
        return Err(Refused::invalid(vec![CAPTURES_SAME.at(row.of)]));
    }
    attachments::put(app, &taken.file, bytes).await?;
    let done = app.store.take_capture(&taken, Some(&upload.id), lengthened(app, row), app.clock.now()).await;
    match done {
        Ok(files) => {
            app.notifier.announce(&Key::Verification(row.id.clone()));
            Ok(files)
        }
        // Another request with the last part was faster: its file counts.
        Err(StoreError::Exists) => Ok(vec![taken.file]),
        Err(error) => {
            attachments::forget_unnamed(app, vec![taken.file]).await;
            or_ended(app, row, Err(error)).await
        }
    }
}

/// How often an attachment is put into a document that others are writing at the same time.
const TRIES: u32 = 20;

/// Puts the page that the phone sent behind the others of its slot in the document; the hand-off passes with it.
///
/// # Errors
/// `cancelled` when the slot is gone, the hand-off has ended, or the filing cannot be changed any more.
pub async fn put_into_document(app: &App, row: &VerificationRow, sent: &CaptureRow) -> Answer<()> {
    let attachment = attachment(app, row, sent).await?;
    for _ in 0..TRIES {
        let filing = app.store.filing(&row.filing).await?.ok_or(ProblemKind::NotFound)?;
        changes::require(Change::Content, By::Phone, filing.status)?;
        let mut document = filing.document.clone();
        // Its site or approval was removed meanwhile.
        let pages = document.pages_mut(row.of).ok_or(ProblemKind::Cancelled)?;
        if pages.len() >= MOST_PAGES {
            return Err(Refused::invalid(vec![FILE_PAGES.at(row.of).with(params::MAX, MOST_PAGES)]));
        }
        pages.push(attachment.clone());
        let passed = PassedAttachment { verification: row.id.clone(), file: sent.file.clone() };
        match transitions::write(app, filing, document, Some(passed)).await {
            Err(refused) if refused.kind() == ProblemKind::Stale => {}
            other => {
                other?;
                app.notifier.announce(&Key::Verification(row.id.clone()));
                return Ok(());
            }
        }
    }
    Err(ProblemKind::Unavailable.into())
}

/// The picture as an attachment of the filing, under the name that its file has.
async fn attachment(app: &App, row: &VerificationRow, sent: &CaptureRow) -> Answer<Attachment> {
    let id = AttachmentId(sent.file.clone());
    if let Some(known) = app.store.attachment(&row.filing, &id).await? {
        return Ok(known);
    }
    let bytes = app.files.get(&sent.file).await?;
    let kind = sent.media_type.trim_start_matches("image/").replace("jpeg", "jpg");
    let name = format!("phone-{}.{kind}", app.clock.now().date_in_china());
    // It was looked at when it came, and is kept as it should be.
    let (attachment, bytes) = attachments::look_at(app, row.of, &name, id, bytes).await?;
    attachments::note(app, &row.filing, row.of, &attachment, &bytes).await?;
    Ok(attachment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{Measure, Score, TakenBy};

    #[test]
    fn each_measure_once_and_no_score_beyond_the_scale() {
        let score = |measure, score| Score { measure, score };
        let scores = vec![score(Measure::Sharp, 255), score(Measure::Light, 40), score(Measure::Sharp, 3)];
        let kept = tidy(Measured { by: TakenBy::Person, scores });
        assert_eq!(kept.scores, [score(Measure::Sharp, 100), score(Measure::Light, 40)]);
    }
}
