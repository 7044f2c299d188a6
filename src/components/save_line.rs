//! What the page says of saving: saved with the time, saving, or kept on this device; and what was changed elsewhere too.

use super::options;
use crate::locale::{Words, fields, fill, ui::Ui};
use crate::model::merge::Conflict;
use crate::model::{Filing, Path, Value};
use crate::state::{SaveState, clock, t, use_filing, use_language};
use leptos::prelude::*;

/// The save line of the open filing.
#[component]
pub fn SaveLine() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let text = move || {
        let lang = language.get();
        let kept = filing.kept_here.get();
        let word = match filing.save_state.get() {
            SaveState::Saved(at) => {
                let time = clock::time_of_day(at, lang);
                return fill(Ui::Saved.text(lang), |_| Some(&time));
            }
            SaveState::Unsaved => Ui::Unsaved,
            SaveState::Saving => Ui::Saving,
            SaveState::Offline | SaveState::SignedOut if !kept => Ui::KeptNowhere,
            SaveState::Offline => Ui::KeptHere,
            SaveState::SignedOut => Ui::KeptUntilSignIn,
            SaveState::Conflict => Ui::ChangedElsewhere,
            SaveState::Refused => Ui::NoLongerEditable,
        };
        word.text(lang).to_owned()
    };
    view! {
        <p class="save-state" role="status" data-state=move || filing.save_state.get().as_str()>{text}</p>
        <Conflicts />
    }
    .into_any()
}

/// The fields that were changed here and elsewhere, each with both values to pick from.
#[component]
fn Conflicts() -> impl IntoView {
    let filing = use_filing();
    let lines = move || filing.conflicts.get().into_iter().map(conflict).collect_view();
    view! {
        <Show when=move || !filing.conflicts.read().is_empty()>
            <section class="notice notice--warn" role="alert" data-conflict="true">
                <h2>{t(Ui::ChangedElsewhere)}</h2>
                <p>{t(Ui::ConflictExplained)}</p>
                {lines}
            </section>
        </Show>
    }
}

fn conflict(one: Conflict) -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let Conflict { path, theirs } = one;
    let label = move || fields::label(path, language.get());
    let mine = move || said(&filing.document.read(), path, language.get());
    let other = move || {
        let mut document = filing.document.get();
        document.set_value(path, &theirs);
        said(&document, path, language.get())
    };
    let pick = move |mine: bool| filing.decide(path, mine);
    view! {
        <div class="conflict" role="group" aria-label=label data-conflict-path=path.to_string()>
            <p class="field__label">{label}</p>
            <dl class="conflict__values">
                <dt>{t(Ui::TypedHere)}</dt>
                <dd>{mine}</dd>
                <dt>{t(Ui::SavedElsewhere)}</dt>
                <dd>{other}</dd>
            </dl>
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="take-mine" on:click=move |_| pick(true)>
                    {t(Ui::KeepMine)} <span class="visually-hidden">" " {label}</span>
                </button>
                <button type="button" class="button button--secondary" data-action="take-theirs" on:click=move |_| pick(false)>
                    {t(Ui::TakeTheirs)} <span class="visually-hidden">" " {label}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A value in words.
fn said(filing: &Filing, path: Path, lang: crate::locale::Lang) -> String {
    let text = match filing.value(path) {
        Some(Value::Paper(paper)) => paper.map(|paper| paper.name).unwrap_or_default(),
        _ => options::shown(filing, path, lang),
    };
    if text.is_empty() { Ui::NotProvided.text(lang).to_owned() } else { text }
}
