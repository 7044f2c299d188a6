//! The video: the face, four digits read aloud, 5 to 15 seconds.

use super::camera::{Camera, Side, Viewfinder};
use super::guide::{Guide, GuideFrame, GuideHint, Subject};
use super::handoff::use_handoff;
use super::parts::{back, title};
use super::picture::{FilePick, OpenAgain, hint, is_open};
use super::pieces::{all, live, say};
use super::recorder::{self, LONGEST, Recorder, SHORTEST};
use super::review::shot;
use super::send::{Shot, decide};
use crate::locale::{Words, fill, phone::Phone};
use crate::model::{Capture, Measured, TakenBy};
use crate::state::{t, use_language};
use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 200;

/// Kinds of films that are taken; the last is what an iPhone's camera writes.
const FILMS: &str = "video/mp4,video/webm,video/quicktime";

/// The screen of the video.
pub fn film() -> AnyView {
    let taken = Shot::new(Capture::Video);
    let content = live(move || {
        if taken.url.read().is_empty() {
            return view! { <Record taken /> }.into_any();
        }
        let video = shot(Capture::Video, taken.url.into(), Phone::VideoTitle);
        all(vec![say("phone__hint", Phone::LookAtVideo), video, decide(taken)])
    });
    all(vec![title(Phone::VideoTitle), back(Capture::Video), content])
}

#[component]
fn Record(taken: Shot) -> impl IntoView {
    let handoff = use_handoff();
    let language = use_language();
    let finder = Viewfinder::open(Side::Front);
    let can_record = recorder::is_there();
    let usable = move || can_record && is_open(finder.state.get());
    let video = NodeRef::<html::Video>::new();
    finder.show_in(video);
    let guide = Guide::watch(Subject::Face, finder, video);
    let recording: RwSignal<Option<Recorder>, LocalStorage> = RwSignal::new_local(None);
    let seconds = RwSignal::new(None::<u32>);
    let cut = RwSignal::new(false);

    let stop = move || {
        let Some(recorder) = recording.try_update(Option::take).flatten() else { return };
        let measured = guide.end_film();
        spawn_local(async move {
            match recorder.stop().await {
                Some(film) => taken.keep(film, Some(measured)),
                None => {
                    seconds.try_set(None);
                    cut.try_set(true);
                }
            }
        });
    };
    let start = move |_| {
        let Some(recorder) = finder.stream.with_untracked(|stream| stream.as_ref().and_then(Recorder::start)) else {
            return finder.state.set(Camera::Missing);
        };
        recording.set(Some(recorder));
        guide.begin_film();
        cut.set(false);
        seconds.set(Some(0));
        let began = js_sys::Date::now();
        spawn_local(async move {
            while recording.try_with_untracked(Option::is_some) == Some(true) {
                TimeoutFuture::new(TICK).await;
                let passed = ((js_sys::Date::now() - began) / 1_000.0) as u32;
                if seconds.try_get_untracked() != Some(Some(passed)) {
                    seconds.try_set(Some(passed));
                }
                if passed >= LONGEST {
                    stop();
                }
            }
        });
    };
    // A page that is hidden loses the camera, and with it the film; so does one whose camera a call takes away.
    let interrupt = move || {
        if recording.try_update(Option::take).flatten().is_some() {
            guide.end_film();
            seconds.try_set(None);
            cut.try_set(true);
        }
    };
    let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().hidden() {
            interrupt();
        }
    });
    on_cleanup(move || hidden.remove());
    Effect::new(move |_| {
        if finder.state.get() != Camera::Ready {
            interrupt();
        }
    });

    let chosen = move |input: web_sys::HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            taken.keep(file.into(), Some(Measured { by: TakenBy::OtherCamera, scores: Vec::new() }));
        }
    };
    let code = move || handoff.view.read().as_ref().map(|view| view.code.clone());
    let filled = move |word: Phone, n: u32| {
        let n = n.to_string();
        fill(word.text(language.get()), |_| Some(&n))
    };
    let said = move || if can_record { hint(finder.state.get(), Phone::FaceCamera) } else { Phone::CameraMissing };
    let button = move || match seconds.get() {
        None => view! {
            <button type="button" class="button button--primary" data-action="record" on:click=start
                disabled=move || finder.state.get() != Camera::Ready>
                {t(Phone::Record)}
            </button>
        }
        .into_any(),
        Some(_) => {
            let early = move || seconds.get().unwrap_or(0) < SHORTEST;
            let word = move || match seconds.get() {
                Some(passed) if passed < SHORTEST => filled(Phone::StopIn, SHORTEST - passed),
                _ => Phone::Stop.text(language.get()).to_owned(),
            };
            view! {
                <button type="button" class="button button--danger" data-action="stop" disabled=early on:click=move |_| stop()>
                    {word}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <GuideHint guide otherwise=Signal::derive(said) />
        <p class="phone__text">{t(Phone::ReadAloud)} <strong class="phone__code">{code}</strong></p>
        <Show when=move || cut.get()><p class="notice notice--warn" role="alert" data-cut>{t(Phone::Interrupted)}</p></Show>
        <Show when=move || finder.mute.get()><p class="notice notice--warn">{t(Phone::NoSound)}</p></Show>
        <div class="phone__camera phone__camera--face" hidden=move || !usable()>
            <video node_ref=video autoplay playsinline on:loadeddata=move |_| finder.state.set(Camera::Ready)></video>
            <GuideFrame guide />
            <p class="phone__clock" role="timer" hidden=move || seconds.get().is_none()>
                {move || filled(Phone::Recorded, seconds.get().unwrap_or(0))}
            </p>
        </div>
        <div class="phone__actions">
            <Show when=usable>{button}</Show>
            <Show when=move || can_record><OpenAgain finder /></Show>
            <Show when=move || seconds.get().is_none()>
                <FilePick accept=FILMS capture="user" word=Phone::PickVideo
                    is_first=Signal::derive(move || !usable()) chosen />
            </Show>
        </div>
    }
}
