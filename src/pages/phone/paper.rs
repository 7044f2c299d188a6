//! A paper (备案材料) by the phone's own camera, which sees more than a page's, or from its album.

use super::consent::Asks;
use super::handoff::use_handoff;
use super::parts::{Answer, Back, Title};
use super::picture::{FilePick, Look, PICTURES, keep_chosen};
use super::send::Shot;
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Capture;
use crate::rules::papers;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Who asks for which paper, before anything is photographed.
#[component]
pub fn PaperConsent() -> impl IntoView {
    view! {
        <Title text=Phone::PaperTitle />
        <Asks />
        <Wanted />
        <p class="phone__text">{t(Phone::PaperHow)}</p>
        <div class="phone__consent">
            <p>{t(Phone::PaperConsent)}</p>
            <p>{t(Phone::ConsentKept)}</p>
        </div>
        <Answer />
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
                <FilePick accept=PICTURES capture="environment" word=Phone::PaperTake is_first=true chosen />
                <FilePick accept=PICTURES capture="" word=Phone::PaperPick is_first=false chosen />
            </div>
        }
        .into_any()
    };
    view! { <Title text=Phone::PaperTitle /> <Back capture=Capture::Paper /> {content} }
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
