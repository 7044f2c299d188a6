//! What the page says of saving: saved with the time, saving, or kept on this device; apart from that, what was changed elsewhere too.

use super::options;
use super::part::part;
use super::slow_answer::slow;
use super::value_words::names;
use crate::chunk::chunked;
use crate::dynamic::{dynamic, memo};
use crate::state::{ApiError, SaveState, clock, t, use_filing, use_language};
use beian_locale::{Lang, Words, fields, fill, saving, ui::Ui};
use beian_model::merge::Conflict;
use beian_model::{Filing, Path, Value};
use leptos::prelude::*;
use std::time::Duration;

/// A save that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(5);

/// The save line of the open filing.
#[component]
pub fn SaveLine() -> impl IntoView {
    let filing = use_filing();
    view! { <p class="save-state" role="status" data-state=move || filing.save_state.get().as_str()>{words()}</p> }
        .into_any()
}

/// Beside a button that saves first: why it could not. It goes once something is saved again.
#[component]
pub fn NotSaved(
    /// The button was clicked, and the save failed.
    #[prop(into)]
    shown: Signal<bool>,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let said = move || {
        let error = filing.save_error.get().filter(|_| shown.get())?;
        let said = failure(&error, filing.kept_here.get(), language.get());
        Some(view! { <p class="notice notice--bad" data-not-saved="true">{said}</p> })
    };
    view! { <div role="alert">{dynamic(said)}</div> }.into_any()
}

/// Why a save failed, what can be done, and where the changes are meanwhile.
fn failure(error: &ApiError, kept: bool, lang: Lang) -> String {
    let word = match (SaveState::after(error), kept) {
        (SaveState::Offline | SaveState::SignedOut, false) => Ui::KeptNowhere,
        (SaveState::Offline, true) if *error == ApiError::PartMissing => Ui::PartMissing,
        (SaveState::Offline, true) => Ui::KeptHere,
        (SaveState::SignedOut, true) => Ui::KeptUntilSignIn,
        _ => {
            let kept = if kept { Ui::StillHere } else { Ui::StillHereOnly };
            return joined(&[&*saving::said(error.status(), lang), kept.text(lang)], lang, "", " ");
        }
    };
    word.text(lang).to_owned()
}

/// How far saving has come, in words.
fn words() -> impl Fn() -> String + Send + Sync + 'static {
    let filing = use_filing();
    let language = use_language();
    let saving = memo(move || filing.save_state.get() == SaveState::Saving);
    let slow = slow(saving.into(), SLOW);
    move || {
        let lang = language.get();
        let word = match filing.save_state.get() {
            SaveState::Saved(at) => {
                let time = clock::time_of_day(at);
                return fill(Ui::Saved.text(lang), |_| Some(&time));
            }
            SaveState::Unsaved => Ui::Unsaved,
            SaveState::Saving if slow.get() => Ui::SavingSlowly,
            SaveState::Saving => Ui::Saving,
            SaveState::Offline
            | SaveState::SignedOut
            | SaveState::Trouble
            | SaveState::NotTaken
            | SaveState::Refused => {
                let error = filing.save_error.get().unwrap_or(ApiError::Offline);
                return failure(&error, filing.kept_here.get(), lang);
            }
            SaveState::Conflict => Ui::ChangedElsewhere,
            SaveState::Partly => {
                let withheld = filing.withheld.read();
                let labels = withheld.iter().map(|at| fields::bare_label(*at, lang)).collect::<Vec<_>>();
                let labels = joined(&labels, lang, "、", ", ");
                return fill(Ui::SavedExcept.text(lang), |_| Some(&labels));
            }
        };
        word.text(lang).to_owned()
    }
}

/// Texts one after the other, with what stands between them in Chinese and in English.
fn joined(texts: &[&str], lang: Lang, chinese: &str, english: &str) -> String {
    texts.join(if lang == Lang::Chinese { chinese } else { english })
}

/// The fields that were changed here and elsewhere, each with both values to pick from.
#[component]
pub fn Conflicts() -> impl IntoView {
    let filing = use_filing();
    let are_some = memo(move || !filing.conflicts.read().is_empty());
    dynamic(move || {
        are_some.get().then(|| {
            view! {
                <section class="notice notice--warn" role="alert" data-conflict="true">
                    {part(fetch_conflicts, |lines| lines())}
                </section>
            }
        })
    })
}

chunked! {
    fields: fn fetch_conflicts() -> fn() -> AnyView {
        || {
            let filing = use_filing();
            view! {
                <h2>{t(Ui::ChangedElsewhere)}</h2>
                <p>{t(Ui::ConflictExplained)}</p>
                {dynamic(move || filing.conflicts.get().into_iter().map(conflict).collect_view())}
            }
            .into_any()
        }
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
            <p class="field__label">{dynamic(label)}</p>
            <dl class="conflict__values">
                <dt>{t(Ui::TypedHere)}</dt>
                <dd>{dynamic(mine)}</dd>
                <dt>{t(Ui::SavedElsewhere)}</dt>
                <dd>{dynamic(other)}</dd>
            </dl>
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="take-mine" on:click=move |_| pick(true)>
                    {t(Ui::KeepMine)} <span class="visually-hidden">" " {dynamic(label)}</span>
                </button>
                <button type="button" class="button button--secondary" data-action="take-theirs" on:click=move |_| pick(false)>
                    {t(Ui::TakeTheirs)} <span class="visually-hidden">" " {dynamic(label)}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A value in words.
fn said(filing: &Filing, path: Path, lang: beian_locale::Lang) -> String {
    let text = match filing.value(path) {
        Some(Value::Attachment(pages)) => names(&pages, lang),
        _ => options::shown(filing, path, lang),
    };
    if text.is_empty() { Ui::NotProvided.text(lang).to_owned() } else { text }
}
