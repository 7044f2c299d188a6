//! A last look at what was sent, then finish.

use super::handoff::{Screen, use_handoff};
use super::parts::{refused, title};
use super::pieces::{Button, Text, all, block, say};
use crate::client::{ApiError, handoff};
use crate::locale::phone::Phone;
use crate::model::Capture;
use crate::state::t;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The screen before the end.
pub fn review() -> AnyView {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let finish = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match handoff::finish().await {
                Ok(view) => handoff.go_on(view),
                Err(refused) if handoff.takes(&refused) => {}
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            busy.try_set(false);
        });
    };
    let needed = handoff.of_now().map(Capture::needed_for).unwrap_or_default();
    let text = if needed == [Capture::Paper] { Phone::PaperReview } else { Phone::ReviewText };
    let shots: Vec<AnyView> = needed.iter().map(|capture| sent(*capture)).collect();
    let button = Button { kind: "primary", action: "finish", word: Phone::Finish }.on_unless(busy, finish);
    all(vec![
        title(Phone::ReviewTitle),
        say("phone__text", text),
        view! { <ul class="phone__shots">{shots}</ul> }.into_any(),
        refused(error),
        block("phone__actions", vec![button]),
    ])
}

/// One of the three, with its picture where it was taken since the page was opened.
fn sent(capture: Capture) -> AnyView {
    let handoff = use_handoff();
    let url = handoff.shots.read_untracked().iter().find(|(one, _)| *one == capture).map(|(_, url)| url.clone());
    let name = match capture {
        Capture::Portrait => Phone::PortraitTitle,
        Capture::Emblem => Phone::EmblemTitle,
        Capture::Video => Phone::VideoTitle,
        Capture::Paper => Phone::PaperTitle,
    };
    let look = match url {
        None => say("phone__shot phone__shot--unseen", Phone::Arrived),
        Some(url) => shot(capture, Signal::stored(url), name),
    };
    view! {
        <li>
            {say("phone__shot-name", name)}
            {look}
            <button type="button" class="button button--quiet" data-again=capture.as_str()
                on:click=move |_| handoff.screen.set(Screen::of(capture))>
                {t(Phone::Again)}
                <span class="phone__unseen">{t(name)}</span>
            </button>
        </li>
    }
    .into_any()
}

/// A picture or video that was taken.
pub fn shot(capture: Capture, url: Text, name: Phone) -> AnyView {
    if capture == Capture::Video {
        return view! { <video class="phone__shot" controls playsinline src=move || url.get()></video> }.into_any();
    }
    view! { <img class="phone__shot" src=move || url.get() alt=t(name) /> }.into_any()
}
