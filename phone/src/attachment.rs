//! An attachment (备案材料) by the phone's own camera, which sees more than a page's, or from its album.

use super::consent::{asks, situation, terms};
use super::handoff::use_handoff;
use super::parts::{answer, back, named, title};
use super::picture::{FilePick, PICTURES, keep_chosen, look};
use super::pieces::{block, say};
use super::send::Shot;
use super::tag::{Part, all, live, tag};
use beian_browser::language::use_language;
use beian_locale::{Words, fill, phone::Phone};
use beian_model::Capture;
use reactive_graph::prelude::*;

/// Who asks for which attachment, before anything is photographed.
pub fn attachment_consent() -> Part {
    all(vec![
        title(Phone::AttachmentTitle),
        asks(),
        wanted(),
        say("phone__text", Phone::AttachmentHow),
        situation(0),
        terms(),
        answer(false),
    ])
}

/// The attachment is taken, looked at and sent.
pub fn attachment() -> Part {
    let taken = Shot::new(Capture::Attachment);
    let chosen = move |input: web_sys::HtmlInputElement| keep_chosen(taken, &input);
    let content = live(move || {
        if !taken.url.read().is_empty() {
            return look(taken);
        }
        let picks = vec![
            FilePick { accept: PICTURES, capture: "environment", word: Phone::Take }.first(|| true, chosen),
            FilePick { accept: PICTURES, capture: "", word: Phone::PickPicture }.first(|| false, chosen),
        ];
        all(vec![wanted(), say("phone__hint", Phone::AttachmentHow), block("phone__actions", picks)])
    });
    all(vec![title(Phone::AttachmentTitle), back(Capture::Attachment), content])
}

/// Which attachment, and of which site.
fn wanted() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    let name = move || {
        let lang = language.get();
        let mut name = handoff.name(Capture::Attachment, lang).into_owned();
        let view = handoff.view.read();
        if let Some(site) = view.as_ref().map(|view| view.site.as_str()).filter(|site| !site.is_empty()) {
            name.push(' ');
            name.push_str(&fill(Phone::AttachmentOfSite.text(lang), |_| Some(site)));
        }
        name.into()
    };
    named(Phone::AttachmentWanted, all(vec![tag("br", "").holds(Vec::new()), tag("strong", "").says(name)]))
}
