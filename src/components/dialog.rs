//! A question that wants a reason before something ends: the browser's own modal dialog.

use super::text_input::TextInput;
use crate::dynamic::effect;
use crate::state::t;
use beian_locale::Word;
use beian_locale::ui::Ui;
use leptos::html;
use leptos::prelude::*;

/// A dialog that asks for a reason and calls `on_yes` with it.
#[component]
pub fn ReasonDialog(
    /// Opens when it becomes true, and sets it back when it closes.
    open: RwSignal<bool>,
    /// What ends, for the ids of its parts: `withdraw`.
    name: &'static str,
    /// What is asked.
    title: Word,
    /// What follows from it.
    explained: Word,
    /// The word on the button that does it.
    yes: Word,
    /// What happens.
    on_yes: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let reason = RwSignal::new(String::new());
    effect(move || {
        let Some(element) = dialog.get() else { return };
        if open.get() && !element.open() {
            let _ = element.show_modal();
        } else if !open.get() && element.open() {
            element.close();
        }
    });
    let reason_id = format!("reason-{name}");
    view! {
        <dialog class="dialog" node_ref=dialog on:close=move |_| open.set(false) aria-label=t(title)>
            <h2>{t(title)}</h2>
            <p>{t(explained)}</p>
            <div class="field">
                <label class="field__label" for=reason_id.clone()>{t(Ui::ReasonLabel)}</label>
                <TextInput id=reason_id rows=3 limit=500 value=reason on_text=move |text| reason.set(text) />
            </div>
            <div class="actions">
                <button type="button" class="button button--danger" data-action="confirm" on:click=move |_| {
                    open.set(false);
                    on_yes(reason.get_untracked());
                }>
                    {t(yes)}
                </button>
                <button type="button" class="button button--secondary" data-action="dismiss" on:click=move |_| open.set(false)>
                    {t(Ui::KeepAsItIs)}
                </button>
            </div>
        </dialog>
    }
}
