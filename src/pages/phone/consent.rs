//! Who asks, for which organiser and what for, before any camera opens.

use super::handoff::{Screen, use_handoff};
use super::parts::Title;
use crate::locale::{Words, fill, phone::Phone};
use crate::model::{Capture, Path};
use crate::state::{t, use_language};
use leptos::prelude::*;

/// The first screen.
#[component]
pub fn Consent() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let role = move || {
        let lang = language.get();
        let view = handoff.view.read();
        match view.as_ref().map(|view| (view.of, view.site.as_str())) {
            Some((Path::SitePerson(..), site)) => fill(Phone::AsSitePerson.text(lang), |_| Some(site)),
            _ => Phone::AsOrganiserPerson.text(lang).to_owned(),
        }
    };
    let begin = move |_| handoff.screen.set(Screen::Picture(Capture::Portrait));
    view! {
        <Title text=Phone::ConsentTitle />
        <p class="phone__text">{t(Phone::AskedFor)} <br /> <strong>{move || handoff.organiser()}</strong></p>
        <p class="phone__text">{role}</p>
        <p class="phone__text">{t(Phone::WillTake)}</p>
        <ol class="phone__list">
            <li>{t(Phone::TakePortrait)}</li>
            <li>{t(Phone::TakeEmblem)}</li>
            <li>{t(Phone::TakeVideo)}</li>
        </ol>
        <p class="phone__consent">{t(Phone::ConsentText)}</p>
        <div class="phone__actions">
            <button type="button" class="button button--primary" data-action="begin" on:click=begin>{t(Phone::Begin)}</button>
        </div>
    }
}
