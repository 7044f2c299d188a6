//! Who asks, for which organiser and what for, what is taken and how it is kept, before any camera opens.

use super::handoff::use_handoff;
use super::parts::{Answer, Contact, Title};
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Path;
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
    let items = |words: &'static [Phone]| words.iter().map(|word| view! { <li>{t(*word)}</li> }).collect_view();
    view! {
        <Title text=Phone::ConsentTitle />
        <Asks />
        <p class="phone__text">{role}</p>
        <h2 class="phone__part">{t(Phone::WillTake)}</h2>
        <ol class="phone__list">{items(&[Phone::TakePortrait, Phone::TakeEmblem, Phone::TakeVideo])}</ol>
        <h2 class="phone__part">{t(Phone::WillNeed)}</h2>
        <ul class="phone__list">{items(&[Phone::NeedCard, Phone::NeedWall, Phone::NeedLight, Phone::NeedQuiet])}</ul>
        <div class="phone__consent">
            <p>{t(Phone::ConsentText)}</p>
            <p>{t(Phone::ConsentKept)}</p>
        </div>
        <Answer />
    }
}

/// Who asks, and for whom.
#[component]
pub fn Asks() -> impl IntoView {
    let handoff = use_handoff();
    let account = move || handoff.view.with(|view| view.as_ref().map(|view| view.account.clone()).unwrap_or_default());
    view! {
        <dl class="phone__asks">
            <dt>{t(Phone::AskedFor)}</dt>
            <dd>{move || handoff.organiser()}</dd>
            <dt hidden=move || account().is_empty()>{t(Phone::AskedBy)}</dt>
            <dd hidden=move || account().is_empty()>{account}</dd>
        </dl>
    }
}

/// The person said no.
#[component]
pub fn Left() -> impl IntoView {
    let handoff = use_handoff();
    view! {
        <Title text=Phone::LeftTitle />
        <p class="phone__text">{t(Phone::LeftText)}</p>
        <Contact />
        <div class="phone__actions">
            <button type="button" class="button button--secondary" data-action="back" on:click=move |_| handoff.go_back()>
                {t(Phone::LeftBack)}
            </button>
        </div>
    }
}
