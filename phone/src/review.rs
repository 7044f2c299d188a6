//! A last look at what was sent, then finish.

use super::handoff::{Screen, use_handoff};
use super::parts::{ask, refused, title};
use super::pieces::{Button, block, say, say_text, word};
use super::tag::{Part, Said, all, tag, text};
use beian_browser::client::{ApiError, handoff};
use beian_browser::language::use_language;
use beian_locale::phone::Phone;
use beian_model::{Capture, ProblemKind, wire::HandoffView};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// The screen before the end.
pub fn review() -> Part {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let finish = move || ask(handoff, error, busy, finished());
    let said = if handoff.is_attachment() { Phone::AttachmentReview } else { Phone::ReviewText };
    let shots = handoff.wanted().iter().map(|capture| sent(*capture)).collect();
    let button = Button { kind: "primary", action: "finish", word: Phone::Finish }.on_unless(busy, finish);
    all(vec![
        title(Phone::ReviewTitle),
        say("phone__text", said),
        tag("ul", "phone__shots").holds(shots),
        refused(error),
        block("phone__actions", vec![button]),
    ])
}

/// Ends it. Where something is wanted that was not when this page asked, as after another name was typed at the desktop: what is wanted now.
async fn finished() -> Result<HandoffView, ApiError> {
    match handoff::finish().await {
        Err(refused) if refused.kind() == Some(ProblemKind::Invalid) => handoff::get().await,
        answer => answer,
    }
}

/// One of them, with its picture where it was taken since the page was opened.
fn sent(capture: Capture) -> Part {
    let handoff = use_handoff();
    let url =
        handoff.shots.with_value(|shots| shots.iter().find(|(one, _)| *one == capture).map(|(_, url)| url.clone()));
    let language = use_language();
    let name = move || handoff.name(capture, language.get());
    let look = match url {
        None => say("phone__shot phone__shot--unseen", Phone::Arrived),
        Some(url) => shot(capture, move || url.clone().into()),
    };
    let again = tag("button", "button button--quiet")
        .with("type", "button")
        .with("data-again", capture.as_str())
        .on("click", move |_| handoff.screen.set(Screen::of(capture)))
        .holds(vec![text(word(Phone::Again)), tag("span", "phone__unseen").says(name)]);
    tag("li", "").holds(vec![say_text("phone__shot-name", name), look, again])
}

/// A picture or video that was taken.
pub fn shot(capture: Capture, url: impl Fn() -> Said + 'static) -> Part {
    let src = move || Some(url());
    let alt = word(Phone::TakenAlt);
    let drawn = match capture {
        Capture::Video => tag("video", "phone__shot").with("controls", "").with("playsinline", ""),
        _ => tag("img", "phone__shot").with_live("alt", move || Some(alt())),
    };
    drawn.with_live("src", src).element()
}
