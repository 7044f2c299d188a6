//! Live guidance: one hint above the viewfinder, its frame green when all is good, and what was measured as a shot was taken.

use super::camera::{Camera, Viewfinder};
use super::frames::{self, Frames};
use crate::guidance::{self, HELD, Hint, Seen, Steady, Worst};
use crate::locale::{Words, hints::Guided, phone::Phone};
use crate::model::{Measured, TakenBy};
use crate::state::{t, use_language};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use web_sys::HtmlVideoElement;

/// After the camera opened, so many milliseconds pass before a picture takes itself: one who takes it again changes something.
const SETTLES: f64 = 2_500.0;

thread_local! {
    /// Pictures take themselves; whoever does not want it says so once for both sides.
    static BY_ITSELF: Cell<bool> = const { Cell::new(true) };
}

/// What is before the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A side of the card.
    Card,
    /// The face.
    Face,
}

/// Looks at the camera's frames while its screen is shown.
#[derive(Clone, Copy)]
pub struct Guide {
    subject: Subject,
    /// The hint that is shown; nothing before the first frame.
    shown: RwSignal<Option<Hint>>,
    /// Good, shown to be good, and held for a second since: the picture may be taken.
    is_held: RwSignal<bool>,
    by_itself: RwSignal<bool>,
    last: StoredValue<Option<Seen>>,
    film: StoredValue<Option<(f64, Worst)>>,
    /// Counts the times that the camera opened: what looks at an earlier one ends.
    run: StoredValue<u32>,
}

impl Guide {
    /// Looks at what a viewfinder shows in an element, until the owner goes.
    pub fn watch(subject: Subject, finder: Viewfinder, video: NodeRef<html::Video>) -> Guide {
        let guide = Guide {
            subject,
            shown: RwSignal::new(None),
            is_held: RwSignal::new(false),
            by_itself: RwSignal::new(BY_ITSELF.get()),
            last: StoredValue::new(None),
            film: StoredValue::new(None),
            run: StoredValue::new(0),
        };
        Effect::new(move |run: Option<u32>| {
            let run = run.unwrap_or_default() + 1;
            guide.run.set_value(run);
            guide.shown.set(None);
            guide.is_held.set(false);
            if let (Camera::Ready, Some(video)) = (finder.state.get(), video.get()) {
                spawn_local(async move { guide.look(&video, run).await });
            }
            run
        });
        guide
    }

    async fn look(self, video: &HtmlVideoElement, run: u32) {
        let frames = match self.subject {
            Subject::Card => Frames::new(frames::CARD, guidance::card),
            Subject::Face => Frames::new(frames::FACE, guidance::face),
        };
        // Without a canvas nothing is measured, and the general words stay.
        let Some(mut frames) = frames else { return };
        let mut steady = Steady::default();
        let began = frames::now();
        loop {
            frames.next(video).await;
            if self.run.try_get_value() != Some(run) {
                return;
            }
            if document().hidden() {
                continue;
            }
            let Some(seen) = frames.see(video) else { continue };
            let now = frames::now();
            steady.see(seen.hint, (now - began) as u32);
            self.film.update_value(|film| {
                if let Some((start, worst)) = film {
                    worst.see(&seen, (now - *start) as u32);
                }
            });
            self.last.set_value(Some(seen));
            let is_held = steady.held_for() >= HELD && now - began >= SETTLES;
            self.show(steady.shown(), is_held);
        }
    }

    fn show(self, shown: Option<Option<Hint>>, is_held: bool) {
        let shown = shown.map(|hint| match (hint, self.subject) {
            (Some(hint), _) => hint,
            (None, Subject::Face) if self.film.with_value(Option::is_some) => Hint::FaceKeep,
            (None, Subject::Face) => Hint::FaceGood,
            (None, Subject::Card) if self.by_itself.get_untracked() => Hint::CardHold,
            (None, Subject::Card) => Hint::CardGood,
        });
        if self.shown.get_untracked() != shown {
            self.shown.set(shown);
        }
        let is_held = is_held && self.by_itself.get_untracked();
        if self.is_held.get_untracked() != is_held {
            self.is_held.set(is_held);
        }
    }

    /// Calls once the card was good for a second, where the person left that on.
    pub fn when_held(self, take: impl Fn() + 'static) {
        Effect::new(move |_| {
            if self.is_held.get() {
                take();
            }
        });
    }

    /// What the last frame was worth, for a picture that is taken now.
    pub fn measured(self, by_itself: bool) -> Measured {
        let last = self.last.get_value();
        let is_good = last.as_ref().is_none_or(|seen| seen.hint.is_none());
        let by = match (by_itself, is_good) {
            (true, _) => TakenBy::Itself,
            (_, true) => TakenBy::Person,
            (_, false) => TakenBy::Overruled,
        };
        Measured { by, scores: last.map(|seen| seen.scores).unwrap_or_default() }
    }

    /// A video begins.
    pub fn begin_film(self) {
        self.film.set_value(Some((frames::now(), Worst::default())));
    }

    /// What the video was worth that ends now: its worst second.
    pub fn end_film(self) -> Measured {
        let film = self.film.try_update_value(Option::take).flatten();
        let scores = film.map(|(_, worst)| worst.scores()).unwrap_or_default();
        let is_good = scores.iter().all(|score| score.is_good());
        Measured { by: if is_good { TakenBy::Person } else { TakenBy::Overruled }, scores }
    }
}

/// The hint in words, announced as it changes; the camera's own words while there is none.
#[component]
pub fn GuideHint(
    /// What looks at the frames.
    guide: Guide,
    /// What to say instead.
    #[prop(into)]
    otherwise: Signal<Phone>,
) -> impl IntoView {
    let language = use_language();
    let code = move || guide.shown.get().map(Hint::as_str);
    let words = move || match guide.shown.get() {
        Some(hint) => hint.text(language.get()),
        None => otherwise.get().text(language.get()),
    };
    view! { <p class="phone__hint phone__hint--live" role="status" data-hint=code>{words}</p> }
}

/// The frame over the viewfinder, green while all is good; a bar fills while a picture is about to be taken.
#[component]
pub fn GuideFrame(
    /// What looks at the frames.
    guide: Guide,
) -> impl IntoView {
    let is = move |hints: &[Hint]| guide.shown.get().is_some_and(|shown| hints.contains(&shown));
    view! {
        <div class="phone__guide"
            class:phone__guide--good=move || is(&[Hint::CardGood, Hint::CardHold, Hint::FaceGood, Hint::FaceKeep])
            class:phone__guide--hold=move || is(&[Hint::CardHold])>
        </div>
    }
}

/// Whether the picture takes itself.
#[component]
pub fn ByItself(
    /// What looks at the frames.
    guide: Guide,
) -> impl IntoView {
    let switch = move |event: web_sys::Event| {
        let is_on = event_target_checked(&event);
        BY_ITSELF.set(is_on);
        guide.by_itself.set(is_on);
    };
    view! {
        <label class="phone__auto">
            <input type="checkbox" data-action="by-itself" prop:checked=move || guide.by_itself.get() on:change=switch />
            {t(Guided::ByItself)}
        </label>
    }
}
