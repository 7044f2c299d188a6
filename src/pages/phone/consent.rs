//! Who asks, for which organiser and what for, what is taken and how it is kept, before any camera opens.

use super::handoff::use_handoff;
use super::parts::{answer, contact, title};
use super::pieces::{Button, Text, all, block, list, part, say, say_text};
use crate::locale::{Words, fill, phone::Phone};
use crate::model::Path;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// The first screen.
pub fn consent() -> AnyView {
    let handoff = use_handoff();
    let language = use_language();
    let role = Signal::derive(move || {
        let lang = language.get();
        let view = handoff.view.read();
        match view.as_ref().map(|view| (view.of, view.site.as_str())) {
            Some((Path::SitePerson(..), site)) => fill(Phone::AsSitePerson.text(lang), |_| Some(site)),
            _ => Phone::AsOrganiserPerson.text(lang).to_owned(),
        }
    });
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
pub fn asks() -> AnyView {
    let handoff = use_handoff();
    let account =
        handoff.view.with_untracked(|view| view.as_ref().map(|view| view.account.clone()).unwrap_or_default());
    let organiser = Signal::derive(move || handoff.organiser());
    let mut lines = vec![line(Phone::AskedFor, organiser)];
    if !account.is_empty() {
        lines.push(line(Phone::AskedBy, Signal::stored(account)));
    }
    view! { <dl class="phone__asks">{lines}</dl> }.into_any()
}

fn line(name: Phone, value: Text) -> AnyView {
    view! {
        <dt>{t(name)}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// The person said no.
pub fn left() -> AnyView {
    let handoff = use_handoff();
    let back = Button { kind: "secondary", action: "back", word: Phone::LeftBack }.on(move || handoff.go_back());
    all(vec![
        title(Phone::LeftTitle),
        say("phone__text", Phone::LeftText),
        contact(),
        block("phone__actions", vec![back]),
    ])
}
