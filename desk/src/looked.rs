//! Who looked at the documents of a filing, and whose were deleted by rule.

use super::naming;
use beian::dynamic::dynamic;
use beian::state::{clock, t, use_language};
use beian_locale::{Words, desk::Desk, fields, fill};
use beian_model::wire::{DeletedCaptures, Disclosure, ReviewView};
use leptos::prelude::*;

/// Persons whose pictures and video were deleted.
#[component]
pub fn Deleted(
    /// Whose, and when.
    deleted: Vec<DeletedCaptures>,
    /// The filing.
    view: RwSignal<Option<ReviewView>>,
) -> impl IntoView {
    let language = use_language();
    let lines = deleted.into_iter().map(|DeletedCaptures { person, at, .. }| {
        let text = move || {
            let lang = language.get();
            let view = view.read();
            let whose = view.as_ref().map(|view| naming::person(&view.view.filing, person, lang)).unwrap_or_default();
            let at = clock::written(at, lang);
            fill(Desk::DeletedByRule.text(lang), |name| match name {
                "who" => Some(whose.as_str()),
                "at" => Some(at.as_str()),
                _ => None,
            })
        };
        view! { <p class="field__hint" data-deleted=person.to_string()>{dynamic(text)}</p> }
    });
    lines.collect_view().into_any()
}

/// Who looked, newest first.
#[component]
pub fn Looked(
    /// Each look.
    entries: Vec<Disclosure>,
) -> impl IntoView {
    let language = use_language();
    let none = entries.is_empty();
    let lines = entries.into_iter().map(|Disclosure { at, by, of, capture, opened }| {
        let did = if opened { Desk::LookedAt } else { Desk::AskedFor };
        let what = move || match capture {
            Some(capture) => capture.text(language.get()),
            None => fields::label(of, language.get()),
        };
        view! {
            <li>{dynamic(move || clock::written(at, language.get()))} " · " {by} " " {t(did)} " " {dynamic(what)}</li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <details class="looked" data-disclosures="">
            <summary>{t(Desk::WhoLooked)}</summary>
            {if none { view! { <p>{t(Desk::NobodyLooked)}</p> }.into_any() } else { view! { <ol>{lines}</ol> }.into_any() }}
        </details>
    }
    .into_any()
}
