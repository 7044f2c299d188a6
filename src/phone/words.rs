//! Refusals and findings in words, as few as the phone can meet: the tables of the wizard stay out of this entry, and what is
//! not here is told as the server said it.

use crate::client::ApiError;
use crate::locale::{Lang, Words, phone::Phone};
use crate::model::ProblemKind;
use crate::rules::{Finding, RuleId};

/// What to say of a refused request.
pub fn refusal(error: &ApiError, lang: Lang) -> String {
    let problem = match error {
        ApiError::Offline => return Phone::Offline.text(lang).to_owned(),
        ApiError::Unreadable(_) => return Phone::Unreadable.text(lang).to_owned(),
        ApiError::Problem(problem) => problem,
    };
    if let Some(said) = problem.findings.iter().find_map(|one| finding(one, lang)) {
        return said;
    }
    let word = match problem.kind() {
        Some(ProblemKind::Unavailable | ProblemKind::Internal) => Phone::ServerAway.text(lang),
        _ if problem.detail.is_empty() => Phone::Unreadable.text(lang),
        _ => &problem.detail,
    };
    match &problem.contact {
        Some(contact) if !contact.is_empty() => format!("{word} {} {contact}", Phone::Human.text(lang)),
        _ => word.to_owned(),
    }
}

/// The code of a refusal, for styles and tests.
pub fn kind(error: &ApiError) -> &'static str {
    error.kind().map_or("offline", ProblemKind::as_str)
}

/// What the server found in a picture or a film, for the list of reasons.
pub fn reason(found: &Finding, lang: Lang) -> String {
    finding(found, lang).unwrap_or_else(|| Phone::OtherReason.text(lang).to_owned())
}

fn finding(found: &Finding, lang: Lang) -> Option<String> {
    let word = match found.rule {
        RuleId::FileKind => Phone::FileKind,
        RuleId::FileHeic => Phone::FileHeic,
        RuleId::FileUnreadable => Phone::FileUnreadable,
        RuleId::FileEmpty => Phone::FileEmpty,
        RuleId::FileTooSmall => Phone::FileTooSmall,
        RuleId::FileTooLarge => Phone::FileTooLarge,
        RuleId::FileTooManyPixels => Phone::FileTooManyPixels,
        RuleId::VideoKind => Phone::VideoKind,
        RuleId::VideoTooShort => Phone::VideoTooShort,
        RuleId::VideoTooLong => Phone::VideoTooLong,
        RuleId::VideoUnreadable => Phone::VideoUnreadable,
        RuleId::CapturesSame => Phone::CapturesSame,
        RuleId::CardOther => Phone::CardOther,
        RuleId::CardExpires => Phone::CardExpires,
        RuleId::CardNameDiffers | RuleId::CardNumberDiffers | RuleId::CardDateDiffers => Phone::CardDiffers,
        RuleId::CaptureQuality => Phone::ShotPoor,
        RuleId::CaptureMissing => Phone::CaptureMissing,
        // A reviewer's own words.
        _ => return found.params.get("text").cloned(),
    };
    Some(word.text(lang).to_owned())
}
