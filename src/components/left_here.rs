//! Beside a step, where there is room: what is left on it, each a link to its field. The preparation asks for nothing.

use super::field_link::FieldLink;
use crate::dynamic::{dynamic, memo};
use crate::state::{rules, t, use_filing, use_language};
use beian_locale::{Words, fields, ui::Ui};
use beian_model::Step;
use leptos::prelude::*;

/// What is left on a step.
#[component]
pub fn LeftHere(
    /// The step of this page.
    step: Memo<Step>,
) -> impl IntoView {
    view! { <aside class="rail" aria-label=t(Ui::OnThisStep) hidden=move || step.get() == Step::Prepare>{left(step)}</aside> }
        .into_any()
}

fn left(step: Memo<Step>) -> AnyView {
    let filing = use_filing();
    let language = use_language();
    // A letter that is typed draws the list anew only where it finishes something.
    let left = memo(move || filing.left_on(step.get()));
    let lines = move || {
        let (lang, step) = (language.get(), step.get_untracked());
        let mut lines = Vec::new();
        for (path, kind) in left.get() {
            let mark = ["", Ui::WeightError.text(lang), Ui::WeightRisk.text(lang)][kind as usize];
            lines.push(
                view! {
                    <li data-left=kind.as_str()>
                        <FieldLink path step words=fields::label(path, lang).to_owned() />
                        " " <span class="rail__mark">{mark}</span>
                    </li>
                }
                .into_any(),
            );
        }
        match lines.is_empty() {
            // Nothing left is not to be said of what was not looked at.
            _ if rules::known().is_none() => view! { <p class="field__hint">{t(Ui::Loading)}</p> }.into_any(),
            true => view! { <p class="save-state" data-state="saved">{t(Ui::NothingLeft)}</p> }.into_any(),
            false => view! { <ul class="filings">{lines}</ul> }.into_any(),
        }
    };
    view! {
        <p class="field__label">{t(Ui::OnThisStep)}</p>
        {dynamic(lines)}
    }
    .into_any()
}
