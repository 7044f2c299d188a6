//! Opening and closing the phone's camera, and what to do where there is none.

use super::recorder;
use super::tag::{Part, follow, tag};
use beian_browser::window::{Listening, document, spawn, window};
use reactive_graph::computed::Memo;
use reactive_graph::owner::{LocalStorage, on_cleanup};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// How far the camera is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Camera {
    /// The browser is asked.
    Opening,
    /// Frames arrive.
    Ready,
    /// The person, or a setting, said no.
    Denied,
    /// Another program has it, or took it away.
    Busy,
    /// There is none, or the page may not ask.
    Missing,
    /// There may be one, but this browser cannot record what it shows.
    CannotRecord,
}

/// Which camera, and whether sound is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The camera at the back, without sound.
    Back,
    /// The camera at the front, with sound.
    Front,
}

/// A camera shown in a `<video>`: open while its screen is shown and the page is in front.
#[derive(Clone, Copy)]
pub struct Viewfinder {
    /// How far it is.
    pub state: RwSignal<Camera>,
    /// The sound was refused.
    pub mute: RwSignal<bool>,
    /// The stream.
    pub stream: RwSignal<Option<MediaStream>, LocalStorage>,
    side: Side,
}

impl Viewfinder {
    /// Opens the camera; it closes with the screen, and while the page is hidden.
    pub fn open(side: Side) -> Viewfinder {
        let finder = Viewfinder {
            state: RwSignal::new(Camera::Opening),
            mute: RwSignal::new(false),
            stream: RwSignal::new_local(None),
            side,
        };
        finder.start();
        let hidden = Listening::to(&document(), "visibilitychange", move || {
            if document().hidden() {
                finder.close();
            } else if finder.stream.with_untracked(Option::is_none) {
                finder.start();
            }
        });
        on_cleanup(move || {
            drop(hidden);
            finder.close();
        });
        finder
    }

    /// Asks the browser, for the first time or anew.
    pub fn start(self) {
        self.state.set(Camera::Opening);
        spawn(async move {
            let opened = match self.side {
                Side::Back => ask(BACK).await,
                // Nobody would see it, and its light would be on.
                Side::Front if !recorder::is_there() => Err(Camera::CannotRecord),
                Side::Front => match ask(FRONT).await {
                    Ok(opened) => {
                        let _ = self.mute.try_set(false);
                        Ok(opened)
                    }
                    Err(_) => {
                        // The camera may be allowed where the microphone is not.
                        let silent = ask(FRONT_SILENT).await;
                        let _ = self.mute.try_set(silent.is_ok());
                        silent
                    }
                },
            };
            match opened {
                Ok(stream) => self.show(stream),
                Err(why) => {
                    self.state.try_set(why);
                }
            }
        });
    }

    fn show(self, stream: MediaStream) {
        // The screen went away, or was covered, while the browser asked.
        if self.stream.is_disposed() || document().hidden() {
            return stop(&stream);
        }
        for track in stream.get_video_tracks().iter() {
            // A call, or another program; not our own stop.
            let lost = Closure::once_into_js(move || {
                self.close();
                self.state.try_set(Camera::Busy);
            });
            track.unchecked_ref::<MediaStreamTrack>().set_onended(Some(lost.unchecked_ref()));
        }
        if let Some(old) = self.stream.try_update(|held| held.replace(stream)).flatten() {
            stop(&old);
        }
    }

    /// Gives the camera up: nothing can be recorded.
    pub fn give_up(self) {
        self.close();
        self.state.set(Camera::CannotRecord);
    }

    /// Closes the camera; its light goes out.
    pub fn close(self) {
        let stream = self.stream.try_update(Option::take).flatten();
        if let Some(stream) = stream {
            stop(&stream);
        }
    }

    /// The camera is open or about to be.
    pub fn is_open(self) -> bool {
        matches!(self.state.get(), Camera::Opening | Camera::Ready)
    }

    /// The element that shows the stream, now and whenever it changes.
    pub fn video(self) -> HtmlVideoElement {
        let video: HtmlVideoElement = tag("video", "")
            .with("autoplay", "")
            .with("playsinline", "")
            .on("loadeddata", move |_| self.state.set(Camera::Ready))
            .element();
        // Without the property, browsers play no picture without a touch.
        video.set_muted(true);
        let shows = video.clone();
        follow(move || self.stream.with(|stream| shows.set_src_object(stream.as_ref())));
        video
    }
}

/// The element of a camera in its frame, with what lies over it; not seen while there is no camera.
pub fn preview(kind: &str, is_shown: Memo<bool>, video: &HtmlVideoElement, over: Vec<Part>) -> Part {
    let mut parts = vec![video.clone().into()];
    parts.extend(over);
    let frame = tag("div", &format!("phone__camera {kind}"));
    frame.with_while("hidden", move || !is_shown.get()).holds(parts)
}

const BACK: &str = r#"{"video":{"facingMode":"environment","width":{"ideal":1920},"height":{"ideal":1080}}}"#;
const FRONT: &str = r#"{"video":{"facingMode":"user","width":{"ideal":720},"height":{"ideal":960}},"audio":true}"#;
const FRONT_SILENT: &str = r#"{"video":{"facingMode":"user","width":{"ideal":720},"height":{"ideal":960}}}"#;

async fn ask(constraints: &str) -> Result<MediaStream, Camera> {
    // Without a secure origin `mediaDevices` does not exist.
    let devices = window().navigator().media_devices().map_err(|_| Camera::Missing)?;
    if devices.is_undefined() {
        return Err(Camera::Missing);
    }
    let constraints = js_sys::JSON::parse(constraints).unwrap_or(JsValue::NULL);
    let constraints: MediaStreamConstraints = constraints.unchecked_into();
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| Camera::Missing)?;
    match JsFuture::from(asked).await {
        Ok(stream) => Ok(stream.unchecked_into()),
        Err(error) => {
            let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
            Err(match name.as_str() {
                "NotAllowedError" => Camera::Denied,
                "NotReadableError" | "AbortError" => Camera::Busy,
                _ => Camera::Missing,
            })
        }
    }
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}
