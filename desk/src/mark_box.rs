//! What is wrong with a field, in the reviewer's words: a box to whoever has the filing, a line to everybody else.

use super::deciding;
use super::written::{Place, Written};
use beian::components::refusal::words;
use beian::components::text_input::TextInput;
use beian::dynamic::{dynamic, effect};
use beian::state::{t, use_language};
use beian_locale::{Words, deciding::Deciding, desk::Desk, fill};
use beian_model::Path;
use leptos::prelude::*;

/// The mark of a field: shown while it is open, or something stands there.
#[component]
pub fn MarkBox(
    /// The field.
    path: Path,
    /// What the reviewer wrote.
    written: Written,
    /// They may write.
    can_mark: bool,
    /// The box was asked for.
    open: RwSignal<bool>,
) -> impl IntoView {
    let place = Some(path);
    if !can_mark {
        return view! { {dynamic(move || read_only(place, written))} }.into_any();
    }
    // What is written from elsewhere on the page is seen where it belongs.
    effect(move || {
        if written.is_written(place) {
            open.set(true);
        }
    });
    let id = format!("mark-{path}");
    let marking = move || {
        (open.get() || written.was_written(place)).then(|| {
            view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>{t(Desk::WhatIsWrong)}</label>
                    <WrittenBox id=id.clone() place written />
                    {deciding::reasons(path, written)}
                </div>
            }
        })
    };
    view! { {dynamic(marking)} }.into_any()
}

/// A text that is saved as it is typed, and what is said where it cannot be.
#[component]
pub fn WrittenBox(
    /// Id of the control.
    id: String,
    /// Where it is written.
    place: Place,
    /// What the reviewer wrote.
    written: Written,
) -> impl IntoView {
    let language = use_language();
    let hint = format!("{id}-unsaved");
    let described = hint.clone();
    let is_refused = move || written.not_saved(place).is_some();
    let not_saved = move || {
        written.not_saved(place).map(|error| {
            let lang = language.get();
            let why = words(&error, lang);
            let text = fill(Deciding::NotSaved.text(lang), |_| Some(&why));
            view! { <p class="field__error" data-unsaved="">{text}</p> }
        })
    };
    view! {
        <TextInput id rows=2 limit=500 value=Signal::derive(move || written.text(place))
            on_text=move |text| written.set(place, text) on_leave=move |()| written.save_now()
            described=Signal::derive(move || is_refused().then(|| described.clone())) />
        <div id=hint role="status">{dynamic(not_saved)}</div>
    }
    .into_any()
}

/// What a colleague wrote, to read.
fn read_only(place: Place, written: Written) -> Option<impl IntoView> {
    written.is_written(place).then(|| {
        view! {
            <p class="mark" data-mark="">
                {written.author(place)} {t(Deciding::Colon)} {written.text(place)}
            </p>
        }
    })
}
