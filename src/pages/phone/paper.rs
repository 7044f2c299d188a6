//! A paper (备案材料) by the phone's own camera, which sees more than a page's, or from its album.

use super::handoff::{Screen, use_handoff};
use super::parts::Title;
use super::picture::{FilePick, Look, keep_chosen};
use super::send::Shot;
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Capture;
use crate::rules::papers;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Who asks for which paper, before anything is photographed.
#[component]
pub fn PaperConsent() -> impl IntoView {
    let handoff = use_handoff();
    let begin = move |_| handoff.screen.set(Screen::Paper);
    view! {
        <Title text=Phone::PaperTitle />
        <p class="phone__text">{t(Phone::PaperAskedFor)} <br /> <strong>{move || handoff.organiser()}</strong></p>
        <Wanted />
        <p class="phone__text">{t(Phone::PaperHow)}</p>
        <p class="phone__consent">{t(Phone::PaperConsent)}</p>
        <div class="phone__actions">
            <button type="button" class="button button--primary" data-action="begin" on:click=begin>{t(Phone::Begin)}</button>
        </div>
    }
}

/// The paper is taken, looked at and sent.
#[component]
pub fn Paper() -> impl IntoView {
    let taken = Shot::new(Capture::Paper);
    let chosen = move |input: web_sys::HtmlInputElement| keep_chosen(taken, &input);
    let content = move || {
        if !taken.url.read().is_empty() {
            return view! { <Look taken /> }.into_any();
        }
        view! {
            <Wanted />
            <p class="phone__hint">{t(Phone::PaperHow)}</p>
            <div class="phone__actions">
                <FilePick accept="image/*" capture="environment" word=Phone::PaperTake is_first=true chosen />
                <FilePick accept="image/*" capture="" word=Phone::PaperPick is_first=false chosen />
            </div>
        }
        .into_any()
    };
    view! { <Title text=Phone::PaperTitle /> {content} }
}

/// Which paper, and of which site.
#[component]
fn Wanted() -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let name = move || handoff.of().and_then(papers::of_slot).map(|paper| paper.called(language.get()));
    let site = move || {
        let view = handoff.view.read();
        let site = view.as_ref().map(|view| view.site.as_str()).filter(|site| !site.is_empty())?;
        Some(fill(Phone::PaperOfSite.text(language.get()), |_| Some(site)))
    };
    view! {
        <p class="phone__text">{t(Phone::PaperWanted)} <br /> <strong>{name}</strong> " " {site}</p>
    }
}
