//! The page: product, word pair, language, and the screen that the verification has come to.

use super::attachment::{attachment, attachment_consent};
use super::consent::{consent, left};
use super::ended::{checking, ended, failed, passed};
use super::handoff::{Handoff, Screen, use_handoff};
use super::parts::{refused, title};
use super::picture::picture;
use super::pieces::{Button, block, say, word};
use super::review::review;
use super::tag::{Part, all, follow, live, nothing, tag, text};
use super::video::video;
use any_spawner::Executor;
use beian_browser::focus::focus_soon;
use beian_browser::language::{Language, use_language};
use beian_browser::window::document;
use beian_locale::{Words, phone::Phone, words};
use reactive_graph::owner::Owner;
use reactive_graph::prelude::*;

/// Puts the page into the document, for as long as that is open.
pub fn mount() {
    let owner = Owner::new();
    let page = owner.with(|| {
        // An error says that it was done before.
        let _ = Executor::init_wasm_bindgen();
        Language::provide();
        Handoff::provide().begin();
        page()
    });
    if let Some(body) = document().body() {
        // A body takes any part.
        let _ = body.append_child(&page);
    }
    std::mem::forget(owner);
}

/// What the page shows of its hand-off.
pub fn page() -> Part {
    let language = use_language();
    let handoff = use_handoff();
    // A reader of the screen hears the heading of what comes; the first page is read as it loads.
    let mut before = None;
    follow(move || {
        let screen = handoff.screen.get();
        if before.replace(screen).is_some_and(|before| before != screen) {
            focus_soon("title");
        }
    });
    follow(move || {
        // The screen tells whether it is known by now what it is for.
        handoff.screen.track();
        let word = if handoff.is_attachment() { Phone::AttachmentTitle } else { Phone::ConsentTitle };
        document().set_title(word.text(language.get()));
    });
    let pair = live(move || {
        let Some(bytes) = handoff.view.read().as_ref().map(|view| view.words) else { return nothing() };
        let pair = tag("strong", "").says(move || words::pair(bytes).into());
        tag("p", "phone__words").holds(vec![text(word(Phone::SameWords)), text(|| " ".into()), pair])
    });
    let screen = live(move || match handoff.screen.get() {
        Screen::Loading => loading(),
        Screen::Consent if handoff.is_attachment() => attachment_consent(),
        Screen::Consent => consent(),
        Screen::Picture(side) => picture(side),
        Screen::Attachment => attachment(),
        Screen::Video => video(),
        Screen::Review => review(),
        Screen::Checking => checking(),
        Screen::Passed => passed(),
        Screen::Failed => failed(),
        Screen::Ended => ended(),
        Screen::Left => left(),
    });
    let switch = Button { kind: "quiet", action: "language", word: Phone::OtherLanguage }.on(move || language.switch());
    let bar = block("phone__bar", vec![tag("span", "").says(word(Phone::ProductName)), switch]);
    let main = tag("main", "phone__body").with_live("data-screen", move || Some(handoff.screen.get().as_str().into()));
    block("phone", vec![tag("header", "").holds(vec![bar, pair]), main.holds(vec![screen])])
}

/// The server is asked; without a network it can be asked again.
fn loading() -> Part {
    let handoff = use_handoff();
    let content = live(move || match handoff.error.with(Option::is_some) {
        false => say("phone__text", Phone::Loading),
        true => {
            let again = Button { kind: "primary", action: "retry", word: Phone::TryAgain }.on(move || handoff.reopen());
            block("phone__actions", vec![again])
        }
    });
    all(vec![title(Phone::ProductName), refused(handoff.error), content])
}
