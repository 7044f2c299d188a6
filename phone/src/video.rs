//! The video: the face, four digits read aloud, 5 to 15 seconds.

use super::camera::{Camera, Side, Viewfinder, preview};
use super::frames;
use super::guide::{Guide, Subject};
use super::handoff::use_handoff;
use super::parts::{back, named, title};
use super::picture::{FilePick, hint, open_again};
use super::pieces::{Button, block, flag, say, when, word};
use super::recorder::{LONGEST, Recorder, SHORTEST};
use super::review::shot;
use super::send::{Shot, decide};
use super::tag::{Part, all, follow, live, nothing, tag};
use beian_browser::language::use_language;
use beian_browser::waiting::rest;
use beian_browser::window::{Listening, document, spawn};
use beian_locale::{Word, Words, fill, phone::Phone};
use beian_model::{Capture, Measured, TakenBy};
use reactive_graph::owner::{LocalStorage, StoredValue, on_cleanup};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use web_sys::HtmlInputElement;

/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 200;

/// Kinds of videos that are taken; the last is what an iPhone's camera writes.
const VIDEOS: &str = "video/mp4,video/webm,video/quicktime";

/// The screen of the video.
pub fn video() -> Part {
    let taken = Shot::new(Capture::Video);
    let content = live(move || {
        if !taken.is_there() {
            return record(taken);
        }
        let video = shot(Capture::Video, move || taken.url.get().into());
        all(vec![say("phone__hint", Phone::LookAtVideo), video, decide(taken)])
    });
    all(vec![title(Phone::VideoTitle), back(Capture::Video), content])
}

fn record(taken: Shot) -> Part {
    let handoff = use_handoff();
    let language = use_language();
    let finder = Viewfinder::open(Side::Front);
    let usable = flag(move || finder.is_open());
    let video = finder.video();
    let guide = Guide::watch(Subject::Face, finder, video.clone());
    let recording: StoredValue<Option<Recorder>, LocalStorage> = StoredValue::new_local(None);
    let seconds = RwSignal::new(None::<u32>);
    let cut = RwSignal::new(false);

    let stop = move || {
        let Some(recorder) = recording.try_update_value(Option::take).flatten() else { return };
        let measured = guide.end_video();
        spawn(async move {
            match recorder.stop().await {
                Some(video) => taken.keep(video, Some(measured)),
                None => {
                    seconds.try_set(None);
                    cut.try_set(true);
                }
            }
        });
    };
    let start = move || {
        let Some(recorder) = finder.stream.with_untracked(|stream| stream.as_ref().and_then(Recorder::start)) else {
            return finder.give_up();
        };
        recording.set_value(Some(recorder));
        guide.begin_video();
        cut.set(false);
        seconds.set(Some(0));
        let began = frames::now();
        spawn(async move {
            while recording.try_with_value(Option::is_some) == Some(true) {
                rest(TICK).await;
                let passed = ((frames::now() - began) / 1_000.0) as u32;
                if seconds.try_get_untracked() != Some(Some(passed)) {
                    seconds.try_set(Some(passed));
                }
                if passed >= LONGEST {
                    stop();
                }
            }
        });
    };
    // A page that is hidden loses the camera, and with it the video; so does one whose camera a call takes away.
    let interrupt = move || {
        if recording.try_update_value(Option::take).flatten().is_some() {
            guide.end_video();
            seconds.try_set(None);
            cut.try_set(true);
        }
    };
    let hidden = Listening::to(&document(), "visibilitychange", move || {
        if document().hidden() {
            interrupt();
        }
    });
    on_cleanup(move || drop(hidden));
    follow(move || {
        if finder.state.get() != Camera::Ready {
            interrupt();
        }
    });

    let chosen = move |input: HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            taken.keep(file.into(), Some(Measured { by: TakenBy::OtherCamera, scores: Vec::new() }));
        }
    };
    let code = move || handoff.view.read().as_ref().map(|view| view.code.clone()).unwrap_or_default().into();
    let filled = move |word: Word, n: u32| {
        let n = n.to_string();
        fill(word.text(language.get()), |_| Some(&n)).into()
    };
    let said = move || hint(finder.state.get(), Phone::FaceCamera);
    let is_recording = flag(move || seconds.get().is_some());
    let begin = move || {
        let is_off = move || finder.state.get() != Camera::Ready;
        Button { kind: "primary", action: "record", word: Phone::Record }.on_except(is_off, word(Phone::Record), start)
    };
    let end = move || {
        let is_early = move || seconds.get().unwrap_or(0) < SHORTEST;
        let said = move || match seconds.get() {
            Some(passed) if passed < SHORTEST => filled(Phone::StopIn, SHORTEST - passed),
            _ => Phone::Stop.text(language.get()).into(),
        };
        Button { kind: "danger", action: "stop", word: Phone::Stop }.on_except(is_early, said, stop)
    };
    let click = live(move || match (usable.get(), is_recording.get()) {
        (false, _) => nothing(),
        (true, false) => begin(),
        (true, true) => end(),
    });
    let file = when(
        move || !is_recording.get(),
        move || {
            FilePick { accept: VIDEOS, capture: "user", word: Phone::PickVideo }.first(move || !usable.get(), chosen)
        },
    );
    let clock = tag("p", "phone__clock").with("role", "timer").with_while("hidden", move || !is_recording.get());
    let clock = clock.says(move || filled(Phone::Recorded, seconds.get().unwrap_or(0)));
    all(vec![
        guide.hint(said),
        named(Phone::ReadAloud, tag("strong", "phone__code").says(code)),
        when(
            move || cut.get(),
            || {
                let told = tag("p", "notice notice--warn").with("role", "alert").with("data-cut", "");
                told.says(word(Phone::Interrupted))
            },
        ),
        when(move || finder.mute.get() && usable.get(), || say("notice notice--warn", Phone::NoSound)),
        preview("phone__camera--face", usable, &video, vec![guide.frame(), clock]),
        block("phone__actions", vec![click, open_again(finder), file]),
    ])
}
