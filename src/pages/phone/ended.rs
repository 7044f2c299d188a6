//! The last screens: being checked, taken, refused with reasons, or ended elsewhere.

use super::handoff::use_handoff;
use super::parts::{contact, title, told};
use super::pieces::{all, item, live, say};
use super::words::{self, reason, refusal};
use crate::locale::{Words, phone::Phone};
use crate::model::{ProblemKind, VerificationState};
use crate::state::use_language;
use leptos::prelude::*;

/// Sent; the server checks what it can.
pub fn checking() -> AnyView {
    all(vec![mark(true), title(Phone::CheckingTitle), say("phone__text", Phone::CheckingText)])
}

/// Taken: the desktop goes on. What a person will look at is said.
pub fn passed() -> AnyView {
    let handoff = use_handoff();
    let (heading, text) = match handoff.is_paper() {
        true => (Phone::PaperPassedTitle, Phone::PaperPassedText),
        false => (Phone::PassedTitle, Phone::PassedText),
    };
    let mut parts = vec![mark(true), title(heading), say("phone__text", text)];
    if handoff.view.with_untracked(|view| view.as_ref().is_some_and(|view| !view.reasons.is_empty())) {
        parts.push(say("phone__text", Phone::ReviewerLooks));
        parts.push(reasons());
    }
    all(parts)
}

/// Refused, with what to put right.
pub fn failed() -> AnyView {
    all(vec![mark(false), title(Phone::FailedTitle), reasons(), say("phone__text", Phone::FailedText), contact()])
}

/// Ended: cancelled, too old, taken by another phone, or never begun here.
pub fn ended() -> AnyView {
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
    let (heading, text) = match kind {
        Some(ProblemKind::Cancelled) => (Phone::CancelledTitle, Some(Phone::CancelledText)),
        Some(ProblemKind::SecretExpired) => (Phone::ExpiredTitle, Some(Phone::ExpiredText)),
        Some(ProblemKind::SecretUsed) => (Phone::UsedTitle, Some(Phone::UsedText)),
        Some(ProblemKind::SignedOut) => (Phone::NoSessionTitle, Some(Phone::NoSession)),
        _ => (Phone::EndedTitle, None),
    };
    let code = kind.map(ProblemKind::as_str).or(error.as_ref().map(words::kind)).unwrap_or("ended");
    let why = live(move || {
        let lang = language.get();
        let said = match (text, &error) {
            (None, Some(error)) => refusal(error, lang),
            (text, _) => text.unwrap_or(Phone::NoSession).text(lang).to_owned(),
        };
        told(code, said)
    });
    all(vec![mark(false), title(heading), why, contact()])
}

fn mark(is_good: bool) -> AnyView {
    let (class, mark) = match is_good {
        true => ("phone__mark phone__mark--good", "✓"),
        false => ("phone__mark phone__mark--bad", "!"),
    };
    view! { <p class=class aria-hidden="true">{mark}</p> }.into_any()
}

/// What the server found.
fn reasons() -> AnyView {
    let handoff = use_handoff();
    let language = use_language();
    let items = live(move || {
        let lang = language.get();
        let view = handoff.view.read();
        let mut said: Vec<String> = Vec::new();
        for one in view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default() {
            let word = reason(one, lang);
            if !said.contains(&word) {
                said.push(word);
            }
        }
        all(said.into_iter().map(|said| item(said, None)).collect())
    });
    view! { <ul class="phone__list" data-reasons>{items}</ul> }.into_any()
}
