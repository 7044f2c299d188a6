//! What is said beside a field without being an error message: what its bureau asks of it, what its number tells, who found an error.

use crate::state::{clock, rules, use_filing, use_language};
use beian_locale::{Lang, Words, fill, ui::Ui};
use beian_model::{Finding, Path, params};
use beian_rules::checks::review::RETURNED;
use leptos::prelude::*;

/// What the filing's bureau asks of a field.
pub fn bureau_hints(path: Path, lang: Lang) -> Vec<String> {
    let filing = use_filing();
    rules::asked(filing.province.get(), &filing.server.read().facts, path, lang)
}

/// What the number in a field tells, once it is whole: where an organiser is registered, a person's birth date, sex and age.
pub fn inferred(path: Path, lang: Lang) -> Option<String> {
    let filing = use_filing();
    // Asked for where the path has such a number: no other field follows each keystroke.
    let number = || Some(filing.document.read().text(path)?.to_owned());
    let today = || filing.server.with(|server| server.facts.today);
    rules::told(path, &number, &today, lang)
}

/// Who said a finding that no rule of this browser makes, and when.
pub fn said_by(finding: &Finding, lang: Lang) -> Option<String> {
    let at = finding.get(params::AT)?;
    let when = clock::written(at, lang);
    // A reviewer's name stands in the words themselves.
    let word = if finding.rule == RETURNED.id { Ui::SaidAt } else { Ui::CheckedAt };
    Some(fill(word.text(lang), |_| Some(&when)))
}

/// Hints of the bureau under a field's own hint, and what its number tells under the control.
#[component]
pub fn BureauHints(
    /// The field.
    at: Path,
) -> impl IntoView {
    let language = use_language();
    move || {
        let lines = bureau_hints(at, language.get());
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <p class="field__bureau">{line}</p> }).collect_view();
            view! { <div id=format!("{at}-bureau")>{lines}</div> }
        })
    }
}
