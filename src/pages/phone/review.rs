//! A last look at what was sent, then finish.

use super::handoff::{Screen, use_handoff};
use super::parts::{Refused, Title};
use crate::client::{ApiError, handoff};
use crate::locale::phone::Phone;
use crate::model::Capture;
use crate::state::t;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The screen before the end.
#[component]
pub fn Review() -> impl IntoView {
    let handoff = use_handoff();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let finish = move |_| {
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
    let shots = needed.iter().map(|capture| view! { <Sent capture=*capture /> }).collect_view();
    view! {
        <Title text=Phone::ReviewTitle />
        <p class="phone__text">{t(text)}</p>
        <ul class="phone__shots">{shots}</ul>
        <Refused error />
        <div class="phone__actions">
            <button type="button" class="button button--primary" data-action="finish" on:click=finish
                aria-disabled=move || busy.get().then_some("true")>
                {move || t(if busy.get() { Phone::Finishing } else { Phone::Finish })()}
            </button>
        </div>
    }
}

/// One of the three, with its picture where it was taken since the page was opened.
#[component]
fn Sent(capture: Capture) -> impl IntoView {
    let handoff = use_handoff();
    let url = handoff.shots.read_untracked().iter().find(|(one, _)| *one == capture).map(|(_, url)| url.clone());
    let name = match capture {
        Capture::Portrait => Phone::PortraitTitle,
        Capture::Emblem => Phone::EmblemTitle,
        Capture::Video => Phone::VideoTitle,
        Capture::Paper => Phone::PaperTitle,
    };
    let look = match url {
        None => view! { <p class="phone__shot phone__shot--unseen">{t(Phone::Arrived)}</p> }.into_any(),
        Some(url) if capture == Capture::Video => {
            view! { <video class="phone__shot" controls playsinline src=url></video> }.into_any()
        }
        Some(url) => view! { <img class="phone__shot" src=url alt=t(name) /> }.into_any(),
    };
    view! {
        <li>
            <p class="phone__shot-name">{t(name)}</p>
            {look}
            <button type="button" class="button button--quiet" data-again=capture.as_str()
                on:click=move |_| handoff.screen.set(Screen::of(capture))>
                {t(Phone::Again)}
                <span class="phone__unseen">{t(name)}</span>
            </button>
        </li>
    }
}
