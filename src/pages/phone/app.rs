//! The page: product, word pair, language, and the screen that the verification has come to.

use super::consent::{consent, left};
use super::ended::{checking, ended, failed, passed};
use super::film::film;
use super::handoff::{Handoff, Screen, use_handoff};
use super::paper::{paper, paper_consent};
use super::parts::{title, told};
use super::picture::picture;
use super::pieces::{Button, all, block, live, say};
use super::review::review;
use super::words::refusal;
use crate::components::focus::focus_soon;
use crate::locale::{Words, phone::Phone, words};
use crate::state::{Language, t, use_language};
use leptos::prelude::*;

/// The phone's page.
#[component]
pub fn PhoneApp() -> impl IntoView {
    Language::provide();
    Handoff::provide().begin();
    view! { <PhonePage /> }
}

/// What the page shows of its hand-off.
#[component]
pub fn PhonePage() -> impl IntoView {
    let language = use_language();
    let handoff = use_handoff();
    // A reader of the screen hears the heading of what comes; the first page is read as it loads.
    Effect::new(move |before: Option<Screen>| {
        let screen = handoff.screen.get();
        if before.is_some_and(|before| before != screen) {
            focus_soon("title");
        }
        screen
    });
    Effect::new(move |_| {
        // The screen tells whether it is known by now what it is for.
        handoff.screen.track();
        let word = if handoff.is_paper() { Phone::PaperTitle } else { Phone::ConsentTitle };
        document().set_title(word.text(language.get()));
    });
    let pair = move || {
        let bytes = handoff.view.read().as_ref().map(|view| view.words)?;
        let pair = words::pair(bytes, language.get());
        Some(view! { <p class="phone__words">{t(Phone::SameWords)} " " <strong>{pair}</strong></p> })
    };
    let screen = live(move || match handoff.screen.get() {
        Screen::Loading => loading(),
        Screen::Consent if handoff.is_paper() => paper_consent(),
        Screen::Consent => consent(),
        Screen::Picture(side) => picture(side),
        Screen::Paper => paper(),
        Screen::Film => film(),
        Screen::Review => review(),
        Screen::Checking => checking(),
        Screen::Passed => passed(),
        Screen::Failed => failed(),
        Screen::Ended => ended(),
        Screen::Left => left(),
    });
    view! {
        <div class="phone">
            <header>
                <div class="phone__bar">
                    <span>{t(Phone::ProductName)}</span>
                    <button type="button" class="button button--quiet" data-action="language" on:click=move |_| language.switch()>
                        {t(Phone::OtherLanguage)}
                    </button>
                </div>
                {pair}
            </header>
            <main class="phone__body" data-screen=move || handoff.screen.get().as_str()>{screen}</main>
        </div>
    }
}

/// The server is asked; without a network it can be asked again.
fn loading() -> AnyView {
    let handoff = use_handoff();
    let language = use_language();
    let content = live(move || match handoff.error.get() {
        None => say("phone__text", Phone::Loading),
        Some(error) => {
            let again = Button { kind: "primary", action: "retry", word: Phone::TryAgain }.on(move || handoff.reopen());
            all(vec![told("offline", refusal(&error, language.get())), block("phone__actions", vec![again])])
        }
    });
    all(vec![title(Phone::ProductName), content])
}
