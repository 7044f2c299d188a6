//! Refusals and findings in words, as few as the phone can meet: the tables of the wizard stay out of this entry, and what is
//! not here is told as the server said it.

use beian_browser::client::ApiError;
use beian_locale::{Lang, Words, phone::Phone};
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
    // What was read in the document is told to who filled in the form, not to whoever holds the phone.
    if found.rule.as_str().ends_with(DIFFERS) {
        return Some(Phone::CardDiffers.text(lang).to_owned());
    }
    // A reviewer's own words, or the server's sentence.
    let sentence = match lang {
        Lang::Chinese => params::SENTENCE_ZH,
        Lang::English => params::SENTENCE_EN,
    };
    found.get(params::TEXT).or_else(|| found.get(sentence))
}

/// How the names of the rules end that compare a document with the form.
const DIFFERS: &str = "-differs";

#[cfg(test)]
mod tests {
    use super::{DIFFERS, Lang, reason};
    use beian_model::{OrganiserField, Path};
    use beian_rules::checks::verification::CARD_OTHER_KIND;
    use beian_rules::rules;
    use beian_rules::words::with_sentences;

    #[test]
    fn what_has_no_word_here_is_said_as_the_server_says_it() {
        let found = CARD_OTHER_KIND.at(Path::Organiser(OrganiserField::Licence));
        assert_eq!(reason(&found, Lang::Chinese), "有一处需要人工核对");
        let said = with_sentences(vec![found]).remove(0);
        assert!(reason(&said, Lang::Chinese).starts_with("手机拍摄的证件与填写的证件类型不同"));
        assert!(reason(&said, Lang::English).contains("another type of document"));
    }

    #[test]
    fn what_was_read_in_a_card_is_not_said() {
        let compared: Vec<_> =
            rules().filter(|rule| rule.id.starts_with("card.") && rule.id.ends_with(DIFFERS)).collect();
        assert_eq!(compared.len(), 3);
    }
}
