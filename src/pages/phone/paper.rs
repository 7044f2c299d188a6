//! A paper (备案材料) by the phone's own camera, which sees more than a page's, or from its album.

use super::consent::asks;
use super::handoff::use_handoff;
use super::parts::{answer, back, title};
use super::picture::{FilePick, PICTURES, keep_chosen, look};
use super::pieces::{all, block, live, say};
use super::send::Shot;
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Capture;
use crate::rules::papers;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Who asks for which paper, before anything is photographed.
pub fn paper_consent() -> AnyView {
    all(vec![
        title(Phone::PaperTitle),
        asks(),
        wanted(),
        say("phone__text", Phone::PaperHow),
        block("phone__consent", vec![say("", Phone::PaperConsent), say("", Phone::ConsentKept)]),
        answer(),
    ])
}

/// The paper is taken, looked at and sent.
pub fn paper() -> AnyView {
    let taken = Shot::new(Capture::Paper);
    let chosen = move |input: web_sys::HtmlInputElement| keep_chosen(taken, &input);
    let content = live(move || {
        if !taken.url.read().is_empty() {
            return look(taken);
        }
        let picks = view! {
            <FilePick accept=PICTURES capture="environment" word=Phone::PaperTake is_first=true chosen />
            <FilePick accept=PICTURES capture="" word=Phone::PaperPick is_first=false chosen />
        };
        all(vec![wanted(), say("phone__hint", Phone::PaperHow), block("phone__actions", vec![picks.into_any()])])
    });
    all(vec![title(Phone::PaperTitle), back(Capture::Paper), content])
}

/// Which paper, and of which site.
fn wanted() -> AnyView {
    let handoff = use_handoff();
    let language = use_language();
    let name = Signal::derive(move || {
        let lang = language.get();
        let mut name =
            handoff.of().and_then(papers::of_slot).map(|paper| paper.called(lang).to_owned()).unwrap_or_default();
        let view = handoff.view.read();
        if let Some(site) = view.as_ref().map(|view| view.site.as_str()).filter(|site| !site.is_empty()) {
            name.push(' ');
            name.push_str(&fill(Phone::PaperOfSite.text(lang), |_| Some(site)));
        }
        name
    });
    view! { <p class="phone__text">{t(Phone::PaperWanted)} <br /> <strong>{name}</strong></p> }.into_any()
}
