//! The last screens: sent, refused with reasons, or ended elsewhere.

use super::handoff::use_handoff;
use super::parts::{Refused, Title};
use super::words::finding;
use crate::locale::phone::Phone;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Sent: the desktop goes on.
#[component]
pub fn Passed() -> impl IntoView {
    let (title, text) = match use_handoff().view.read_untracked().as_ref() {
        Some(view) if view.of.verified_person().is_none() => (Phone::PaperPassedTitle, Phone::PaperPassedText),
        _ => (Phone::PassedTitle, Phone::PassedText),
    };
    view! {
        <p class="phone__mark phone__mark--good" aria-hidden="true">"✓"</p>
        <Title text=title />
        <p class="phone__text">{t(text)}</p>
    }
}

/// Refused, with what to put right.
#[component]
pub fn Failed() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let reasons = move || {
        let lang = language.get();
        let view = handoff.view.read();
        let reasons = view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default();
        reasons.iter().filter_map(|one| finding(one, lang)).map(|text| view! { <li>{text}</li> }).collect_view()
    };
    view! {
        <p class="phone__mark phone__mark--bad" aria-hidden="true">"!"</p>
        <Title text=Phone::FailedTitle />
        <p class="phone__text">{t(Phone::FailedText)}</p>
        <ul class="phone__list">{reasons}</ul>
    }
}

/// Ended: cancelled, too old, taken by another phone, or never begun here.
#[component]
pub fn Ended() -> impl IntoView {
    let handoff = use_handoff();
    view! {
        <p class="phone__mark phone__mark--bad" aria-hidden="true">"!"</p>
        <Title text=Phone::EndedTitle />
        <Refused error=handoff.error />
    }
}
