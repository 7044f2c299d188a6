//! Who asks, for which organiser and what for, what is taken and how it is kept, before any camera opens.

use super::handoff::{Screen, use_handoff};
use super::parts::{answer, contact, title, to_filing};
use super::pieces::{Button, block, list, part, say, say_text, when, word};
use super::tag::{Part, Said, all, tag};
use beian_browser::language::use_language;
use beian_locale::{Word, Words, fill, phone::Phone};
use beian_model::{Capture, Path};
use reactive_graph::prelude::*;

/// The first screen.
pub fn consent() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    let role = move || {
        let lang = language.get();
        let view = handoff.view.read();
        match view.as_ref().map(|view| (view.of, view.site.as_str())) {
            Some((Path::SitePerson(..), "")) => Phone::AsUnnamedPerson.text(lang).into(),
            Some((Path::SitePerson(..), site)) => fill(Phone::AsSitePerson.text(lang), |_| Some(site)).into(),
            _ => Phone::AsOrganiserPerson.text(lang).into(),
        }
    };
    all(vec![
        title(Phone::ConsentTitle),
        asks(),
        say_text("phone__text", role),
        part(Phone::WillTake),
        tag("ul", "phone__list").holds(handoff.wanted().iter().map(|one| takes(*one)).collect()),
        part(Phone::WillNeed),
        list(&[Phone::NeedCard, Phone::NeedWall, Phone::NeedLight, Phone::NeedFace, Phone::NeedQuiet]),
        block("phone__consent", vec![say("", Phone::ConsentText), kept(), say("", Phone::KeptHere)]),
        answer(),
    ])
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

/// For how long it is kept, and who sees it.
fn kept() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    say_text("", move || {
        let view = handoff.view.read();
        let kept = view.as_ref().and_then(|view| view.kept.as_ref());
        let days = kept.map_or([0; 3], |kept| [kept.ended, kept.abandoned, kept.holds]).map(|days| days.to_string());
        let text = |word: Word| {
            let value = |name: &str| days.get(["ended", "abandoned", "holds"].iter().position(|one| *one == name)?);
            fill(word.text(language.get()), |name| value(name).map(String::as_str))
        };
        let mut said = text(Phone::ConsentKept);
        if kept.is_some_and(|kept| kept.holds > 0) {
            said.push(' ');
            said.push_str(&text(Phone::ConsentReuse));
        }
        said.into()
    })
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
        when(is_told, || tag("p", "phone__text").with("data-told", "").says(word(Phone::LeftTold))),
        contact(),
        to_filing(),
        block("phone__actions", vec![back]),
    ])
}
