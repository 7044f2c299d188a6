//! The last screens: being checked, taken, refused with reasons, or ended elsewhere.

use super::consent::situation;
use super::handoff::use_handoff;
use super::parts::{contact, refused, title, to_filing, told};
use super::pieces::{say, word};
use super::tag::{Part, all, live, tag};
use super::words::reason;
use beian_browser::client::ApiError;
use beian_browser::language::use_language;
use beian_locale::phone::Phone;
use beian_model::{ProblemKind, VerificationState};
use reactive_graph::prelude::*;

/// Sent; the server checks what it can.
pub fn checking() -> Part {
    all(vec![mark(true), title(Phone::CheckingTitle), situation(2), to_filing()])
}

/// Taken: the desktop goes on. What a person will look at is said.
pub fn passed() -> Part {
    let handoff = use_handoff();
    let heading = if handoff.is_attachment() { Phone::AttachmentPassedTitle } else { Phone::PassedTitle };
    let mut parts = vec![mark(true), title(heading), situation(3)];
    if handoff.view.with_untracked(|view| view.as_ref().is_some_and(|view| !view.reasons.is_empty())) {
        parts.push(say("phone__text", Phone::ReviewerLooks));
        parts.push(reasons());
    }
    parts.push(to_filing());
    all(parts)
}

/// Refused, with what to put right.
pub fn failed() -> Part {
    all(vec![
        mark(false),
        title(Phone::FailedTitle),
        reasons(),
        say("phone__text", Phone::FailedText),
        contact(),
        to_filing(),
    ])
}

/// Ended: cancelled, too old, taken by another phone, or never begun here.
pub fn ended() -> Part {
    let handoff = use_handoff();
    let state = handoff.view.with_untracked(|view| view.as_ref().map(|view| view.state));
    // The end may come as a refusal, or as a state.
    let said = handoff.error.with_untracked(|error| error.as_ref().map(ApiError::kind));
    let kind = match (said.flatten(), state) {
        (None, Some(VerificationState::Cancelled)) => Some(ProblemKind::Cancelled),
        (None, Some(VerificationState::Expired)) => Some(ProblemKind::SecretExpired),
        (kind, _) => kind,
    };
    let (heading, text) = match kind {
        // Ended by whom asked, or by the submission: the server says which.
        Some(ProblemKind::Cancelled) => (Phone::CancelledTitle, None),
        Some(ProblemKind::SecretExpired) => (Phone::ExpiredTitle, Some(Phone::ExpiredText)),
        Some(ProblemKind::SecretUsed) => (Phone::UsedTitle, Some(Phone::UsedText)),
        Some(ProblemKind::SignedOut) => (Phone::NoSessionTitle, Some(Phone::NoSession)),
        _ => (Phone::EndedTitle, None),
    };
    let why = match (text, said) {
        (None, Some(_)) => refused(handoff.error),
        (text, _) => told(kind.map_or("ended", ProblemKind::as_str), word(text.unwrap_or(Phone::NoSession))),
    };
    all(vec![mark(false), title(heading), why, contact(), to_filing()])
}

fn mark(is_good: bool) -> Part {
    let (class, mark) = match is_good {
        true => ("phone__mark phone__mark--good", "✓"),
        false => ("phone__mark phone__mark--bad", "!"),
    };
    tag("p", class).with("aria-hidden", "true").says(move || mark.into())
}

/// What the server found.
fn reasons() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    live(move || {
        let lang = language.get();
        let view = handoff.view.read();
        let mut said: Vec<String> = Vec::new();
        for one in view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default() {
            let word = reason(one, lang);
            if !said.contains(&word) {
                said.push(word);
            }
        }
        let items = said.into_iter().map(|said| tag("li", "").says(move || said.clone().into()));
        tag("ul", "phone__list").with("data-reasons", "").holds(items.collect())
    })
}
