//! What the phone of a hand-off is doing, as the desktop sees it: the word pair, the stages, other phones, a phone that is silent,
//! a person who said no.

use crate::dynamic::{dynamic, memo};
use crate::state::{WatchedHandoff, t, use_language};
use beian_locale::{Word, Words, fill, handoff::Handoff, upload::Upload, words};
use beian_model::{DocumentType, Path, PersonField, VerificationState};
use leptos::prelude::*;

/// A phone is at work.
#[component]
pub fn HandoffProgress(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    let is_attachment = watched.of.verified_person().is_none();
    let state = memo(move || watched.view.read().as_ref().map(|view| view.state));
    let numbers = memo(move || watched.view.read().as_ref().and_then(|view| view.words));
    let pair = move || numbers.get().map(words::pair);
    let stage = move |at: VerificationState, word: Word| view! { <StageLine state at text=t(word) /> };
    // A passport has one page to photograph.
    let is_booklet = watched.of.verified_person().is_some_and(|person| {
        let chosen = watched.filing.text(Path::person(person, PersonField::DocumentType));
        chosen.with_untracked(|chosen| chosen == DocumentType::Passport.as_str())
    });
    let stages = if is_attachment {
        view! { <StageLine state at=VerificationState::Passed text=t(Upload::StageAttachment) /> }.into_any()
    } else {
        view! {
            {stage(VerificationState::Portrait, Handoff::StagePortrait)}
            {(!is_booklet).then(|| stage(VerificationState::Emblem, Handoff::StageEmblem))}
            {stage(VerificationState::Video, Handoff::StageVideo)}
        }
        .into_any()
    };
    let silent = move || {
        watched.silent.get().then(|| {
            view! {
                <div class="notice notice--warn" data-silent="true">
                    <p>{t(Handoff::PhoneSilent)}</p>
                    <button type="button" class="button button--secondary" data-action="new-code"
                        on:click=move |_| watched.new_code(false)>
                        {t(Handoff::NewCode)}
                    </button>
                </div>
            }
        })
    };
    let word = if is_attachment { Handoff::AttachmentDeclined } else { Handoff::Declined };
    let declined = memo(move || watched.view.read().as_ref().is_some_and(|view| view.declined));
    let said_no = move || {
        declined.get().then(|| {
            view! {
                <p class="notice notice--warn" role="status" data-declined="true">{t(word)}</p>
                <GoOnHere watched />
            }
        })
    };
    view! {
        <p class="handoff__words">{t(Handoff::SameWords)} " " <strong data-words="true">{dynamic(pair)}</strong></p>
        <ol class="handoff__stages">
            {stage(VerificationState::Connected, Handoff::StageConnected)}
            {stages}
        </ol>
        {dynamic(said_no)}
        {dynamic(silent)}
        <NotMyPhone watched />
    }
}

/// Goes on with this very device; seen where it is worked with a finger.
#[component]
pub fn GoOnHere(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    view! {
        <button type="button" class="button button--primary handoff__here" data-action="here"
            aria-disabled=move || watched.making.get().then_some("true") on:click=move |_| watched.go_on_here()>
            {t(Handoff::GoOnHere)}
        </button>
    }
}

/// Ends the session of a phone that is not this person's.
#[component]
pub fn NotMyPhone(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    view! {
        <button type="button" class="button button--secondary" data-action="not-my-phone" on:click=move |_| watched.end()>
            {t(Handoff::NotMyPhone)}
        </button>
    }
}

/// How far the phone must have come for a stage, and what the stage is.
#[component]
fn StageLine(
    state: Memo<Option<VerificationState>>,
    at: VerificationState,
    text: impl Fn() -> &'static str + Send + Sync + 'static,
) -> impl IntoView {
    let done = move || state.get().is_some_and(|state| state >= at);
    view! {
        <li class="handoff__stage" data-done=move || done().then_some("true")>
            {text} " "
            <span class="tag" class:tag--good=done>
                {dynamic(move || if done() { t(Handoff::Arrived)() } else { t(Handoff::Awaited)() })}
            </span>
        </li>
    }
}

/// Other phones tried the code after it was claimed; nothing where none did.
#[component]
pub fn OtherPhones(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    let seen = memo(move || {
        let view = watched.view.read();
        view.as_ref().map_or((0, false), |view| (view.other_phones, view.state.is_on_phone()))
    });
    move || {
        let (phones, is_on_phone) = seen.get();
        (phones > 0).then(|| {
            let number = phones.to_string();
            // Only while there is such a button.
            let text = if is_on_phone { Handoff::OtherPhones } else { Handoff::OtherPhonesAfter };
            let words = fill(text.text(language.get()), |_| Some(&number));
            view! { <p class="notice notice--warn" data-other-phones=number>{words}</p> }
        })
    }
}
