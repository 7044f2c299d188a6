//! What the screens share: a heading, a refusal, the answer to what is asked, the way back.

use super::handoff::use_handoff;
use super::words;
use crate::client::{ApiError, handoff};
use crate::locale::phone::Phone;
use crate::model::{CONSENT_VERSION, Capture};
use crate::state::{t, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The heading of a screen, which takes the focus when the screen appears.
#[component]
pub fn Title(
    /// What the screen is.
    text: Phone,
) -> impl IntoView {
    view! { <h1 class="phone__title" id="title" tabindex="-1">{t(text)}</h1> }
}

/// A refusal, announced.
#[component]
pub fn Told(
    /// Its code.
    kind: &'static str,
    /// Its words.
    text: String,
) -> impl IntoView {
    view! { <p class="notice notice--bad" role="alert" data-problem=kind>{text}</p> }
}

/// The refusal of a request while there is one, and how to reach a human where the server says so.
#[component]
pub fn Refused(
    /// The refusal.
    error: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    let language = use_language();
    move || {
        let lang = language.get();
        error.get().map(|error| view! { <Told kind=words::kind(&error) text=words::refusal(&error, lang) /> })
    }
}

/// How to reach a human, where the operator says it.
#[component]
pub fn Contact() -> impl IntoView {
    let contact = use_handoff().contact();
    (!contact.is_empty()).then(|| view! { <p class="phone__text">{t(Phone::Human)} " " <strong>{contact}</strong></p> })
}

/// Yes or no to what is asked: yes is kept by the server before anything opens.
#[component]
pub fn Answer() -> impl IntoView {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let agree = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match handoff::consent().await {
                Ok(view) => handoff.go_on(view),
                Err(refused) if handoff.takes(&refused) => {}
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <p class="phone__small">{t(Phone::ConsentVersion)} " " {CONSENT_VERSION}</p>
        <Refused error />
        <div class="phone__actions">
            <button type="button" class="button button--primary" data-action="begin" aria-disabled=move || busy.get().then_some("true")
                on:click=agree>
                {t(Phone::Begin)}
            </button>
            <button type="button" class="button button--quiet" data-action="leave" on:click=move |_| handoff.leave()>
                {t(Phone::Leave)}
            </button>
        </div>
    }
}

/// The way back from taking something again, while what was sent before still stands.
#[component]
pub fn Back(
    /// What is taken.
    capture: Capture,
) -> impl IntoView {
    let handoff = use_handoff();
    let is_there = move || handoff.view.with(|view| view.as_ref().is_some_and(|view| view.received.contains(&capture)));
    view! {
        <Show when=is_there>
            <button type="button" class="button button--quiet phone__back" data-action="back" on:click=move |_| handoff.go_back()>
                {t(Phone::Back)}
            </button>
        </Show>
    }
}
