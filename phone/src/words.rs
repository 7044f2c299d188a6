//! Refusals and findings in words, as few as the phone can meet: the tables of the wizard stay out of this entry, and what is
//! not here is told as the server said it.

use beian_browser::client::ApiError;
use beian_locale::{Lang, Word, Words, phone::Phone};
use beian_model::{Finding, ProblemKind, params};

/// What to say of a refused request.
pub fn refusal(error: &ApiError, lang: Lang) -> String {
    let problem = match error {
        ApiError::Offline => return Phone::Offline.text(lang).to_owned(),
        ApiError::PartMissing | ApiError::Unreadable(_) => return Phone::Unreadable.text(lang).to_owned(),
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

/// What the server found in a picture or a video, for the list of reasons.
pub fn reason(found: &Finding, lang: Lang) -> String {
    finding(found, lang).unwrap_or_else(|| Phone::OtherReason.text(lang).to_owned())
}

fn finding(found: &Finding, lang: Lang) -> Option<String> {
    let word = WORDS.iter().find(|(rule, _)| found.rule == *rule).map(|(_, word)| word.text(lang).to_owned());
    // A reviewer's own words.
    word.or_else(|| found.get(params::TEXT))
}

/// What is said here of a rule by its name.
const WORDS: &[(&str, Word)] = &[
    ("file.kind", Phone::FileKind),
    ("file.heic", Phone::FileHeic),
    ("file.unreadable", Phone::FileDamaged),
    ("file.empty", Phone::FileDamaged),
    ("file.too-small", Phone::FileTooSmall),
    ("file.too-large", Phone::FileTooLarge),
    ("file.too-many-pixels", Phone::FileTooLarge),
    ("video.kind", Phone::VideoKind),
    ("video.too-short", Phone::VideoLength),
    ("video.too-long", Phone::VideoLength),
    ("video.unreadable", Phone::FileDamaged),
    ("capture.same", Phone::CapturesSame),
    ("card.other-person", Phone::CardOther),
    ("card.expires", Phone::CardExpires),
    ("card.name-differs", Phone::CardDiffers),
    ("card.number-differs", Phone::CardDiffers),
    ("card.date-differs", Phone::CardDiffers),
    ("capture.quality", Phone::ShotPoor),
    ("capture.missing", Phone::CaptureMissing),
];

#[cfg(test)]
mod tests {
    use super::WORDS;
    use beian_rules::rules;

    #[test]
    fn every_name_is_a_rules() {
        for (name, _) in WORDS {
            assert!(rules().any(|rule| rule.id == *name), "{name}");
        }
    }
}
