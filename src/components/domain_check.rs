//! A domain looked up before anything is filed: its field. What is said of it comes with the rules.

use super::domain_verdict::Verdict;
use super::part::part;
use super::text_input::TextInput;
use crate::chunk::chunked;
use crate::state::t;
use beian_locale::before::Before;
use leptos::prelude::*;
use std::time::Duration;

/// Pause in typing after which the domain is looked at, milliseconds.
const PAUSE: u64 = 400;
/// The id of the field.
const FIELD: &str = "domain-check";

chunked! {
    rules: fn fetch_verdict() -> fn(RwSignal<String>) -> AnyView {
        |looked_at| view! { <Verdict looked_at /> }.into_any()
    }
}

/// The field and what is known of what stands in it.
#[component]
pub fn DomainCheck() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let looked_at = RwSignal::new(String::new());
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        timer.try_update_value(|timer| {
            if let Some(handle) = timer.take() {
                handle.clear();
            }
        });
    };
    on_cleanup(stop);

    let look = move || {
        if let Some(text) = typed.try_get_untracked() {
            looked_at.set(text.trim().to_owned());
        }
    };
    let on_input = move |text: String| {
        typed.set(text);
        stop();
        let handle = set_timeout_with_handle(look, Duration::from_millis(PAUSE));
        timer.set_value(handle.ok());
    };
    let now = move || {
        stop();
        look();
    };
    beian_browser::shell::give_soon();
    view! {
        <form novalidate class="verdict" on:submit=move |event| {
            event.prevent_default();
            now();
        }>
            <label class="field__label" for=FIELD>{t(Before::DomainLabel)}</label>
            <p class="field__hint" id="domain-check-hint">{t(Before::DomainHint)}</p>
            <div class="field__row">
                <TextInput id=FIELD mode="url" described=Some("domain-check-hint".to_owned()) value=typed on_text=on_input />
                <button type="submit" class="button button--secondary" data-action="check-domain">{t(Before::DomainLook)}</button>
            </div>
            <div class="verdict__said" id="domain-check-said" data-empty=move || looked_at.read().is_empty().then_some("")>
                {part(fetch_verdict, move |verdict| verdict(looked_at))}
            </div>
        </form>
    }
}
