//! The one checkbox and radio button of all pages.

use super::field_frame::described_by;
use crate::state::use_filing;
use beian_model::Path;
use leptos::prelude::*;

/// Radio buttons of a field, named by the label of its frame.
pub fn radio_group(at: Path, buttons: AnyView) -> AnyView {
    view! {
        <div class="choice" role="radiogroup" id=at.to_string() tabindex="-1" aria-labelledby=format!("{at}-label")
            aria-describedby=described_by(at)>
            {buttons}
        </div>
    }
    .into_any()
}

/// A checkbox, or a radio button of a group, with its label; where it is the control of a field, it says what is wrong with that.
pub fn choice_item(
    id: String,
    group: Option<String>,
    checked: Signal<bool>,
    on_tick: Callback<bool>,
    field: Option<Path>,
    label: AnyView,
) -> AnyView {
    let (invalid, described) = match field {
        Some(at) => {
            let error_message = use_filing().error_message(at);
            (Signal::derive(move || error_message.read().is_some()), Signal::derive(described_by(at)))
        }
        None => (Signal::stored(false), Signal::stored(None)),
    };
    view! {
        <div class="choice__item">
            <TickInput id=id.clone() group checked on_tick invalid described />
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// A box to tick, or one of several of which one is.
#[component]
pub fn TickInput(
    /// Its id.
    #[prop(into)]
    id: String,
    /// It is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what the person made of it; a radio button tells only that it was chosen.
    #[prop(into)]
    on_tick: Callback<bool>,
    /// The group of a radio button; without one it is a checkbox.
    #[prop(optional_no_strip, into)]
    group: Option<String>,
    /// It cannot be chosen.
    #[prop(optional)]
    disabled: bool,
    /// Something is wrong with it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    /// `aria-describedby`.
    #[prop(optional, into)]
    described: Signal<Option<String>>,
) -> impl IntoView {
    let is_radio = group.is_some();
    // Autofill and extensions send one of the two events, a person's click sends both.
    let hear = move |event: web_sys::Event| {
        let is = event_target_checked(&event);
        // One radio button is left for another, which tells of itself.
        if is != checked.get_untracked() && (is || !is_radio) {
            on_tick.run(is);
        }
    };
    view! {
        <input
            type=if is_radio { "radio" } else { "checkbox" }
            id=id
            name=group
            disabled=disabled
            prop:checked=move || checked.get()
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described.get()
            on:input=hear
            on:change=hear
        />
    }
    .into_any()
}
