//! What an attempt leaves to the next one of the same person: where only some of what the phone sent was found wanting, the rest is not
//! taken again. The person agrees anew before any of it serves, and what serves is copied, so that each attempt ends with its own.

use crate::app::App;
use crate::handoff::handoffs;
use crate::http::problem::Answer;
use crate::secret;
use crate::storage::{CaptureRow, StoreError, VerificationRow};
use crate::uploads::attachments;
use crate::verification::reuse;
use beian_model::{Capture, Finding, Severity, VerificationState, params};
use beian_rules::checks::verification::{
    CAPTURE_QUALITY, CAPTURES_SAME, CARD_EXPIRES, CARD_NAME_DIFFERS, CARD_NUMBER_DIFFERS, CARD_UNREAD, VIDEO_SILENT,
};

/// What is to be taken again after these findings; nothing where it is everything, because the person may be another.
fn wrong(reasons: &[Finding]) -> Option<Vec<Capture>> {
    let mut wrong = Vec::new();
    for one in reasons {
        let is = |rule: &beian_rules::Rule| one.rule == rule.id;
        if is(&CAPTURES_SAME) || is(&CARD_EXPIRES) {
            wrong.extend([Capture::Portrait, Capture::Emblem]);
        } else if is(&CARD_UNREAD) {
            wrong.push(Capture::Portrait);
        } else if is(&CAPTURE_QUALITY) {
            wrong.push(one.get(params::CAPTURE)?);
        } else if is(&VIDEO_SILENT) {
            wrong.push(Capture::Video);
        } else if one.severity == Severity::Error || is(&CARD_NAME_DIFFERS) || is(&CARD_NUMBER_DIFFERS) {
            return None;
        }
    }
    Some(wrong)
}

/// What serves again of the attempt before this one: made by the same phone, in the same filing and field, with the same kind of
/// document, for who stands in the form now, not longer ago than a phone's session can be, and not sent back by a reviewer. Nothing where
/// all of it was good, for then another person may be meant, and nothing where none of it was.
///
/// # Errors
/// When the database or the files fail.
pub async fn kept(app: &App, row: &VerificationRow) -> Answer<Vec<CaptureRow>> {
    let (Some(person), Some(claimed)) = (row.of.verified_person(), row.claimed_at) else { return Ok(Vec::new()) };
    let Some(before) = app.store.attempt_before(&row.id).await? else { return Ok(Vec::new()) };
    let is_over = matches!(before.state, VerificationState::Failed | VerificationState::Passed);
    let Some(wrong) = wrong(&before.reasons).filter(|_| is_over && before.document == row.document) else {
        return Ok(Vec::new());
    };
    let Some(filing) = app.store.filing(&row.filing).await? else { return Ok(Vec::new()) };
    let now = reuse::in_document(&filing.document, person).and_then(reuse::subject);
    if before.subject != now || reuse::is_sent_back(&filing, &before) {
        return Ok(Vec::new());
    }
    let mut kept = Vec::new();
    for one in app.store.captures(&before.id).await? {
        // Of a copy too that is when it was taken.
        let is_new = claimed < one.at.plus(app.config.verification.absolute);
        let is_good = is_new && row.needed().contains(&one.capture) && !wrong.contains(&one.capture);
        if is_good && app.files.has(&one.file).await? {
            kept.push(CaptureRow { verification: row.id.clone(), ..one });
        }
    }
    let is_part = kept.len() < row.needed().len();
    Ok(if is_part { kept } else { Vec::new() })
}

/// What the phone is to take, in this order: all that is needed but what serves again.
pub fn wanted(row: &VerificationRow, kept: &[CaptureRow]) -> Vec<Capture> {
    let is_kept = |capture: &Capture| kept.iter().any(|one| one.capture == *capture);
    row.needed().iter().copied().filter(|capture| !is_kept(capture)).collect()
}

/// Copies what serves again to this attempt, where the phone has sent nothing in its place. A video comes with the digits that are said
/// in it.
///
/// # Errors
/// `unavailable`; when the database fails.
pub async fn bring_over(app: &App, row: &VerificationRow, kept: Vec<CaptureRow>, sent: &[CaptureRow]) -> Answer<()> {
    for one in kept.into_iter().filter(|one| sent.iter().all(|own| own.capture != one.capture)) {
        if one.capture == Capture::Video
            && let Some(before) = app.store.attempt_before(&row.id).await?
        {
            app.store.take_code(&row.id, &before.code).await?;
        }
        let bytes = app.files.get(&one.file).await?;
        let copy = CaptureRow { file: secret::id(), ..one };
        attachments::put(app, &copy.file, bytes).await?;
        match app.store.take_capture(&copy, None, handoffs::lengthened(app, row), app.clock.now()).await {
            Ok(replaced) => attachments::forget(app, replaced).await,
            Err(error) => {
                attachments::forget_unnamed(app, vec![copy.file]).await;
                // Finished twice at once, or ended in this moment: what comes next says which.
                if !matches!(error, StoreError::Stale) {
                    return Err(error.into());
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{Path, PersonField};
    use beian_rules::checks::verification::{CAPTURE_UNMEASURED, CARD_DATE_DIFFERS, CARD_OTHER, CARD_OTHER_KIND};

    #[test]
    fn each_finding_names_what_is_taken_again_and_another_person_takes_everything() {
        use Capture::{Emblem, Portrait, Video};
        let at = Path::OrganiserPerson(PersonField::Verification);
        let poor = |capture| CAPTURE_QUALITY.at(at).with(params::CAPTURE, capture);
        for (reasons, expected) in [
            (vec![], Some(vec![])),
            (vec![CAPTURES_SAME.at(at)], Some(vec![Portrait, Emblem])),
            (vec![poor(Emblem), VIDEO_SILENT.at(at)], Some(vec![Emblem, Video])),
            (vec![CARD_UNREAD.at(at)], Some(vec![Portrait])),
            (vec![CARD_EXPIRES.at(at)], Some(vec![Portrait, Emblem])),
            // Nobody knows that it is bad; and a date may be wrong in the form.
            (vec![CAPTURE_UNMEASURED.at(at).with(params::CAPTURE, Video), CARD_DATE_DIFFERS.at(at)], Some(vec![])),
            (vec![CARD_OTHER.at(at)], None),
            (vec![poor(Emblem), CARD_OTHER_KIND.at(at)], None),
            (vec![poor(Emblem), CARD_NAME_DIFFERS.at(at)], None),
            (vec![CARD_NUMBER_DIFFERS.at(at)], None),
        ] {
            assert_eq!(wrong(&reasons), expected, "{reasons:?}");
        }
    }
}
