//! What the screens share: a heading, a refusal, the answer to what is asked, the way back.

use super::handoff::use_handoff;
use super::pieces::{Button, all, block, live, nothing, when};
use super::words;
use crate::client::{ApiError, handoff};
use crate::locale::phone::Phone;
use crate::model::{CONSENT_VERSION, Capture};
use crate::state::{t, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The heading of a screen, which takes the focus when the screen appears.
pub fn title(text: Phone) -> AnyView {
    view! { <h1 class="phone__title" id="title" tabindex="-1">{t(text)}</h1> }.into_any()
}

/// A refusal, announced.
pub fn told(kind: &'static str, text: String) -> AnyView {
    view! { <p class="notice notice--bad" role="alert" data-problem=kind>{text}</p> }.into_any()
}

/// The refusal of a request while there is one, and how to reach a human where the server says so.
pub fn refused(error: RwSignal<Option<ApiError>>) -> AnyView {
    let language = use_language();
    live(move || {
        let lang = language.get();
        error.with(|error| match error {
            Some(error) => told(words::kind(error), words::refusal(error, lang)),
            None => nothing(),
        })
    })
}

/// How to reach a human, where the operator says it.
pub fn contact() -> AnyView {
    let contact = use_handoff().contact();
    if contact.is_empty() {
        return nothing();
    }
    view! { <p class="phone__text">{t(Phone::Human)} " " <strong>{contact}</strong></p> }.into_any()
}

/// Yes or no to what is asked: yes is kept by the server before anything opens.
pub fn answer() -> AnyView {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let agree = move || {
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
    let version = view! { <p class="phone__small">{t(Phone::ConsentVersion)} " " {CONSENT_VERSION}</p> }.into_any();
    let begin = Button { kind: "primary", action: "begin", word: Phone::Begin }.on_unless(busy, agree);
    let leave = Button { kind: "quiet", action: "leave", word: Phone::Leave }.on(move || handoff.leave());
    all(vec![version, refused(error), block("phone__actions", vec![begin, leave])])
}

/// The way back from taking something again, while what was sent before still stands.
pub fn back(capture: Capture) -> AnyView {
    let handoff = use_handoff();
    let is_there = move || handoff.view.with(|view| view.as_ref().is_some_and(|view| view.received.contains(&capture)));
    when(is_there, move || {
        let back = Button { kind: "quiet", action: "back", word: Phone::Back }.on(move || handoff.go_back());
        block("phone__back", vec![back])
    })
}
