//! Who asks, for which organiser and what for, what is taken and how it is kept, before any camera opens. What is agreed to is the
//! operator's text, which comes with the view.

use super::handoff::{Screen, use_handoff};
use super::parts::{answer, contact, title, to_filing};
use super::pieces::{Button, block, list, part, say, say_text, when, word};
use super::tag::{Part, Said, all, tag};
use beian_browser::client::texts;
use beian_browser::language::use_language;
use beian_locale::{Lang, Word, Words, fill, phone::Phone};
use beian_model::Capture;
use reactive_graph::prelude::*;

/// The first screen.
pub fn consent() -> Part {
    let handoff = use_handoff();
    all(vec![
        title(Phone::ConsentTitle),
        asks(),
        situation(0),
        part(Phone::WillTake),
        tag("ul", "phone__list").holds(handoff.wanted().iter().map(|one| takes(*one)).collect()),
        part(Phone::WillNeed),
        list(&[Phone::NeedCard, Phone::NeedWall, Phone::NeedLight, Phone::NeedFace, Phone::NeedQuiet]),
        terms(),
        answer(true),
    ])
}

/// One of the server's sentences on the person's own situation.
pub fn situation(which: usize) -> Part {
    say_text("phone__text", sentence(which))
}

fn sentence(which: usize) -> impl Fn() -> Said + 'static {
    let (handoff, language) = (use_handoff(), use_language());
    move || handoff.said(which, language.get())
}

/// One thing that is taken.
fn takes(capture: Capture) -> Part {
    let (handoff, language) = (use_handoff(), use_language());
    tag("li", "").says(move || match (capture, language.get()) {
        (Capture::Video, lang) => Phone::TakeVideo.text(lang).into(),
        (_, lang) => {
            let name = handoff.name(capture, lang);
            fill(Phone::TakeSide.text(lang), |_| Some(&name)).into()
        }
    })
}

/// What is agreed to, in the server's words, and where more of it is read.
pub fn terms() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    let said = move || {
        let view = handoff.view.read();
        let said = view.as_ref().map(|view| match language.get() {
            Lang::Chinese => view.consent_zh.clone(),
            Lang::English => view.consent_en.clone(),
        });
        said.unwrap_or_default().into()
    };
    let address = move || Some(texts::text("privacy", language.get()).into());
    let privacy = tag("a", "").with("target", "_blank").with_live("href", address).says(word(Phone::Privacy));
    block("phone__consent", vec![say_text("", said), privacy])
}

/// Who asks, and for whom.
pub fn asks() -> Part {
    let handoff = use_handoff();
    let account =
        handoff.view.with_untracked(|view| view.as_ref().map(|view| view.account.clone()).unwrap_or_default());
    let mut lines = line(Phone::AskedFor, move || handoff.organiser());
    if !account.is_empty() {
        lines.extend(line(Phone::AskedBy, move || account.clone().into()));
    }
    tag("dl", "phone__asks").holds(lines)
}

fn line(name: Word, value: impl Fn() -> Said + 'static) -> Vec<Part> {
    vec![tag("dt", "").says(word(name)), tag("dd", "").says(value)]
}

/// The person said no.
pub fn left() -> Part {
    let handoff = use_handoff();
    let is_told = move || handoff.view.read().as_ref().is_some_and(|view| view.declined);
    let back = Button { kind: "secondary", action: "back", word: Phone::LeftBack }
        .on(move || handoff.screen.set(Screen::Consent));
    all(vec![
        title(Phone::LeftTitle),
        say("phone__text", Phone::LeftText),
        when(is_told, || tag("p", "phone__text").with("data-told", "").says(sentence(1))),
        contact(),
        to_filing(),
        block("phone__actions", vec![back]),
    ])
}
