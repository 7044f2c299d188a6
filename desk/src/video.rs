//! A video that was opened: at half speed and double, frame by frame.

use beian::dynamic::effect;
use beian::state::t;
use beian_locale::viewing::Viewing;
use leptos::html;
use leptos::prelude::*;

/// Speeds that are offered.
const SPEEDS: [(&str, f64); 4] = [("0.5", 0.5), ("1", 1.0), ("1.5", 1.5), ("2", 2.0)];
/// A frame of a phone's video, in seconds; what a page can step by, for no browser tells the frames' own times.
const FRAME: f64 = 1.0 / 30.0;

/// A video.
#[component]
pub fn Video(
    /// Its address.
    source: String,
    /// What it shows, in words.
    label: Signal<String>,
    /// How many frames keys have moved it on, in all.
    frames: RwSignal<i32>,
    /// It is the document that is looked at.
    is_here: Signal<bool>,
    /// It did not load.
    on_failure: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let step = move |frames: f64| {
        if let Some(video) = video.get_untracked() {
            let _ = video.pause();
            video.set_current_time((video.current_time() + frames * FRAME).max(0.0));
        }
    };
    let speed = RwSignal::new("1");
    let speeds = SPEEDS.map(|(name, rate)| {
        let set = move |_| {
            speed.set(name);
            if let Some(video) = video.get_untracked() {
                video.set_playback_rate(rate);
            }
        };
        view! {
            <button type="button" class="viewing__tool" data-speed=name aria-pressed=move || (speed.get() == name).to_string() on:click=set>
                {name} " ×"
            </button>
        }
    });
    // Another document is looked at: it does not go on talking.
    effect(move || {
        if !is_here.get()
            && let Some(video) = video.get_untracked()
        {
            let _ = video.pause();
        }
    });
    Effect::new(move |before: Option<i32>| {
        let now = frames.get();
        if let Some(before) = before {
            step(f64::from(now - before));
        }
        now
    });
    view! {
        <div>
            <div class="viewing__stage">
                <video src=source controls preload="auto" playsinline node_ref=video aria-label=move || label.get()
                    on:error=move |_| on_failure()></video>
            </div>
            <div class="viewing__bar" role="group" aria-label=t(Viewing::Speed)>
                {t(Viewing::Speed)} {speeds.collect_view()}
                <button type="button" class="viewing__tool" data-action="frame-back" on:click=move |_| step(-1.0)>{t(Viewing::FrameBack)}</button>
                <button type="button" class="viewing__tool" data-action="frame-on" on:click=move |_| step(1.0)>{t(Viewing::FrameOn)}</button>
            </div>
        </div>
    }
    .into_any()
}
