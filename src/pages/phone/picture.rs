//! A side of the ID card: by the camera in the page, or as a file from the phone's own camera.

use super::camera::{Camera, Side, Viewfinder};
use super::guide::{ByItself, Guide, GuideFrame, GuideHint, Subject};
use super::parts::{back, title};
use super::pieces::{Button, all, live, say, when};
use super::review::shot;
use super::send::{Shot, decide};
use crate::canvas;
use crate::locale::phone::Phone;
use crate::model::{Capture, Measured, TakenBy};
use crate::state::t;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Kinds of pictures that are taken, one by one: with `image/*` an iPhone gives HEIC, with these it gives JPEG.
pub const PICTURES: &str = "image/jpeg,image/png";

/// The screen of a side.
pub fn picture(side: Capture) -> AnyView {
    let taken = Shot::new(side);
    let heading = if side == Capture::Portrait { Phone::PortraitTitle } else { Phone::EmblemTitle };
    let content = live(move || match taken.url.read().is_empty() {
        true => view! { <Take taken /> }.into_any(),
        false => look(taken),
    });
    all(vec![title(heading), back(side), content])
}

/// What was taken, to be looked at before it is sent.
pub fn look(taken: Shot) -> AnyView {
    let picture = shot(Capture::Portrait, taken.url.into(), Phone::TakenAlt);
    all(vec![say("phone__hint", Phone::LookAt), picture, decide(taken)])
}

/// Keeps a picture that was chosen, to be looked at.
pub fn keep_chosen(taken: Shot, input: &web_sys::HtmlInputElement) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    spawn_local(async move {
        // What this browser cannot read (HEIC, no picture at all) goes as it is: the server says what is wrong with it.
        let blob = match canvas::of_file(&file).await {
            Some(drawn) => drawn,
            None => file.into(),
        };
        taken.keep(blob, Some(Measured { by: TakenBy::OtherCamera, scores: Vec::new() }));
    });
}

#[component]
fn Take(taken: Shot) -> impl IntoView {
    let finder = Viewfinder::open(Side::Back);
    let video = NodeRef::<html::Video>::new();
    finder.show_in(video);
    let guide = Guide::watch(Subject::Card, finder, video);
    let busy = StoredValue::new(false);
    let take = move |by_itself: bool| {
        let Some(video) = video.get_untracked() else { return };
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        let measured = guide.measured(by_itself);
        spawn_local(async move {
            match canvas::of_video(&video).await {
                Some(blob) => taken.keep(blob, Some(measured)),
                None => {
                    busy.try_set_value(false);
                }
            }
        });
    };
    guide.when_held(move || take(true));
    let chosen = move |input: web_sys::HtmlInputElement| keep_chosen(taken, &input);
    view! {
        <GuideHint guide otherwise=Signal::derive(move || hint(finder.state.get(), Phone::HoldCard)) />
        <p class="phone__turn" hidden=move || !is_open(finder.state.get())>{t(Phone::TurnPhone)}</p>
        <div class="phone__camera phone__camera--card" hidden=move || !is_open(finder.state.get())>
            <video node_ref=video autoplay playsinline on:loadeddata=move |_| finder.state.set(Camera::Ready)></video>
            <GuideFrame guide />
        </div>
        <Show when=move || is_open(finder.state.get())><ByItself guide /></Show>
        <div class="phone__actions">
            <button type="button" class="button button--primary" data-action="take" on:click=move |_| take(false)
                hidden=move || !is_open(finder.state.get()) disabled=move || finder.state.get() != Camera::Ready>
                {t(Phone::Take)}
            </button>
            <OpenAgain finder />
            <Show when=move || !is_open(finder.state.get())>
                <FilePick accept=PICTURES capture="environment" word=Phone::PickCamera is_first=true chosen />
            </Show>
            <FilePick accept=PICTURES capture="" word=Phone::PickPicture is_first=false chosen />
        </div>
    }
}

/// Asks for the camera once more, after it was refused or another program had it.
#[component]
pub fn OpenAgain(
    /// The camera.
    finder: Viewfinder,
) -> impl IntoView {
    // It stays while the browser asks, so that the keyboard does not lose its place.
    let is_shown = Memo::new(move |before: Option<&bool>| match finder.state.get() {
        Camera::Denied | Camera::Busy => true,
        Camera::Opening => before == Some(&true),
        Camera::Ready | Camera::Missing => false,
    });
    when(
        move || is_shown.get(),
        move || Button { kind: "secondary", action: "camera", word: Phone::OpenAgain }.on(move || finder.start()),
    )
}

/// The camera is open or about to be.
pub fn is_open(camera: Camera) -> bool {
    matches!(camera, Camera::Opening | Camera::Ready)
}

/// What to say beside the camera.
pub fn hint(camera: Camera, ready: Phone) -> Phone {
    match camera {
        Camera::Opening => Phone::OpeningCamera,
        Camera::Ready => ready,
        Camera::Denied => denied(),
        Camera::Busy => Phone::CameraBusy,
        Camera::Missing => Phone::CameraMissing,
    }
}

/// What to do about a permission that was refused, now or before: it is somewhere else in each browser.
fn denied() -> Phone {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let is = |name: &str| agent.contains(name);
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

/// A file from the phone's own camera or album; the first choice where the page has no camera.
#[component]
pub fn FilePick(
    /// Kinds of files.
    accept: &'static str,
    /// Which of the phone's cameras; empty for its album.
    capture: &'static str,
    /// The words.
    word: Phone,
    /// There is no other way.
    #[prop(into)]
    is_first: Signal<bool>,
    /// A file was chosen.
    chosen: impl Fn(web_sys::HtmlInputElement) + Copy + 'static,
) -> impl IntoView {
    let id = format!("file-{}", if capture.is_empty() { "album" } else { capture });
    view! {
        <label class="button" class:button--primary=move || is_first.get() class:button--secondary=move || !is_first.get()
            for=id.clone()>
            {t(word)}
        </label>
        <input class="phone__file" type="file" id=id accept=accept capture=(!capture.is_empty()).then_some(capture)
            on:change:target=move |event| chosen(event.target()) />
    }
}
