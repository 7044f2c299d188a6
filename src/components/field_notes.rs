//! What is said beside a field without being an error message: what its bureau asks of it, what its number tells, who found an error.

use crate::dynamic::{dynamic, memo};
use crate::state::{clock, rules, t, use_filing, use_language};
use beian_locale::{Lang, Words, fill, ui::Ui};
use beian_model::{Finding, Path, params};
use beian_rules::checks::review::RETURNED;
use leptos::prelude::*;

/// What the filing's bureau asks of a field, a sentence a line.
pub fn bureau_hints(path: Path, lang: Lang) -> Option<String> {
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

/// Hints of the bureau under a field's own hint, with their sources folded away.
#[component]
pub fn BureauHints(
    /// The field.
    at: Path,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    // Drawn anew where it says something else: a save does not fold what was opened.
    let said = memo(move || bureau_hints(at, language.get()));
    dynamic(move || {
        said.get().map(|said| {
            let province = filing.province.get_untracked();
            let sources = rules::sources(province, &filing.server.read_untracked().facts, at, language.get());
            view! {
                <div id=format!("{at}-bureau")>
                    <p class="field__bureau">{said}</p>
                    <details><summary>{t(Ui::SourceOf)}</summary>{sources}</details>
                </div>
            }
        })
    })
}
