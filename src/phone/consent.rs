//! Who asks, for which organiser and what for, what is taken and how it is kept, before any camera opens.

use super::handoff::use_handoff;
use super::parts::{answer, contact, title};
use super::pieces::{Button, block, list, part, say, say_text, word};
use super::tag::{Part, Said, all, tag};
use crate::browser::language::use_language;
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Path;
use reactive_graph::prelude::*;

/// The first screen.
pub fn consent() -> Part {
    let handoff = use_handoff();
    let language = use_language();
    let role = move || {
        let lang = language.get();
        let view = handoff.view.read();
        match view.as_ref().map(|view| (view.of, view.site.as_str())) {
            Some((Path::SitePerson(..), site)) => fill(Phone::AsSitePerson.text(lang), |_| Some(site)).into(),
            _ => Phone::AsOrganiserPerson.text(lang).into(),
        }
    };
    all(vec![
        title(Phone::ConsentTitle),
        asks(),
        say_text("phone__text", role),
        part(Phone::WillTake),
        list(&[Phone::TakePortrait, Phone::TakeEmblem, Phone::TakeVideo]),
        part(Phone::WillNeed),
        list(&[Phone::NeedCard, Phone::NeedWall, Phone::NeedLight, Phone::NeedQuiet]),
        block("phone__consent", vec![say("", Phone::ConsentText), say("", Phone::ConsentKept)]),
        answer(),
    ])
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

fn line(name: Phone, value: impl Fn() -> Said + 'static) -> Vec<Part> {
    vec![tag("dt", "").says(word(name)), tag("dd", "").says(value)]
}

/// The person said no.
pub fn left() -> Part {
    let handoff = use_handoff();
    let back = Button { kind: "secondary", action: "back", word: Phone::LeftBack }.on(move || handoff.go_back());
    all(vec![
        title(Phone::LeftTitle),
        say("phone__text", Phone::LeftText),
        contact(),
        block("phone__actions", vec![back]),
    ])
}
