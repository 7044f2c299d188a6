//! A side of the identity document: by the camera in the page, or as a file from the phone's own camera.

use super::camera::{Camera, Side, Viewfinder, preview};
use super::guide::{Guide, Subject};
use super::handoff::use_handoff;
use super::parts::{back, title_text};
use super::pieces::{Button, block, flag, say, when, word};
use super::review::shot;
use super::send::{Shot, decide};
use super::tag::{Part, all, live, tag};
use beian_browser::canvas;
use beian_browser::language::use_language;
use beian_browser::window::{spawn, window};
use beian_locale::Word;
use beian_locale::phone::Phone;
use beian_model::{Capture, Measured, TakenBy};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Kinds of pictures that are taken, one by one: with `image/*` an iPhone gives HEIC, with these it gives JPEG.
pub const PICTURES: &str = "image/jpeg,image/png";

/// The screen of a side.
pub fn picture(side: Capture) -> Part {
    let taken = Shot::new(side);
    let (handoff, language) = (use_handoff(), use_language());
    let heading = move || handoff.name(side, language.get());
    let content = live(move || match taken.is_there() {
        false => take(taken),
        true => look(taken),
    });
    all(vec![title_text(heading), back(side), content])
}

/// What was taken, to be looked at before it is sent.
pub fn look(taken: Shot) -> Part {
    let picture = shot(Capture::Portrait, move || taken.url.get().into());
    all(vec![say("phone__hint", Phone::LookAt), picture, decide(taken)])
}

/// Keeps a picture that was chosen, to be looked at.
pub fn keep_chosen(taken: Shot, input: &HtmlInputElement) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    spawn(async move {
        // What this browser cannot read (HEIC, no picture at all) goes as it is: the server says what is wrong with it.
        let blob = match canvas::of_file(&file).await {
            Some(drawn) => drawn,
            None => file.into(),
        };
        taken.keep(blob, Some(Measured { by: TakenBy::OtherCamera, scores: Vec::new() }));
    });
}

fn take(taken: Shot) -> Part {
    let finder = Viewfinder::open(Side::Back);
    let video = finder.video();
    let (subject, kind) = match use_handoff().is_page() {
        true => (Subject::Page, "phone__camera--page"),
        false => (Subject::Card, "phone__camera--card"),
    };
    let guide = Guide::watch(subject, finder, video.clone());
    let busy = RwSignal::new(false);
    let is_shown = flag(move || finder.is_open());
    let seen = preview(kind, is_shown, &video, vec![guide.frame()]);
    let take = Rc::new(move |by_itself: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let measured = guide.measured(by_itself);
        let video = video.clone();
        spawn(async move {
            match canvas::of_video(&video).await {
                Some(blob) => taken.keep(blob, Some(measured)),
                None => {
                    busy.try_set(false);
                }
            }
        });
    });
    let by_itself = take.clone();
    guide.when_held(move || by_itself(true));
    let chosen = move |input: HtmlInputElement| keep_chosen(taken, &input);
    let click = when(
        move || is_shown.get(),
        move || {
            let take = take.clone();
            Button { kind: "primary", action: "take", word: Phone::Take }.on_except(
                move || finder.state.get() != Camera::Ready,
                word(Phone::Take),
                move || take(false),
            )
        },
    );
    let other_camera = when(
        move || !is_shown.get(),
        move || FilePick { accept: PICTURES, capture: "environment", word: Phone::PickCamera }.first(|| true, chosen),
    );
    let album = FilePick { accept: PICTURES, capture: "", word: Phone::PickPicture }.first(|| false, chosen);
    all(vec![
        guide.hint(move || hint(finder.state.get(), Phone::HoldCard)),
        tag("p", "phone__turn").with_while("hidden", move || !is_shown.get()).says(word(Phone::TurnPhone)),
        seen,
        when(move || is_shown.get(), move || guide.by_itself()),
        block("phone__actions", vec![click, open_again(finder), other_camera, album]),
    ])
}

/// Asks for the camera once more, after it was refused or another program had it.
pub fn open_again(finder: Viewfinder) -> Part {
    // It stays while the browser asks, so that the keyboard does not lose its place.
    let was_shown = RwSignal::new(false);
    let is_shown = move || {
        let is = match finder.state.get() {
            Camera::Denied | Camera::Busy => true,
            Camera::Opening => was_shown.get_untracked(),
            Camera::Ready | Camera::Missing | Camera::CannotRecord => false,
        };
        was_shown.set(is);
        is
    };
    when(is_shown, move || {
        Button { kind: "secondary", action: "camera", word: Phone::OpenAgain }.on(move || finder.start())
    })
}

/// What to say beside the camera.
pub fn hint(camera: Camera, ready: Word) -> Word {
    match camera {
        Camera::Opening => Phone::OpeningCamera,
        Camera::Ready => ready,
        Camera::Denied => denied(),
        Camera::Busy => Phone::CameraBusy,
        Camera::Missing => Phone::CameraMissing,
        Camera::CannotRecord => Phone::NoRecorder,
    }
}

/// What to do about a permission that was refused, now or before: it is somewhere else in each browser.
fn denied() -> Word {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let is = |name: &str| agent.as_bytes().windows(name.len()).any(|part| part == name.as_bytes());
    if is("MicroMessenger") {
        Phone::DeniedInWechat
    } else if is("iPhone") || is("iPad") {
        Phone::DeniedOnIphone
    } else if is("Android") {
        Phone::DeniedOnAndroid
    } else {
        Phone::CameraDenied
    }
}

/// A file from the phone's own camera or album.
pub struct FilePick {
    /// Kinds of files.
    pub accept: &'static str,
    /// Which of the phone's cameras; empty for its album.
    pub capture: &'static str,
    /// The words.
    pub word: Word,
}

impl FilePick {
    /// The button with its file field; the first choice where the page has no camera.
    pub fn first(self, is_first: impl Fn() -> bool + 'static, chosen: impl Fn(HtmlInputElement) + 'static) -> Part {
        let id = format!("file-{}", if self.capture.is_empty() { "album" } else { self.capture });
        let class = move || Some(if is_first() { "button button--primary" } else { "button button--secondary" }.into());
        let label = tag("label", "").with_live("class", class).with("for", &id).says(word(self.word));
        let mut field = tag("input", "phone__file").with("type", "file").with("id", &id).with("accept", self.accept);
        if !self.capture.is_empty() {
            field = field.with("capture", self.capture);
        }
        let field = field.on("change", move |event| {
            if let Some(input) = event.target() {
                chosen(input.unchecked_into());
            }
        });
        all(vec![label, field.element()])
    }
}
