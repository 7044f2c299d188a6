//! What the screens share: a heading, a refusal, the answer to what is asked, the way back.

use super::handoff::{Handoff, use_handoff};
use super::pieces::{Button, block, say_text, when, word};
use super::tag::{Part, Said, all, live, nothing, tag, text};
use super::words;
use beian_browser::CAME_FROM;
use beian_browser::client::{ApiError, handoff};
use beian_browser::language::use_language;
use beian_browser::window::{spawn, window};
use beian_locale::Word;
use beian_locale::phone::Phone;
use beian_model::Capture;
use beian_model::wire::HandoffView;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::pin::Pin;

/// The heading of a screen, which takes the focus when the screen appears.
pub fn title(said: Word) -> Part {
    title_text(word(said))
}

/// The same, with words of the server's.
pub fn title_text(said: impl Fn() -> Said + 'static) -> Part {
    tag("h1", "phone__title").with("id", "title").with("tabindex", "-1").says(said)
}

/// An end or a refusal, announced.
pub fn told(kind: &str, said: impl Fn() -> Said + 'static) -> Part {
    tag("p", "notice notice--bad").with("role", "alert").with("data-problem", kind).says(said)
}

/// The refusal of a request while there is one, and how to reach a human where the server says so.
pub fn refused(error: RwSignal<Option<ApiError>>) -> Part {
    let language = use_language();
    live(move || {
        let lang = language.get();
        error.with(|error| match error {
            Some(error) => {
                let said = words::refusal(error, lang);
                told(words::kind(error), move || said.clone().into())
            }
            None => nothing(),
        })
    })
}

/// The way back to the form, for who came from it on this phone.
pub fn to_filing() -> Part {
    let Some(path) = came_from() else { return nothing() };
    tag("a", "button button--primary").with("href", &path).with("data-action", "filing").says(word(Phone::ToFiling))
}

/// Where in this tab the form waits.
pub fn came_from() -> Option<String> {
    window().session_storage().ok()??.get_item(CAME_FROM).ok()?
}

/// Another hand-off in this tab comes from elsewhere.
pub fn forget_came_from() {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.remove_item(CAME_FROM);
    }
}

/// How to reach a human, where the operator says it.
pub fn contact() -> Part {
    let contact = use_handoff().contact();
    if contact.is_empty() {
        return nothing();
    }
    named(Phone::Human, tag("strong", "").says(move || contact.clone().into()))
}

/// A paragraph of a word and what it is about.
pub fn named(said: Word, what: Part) -> Part {
    tag("p", "phone__text").holds(vec![text(word(said)), text(|| " ".into()), what])
}

/// Asks the server for the next step, once at a time: the page goes on with its answer, or `error` says why not.
pub fn ask(
    handoff: Handoff,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    answer: impl Future<Output = Result<HandoffView, ApiError>> + 'static,
) {
    let answer: Pin<Box<dyn Future<Output = Result<HandoffView, ApiError>>>> = Box::pin(answer);
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    error.set(None);
    spawn(async move {
        match answer.await {
            Ok(view) => handoff.go_on(view),
            Err(refused) => {
                error.try_set(handoff.takes(refused));
            }
        }
        busy.try_set(false);
    });
}

/// Yes or no to what is asked: yes is kept by the server before anything opens. A face is agreed to by a tick of its own.
pub fn answer(has_face: bool) -> Part {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let version = handoff.view.with_untracked(|view| view.as_ref().map(|view| view.consent_version.clone()));
    let version = version.unwrap_or_default();
    let asked = version.clone();
    let ticked = RwSignal::new(!has_face);
    let missed = RwSignal::new(false);
    let agree = move || {
        if ticked.get_untracked() {
            ask(handoff, error, busy, handoff::consent(asked.clone()));
        } else {
            missed.set(true);
        }
    };
    let face = if has_face {
        let tick = tag("input", "")
            .with("type", "checkbox")
            .with("id", "face")
            .on("change", move |_| ticked.update(|is| *is = !*is));
        tag("label", "phone__auto").holds(vec![tick.element(), text(word(Phone::ConsentFace))])
    } else {
        nothing()
    };
    let is_missing = move || missed.get() && !ticked.get();
    let missing = when(is_missing, || told("face", word(Phone::FaceFirst)));
    let version = [text(word(Phone::ConsentVersion)), text(|| " ".into()), text(move || version.clone().into())];
    let version = tag("p", "phone__small").holds(version.into());
    let begin = Button { kind: "primary", action: "begin", word: Phone::Begin }.on_unless(busy, agree);
    let leave = Button { kind: "quiet", action: "leave", word: Phone::Leave }.on(move || handoff.leave());
    all(vec![version, face, missing, refused(error), block("phone__actions", vec![begin, leave])])
}

/// Which of how many it is, and the way back from taking it again, while what was sent before still stands.
pub fn back(capture: Capture) -> Part {
    let handoff = use_handoff();
    let wanted = handoff.wanted();
    let at = wanted.iter().take_while(|one| **one != capture).count() + 1;
    let step = match wanted.len() {
        1 => nothing(),
        all => say_text("phone__small", move || format!("{at}/{all}").into()),
    };
    let is_there = move || handoff.view.with(|view| view.as_ref().is_some_and(|view| view.received.contains(&capture)));
    let back = when(is_there, move || {
        let back = Button { kind: "quiet", action: "back", word: Phone::Back }.on(move || handoff.go_back());
        block("phone__back", vec![back])
    });
    all(vec![step, back])
}
