//! The last screens: being checked, taken, refused with reasons, or ended elsewhere.

use super::handoff::use_handoff;
use super::parts::{Contact, Title, Told};
use super::words::{self, reason, refusal};
use crate::locale::{Words, phone::Phone};
use crate::model::{ProblemKind, VerificationState};
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Sent; the server checks what it can.
#[component]
pub fn Checking() -> impl IntoView {
    view! {
        <Mark is_good=true />
        <Title text=Phone::CheckingTitle />
        <p class="phone__text" role="status">{t(Phone::CheckingText)}</p>
    }
}

/// Taken: the desktop goes on. What a person will look at is said.
#[component]
pub fn Passed() -> impl IntoView {
    let handoff = use_handoff();
    let (title, text) = match handoff.of_now() {
        Some(of) if of.verified_person().is_none() => (Phone::PaperPassedTitle, Phone::PaperPassedText),
        _ => (Phone::PassedTitle, Phone::PassedText),
    };
    let has_reasons = handoff.view.with_untracked(|view| view.as_ref().is_some_and(|view| !view.reasons.is_empty()));
    view! {
        <Mark is_good=true />
        <Title text=title />
        <p class="phone__text">{t(text)}</p>
        {has_reasons.then(|| view! {
            <p class="phone__text">{t(Phone::ReviewerLooks)}</p>
            <Reasons />
        })}
    }
}

/// Refused, with what to put right.
#[component]
pub fn Failed() -> impl IntoView {
    view! {
        <Mark is_good=false />
        <Title text=Phone::FailedTitle />
        <Reasons />
        <p class="phone__text">{t(Phone::FailedText)}</p>
        <Contact />
    }
}

/// Ended: cancelled, too old, taken by another phone, or never begun here.
#[component]
pub fn Ended() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let state = handoff.view.with_untracked(|view| view.as_ref().map(|view| view.state));
    // The end may come as a refusal, or as a state.
    let error = handoff.error.get_untracked();
    let kind = match (error.as_ref().and_then(|error| error.kind()), state) {
        (None, Some(VerificationState::Cancelled)) => Some(ProblemKind::Cancelled),
        (None, Some(VerificationState::Expired)) => Some(ProblemKind::SecretExpired),
        (kind, _) => kind,
    };
    let (title, text) = match kind {
        Some(ProblemKind::Cancelled) => (Phone::CancelledTitle, Some(Phone::CancelledText)),
        Some(ProblemKind::SecretExpired) => (Phone::ExpiredTitle, Some(Phone::ExpiredText)),
        Some(ProblemKind::SecretUsed) => (Phone::UsedTitle, Some(Phone::UsedText)),
        Some(ProblemKind::SignedOut) => (Phone::NoSessionTitle, Some(Phone::NoSession)),
        _ => (Phone::EndedTitle, None),
    };
    let code = kind.map(ProblemKind::as_str).or(error.as_ref().map(words::kind)).unwrap_or("ended");
    let told = move || {
        let lang = language.get();
        match (text, &error) {
            (None, Some(error)) => refusal(error, lang),
            (text, _) => text.unwrap_or(Phone::NoSession).text(lang).to_owned(),
        }
    };
    view! {
        <Mark is_good=false />
        <Title text=title />
        {move || view! { <Told kind=code text=told() /> }}
        <Contact />
    }
}

#[component]
fn Mark(is_good: bool) -> impl IntoView {
    let (class, mark) = match is_good {
        true => ("phone__mark phone__mark--good", "✓"),
        false => ("phone__mark phone__mark--bad", "!"),
    };
    view! { <p class=class aria-hidden="true">{mark}</p> }
}

/// What the server found.
#[component]
fn Reasons() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let reasons = move || {
        let lang = language.get();
        let view = handoff.view.read();
        let mut words: Vec<String> = Vec::new();
        for one in view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default() {
            let word = reason(one, lang);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()
    };
    view! { <ul class="phone__list" data-reasons>{reasons}</ul> }
}
