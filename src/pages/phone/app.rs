//! The page: product, word pair, language, and the screen that the verification has come to.

use super::consent::{Consent, Left};
use super::ended::{Checking, Ended, Failed, Passed};
use super::film::Film;
use super::handoff::{Handoff, Screen, use_handoff};
use super::paper::{Paper, PaperConsent};
use super::parts::Told;
use super::picture::Picture;
use super::review::Review;
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
    let screen = move || match handoff.screen.get() {
        Screen::Loading => view! { <Loading /> }.into_any(),
        Screen::Consent if handoff.is_paper() => view! { <PaperConsent /> }.into_any(),
        Screen::Consent => view! { <Consent /> }.into_any(),
        Screen::Picture(side) => view! { <Picture side /> }.into_any(),
        Screen::Paper => view! { <Paper /> }.into_any(),
        Screen::Film => view! { <Film /> }.into_any(),
        Screen::Review => view! { <Review /> }.into_any(),
        Screen::Checking => view! { <Checking /> }.into_any(),
        Screen::Passed => view! { <Passed /> }.into_any(),
        Screen::Failed => view! { <Failed /> }.into_any(),
        Screen::Ended => view! { <Ended /> }.into_any(),
        Screen::Left => view! { <Left /> }.into_any(),
    };
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
#[component]
fn Loading() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let content = move || match handoff.error.get() {
        None => view! { <p class="phone__text" role="status">{t(Phone::Loading)}</p> }.into_any(),
        Some(error) => {
            let lang = language.get();
            view! {
                <Told kind="offline" text=refusal(&error, lang) />
                <div class="phone__actions">
                    <button type="button" class="button button--primary" data-action="retry" on:click=move |_| handoff.reopen()>
                        {t(Phone::TryAgain)}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! { <h1 class="phone__title" id="title" tabindex="-1">{t(Phone::ProductName)}</h1> {content} }
}
