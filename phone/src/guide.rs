//! Live guidance: one hint above the viewfinder, its frame green when all is good, and what was measured as a shot was taken.

use super::camera::{Camera, Viewfinder};
use super::frames::{self, Frames};
use super::look;
use super::tag::{Part, Said, follow, tag, text};
use crate::hints;
use beian_browser::language::use_language;
use beian_browser::window::{document, spawn};
use beian_guidance::{HELD, Hint, Seen, Steady, Worst};
use beian_locale::{Word, Words, phone::Phone};
use beian_model::{Measured, TakenBy};
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlVideoElement};

/// After the camera opened, so many milliseconds pass before a picture takes itself: one who takes it again changes something.
const SETTLES: f64 = 2_500.0;

thread_local! {
    /// Pictures take themselves; whoever does not want it says so once for both sides.
    static BY_ITSELF: Cell<bool> = const { Cell::new(true) };
}

/// What is before the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A side of a card.
    Card,
    /// A page of a passport.
    Page,
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
    video: StoredValue<Option<(f64, Worst)>>,
    /// Counts the times that the camera opened: what looks at an earlier one ends.
    run: StoredValue<u32>,
}

impl Guide {
    /// Looks at what a viewfinder shows in an element, until the owner goes.
    pub fn watch(subject: Subject, finder: Viewfinder, video: HtmlVideoElement) -> Guide {
        let guide = Guide {
            subject,
            shown: RwSignal::new(None),
            is_held: RwSignal::new(false),
            by_itself: RwSignal::new(BY_ITSELF.get()),
            last: StoredValue::new(None),
            video: StoredValue::new(None),
            run: StoredValue::new(0),
        };
        look::fetch();
        follow(move || {
            let run = guide.run.get_value() + 1;
            guide.run.set_value(run);
            guide.shown.set(None);
            guide.is_held.set(false);
            if finder.state.get() == Camera::Ready {
                let video = video.clone();
                spawn(async move { guide.look(&video, run).await });
            }
        });
        guide
    }

    async fn look(self, video: &HtmlVideoElement, run: u32) {
        let (is_face, size) = match self.subject {
            Subject::Card => (false, frames::CARD),
            Subject::Page => (false, frames::PAGE),
            Subject::Face => (true, frames::FACE),
        };
        let frames = Frames::new(size, Box::new(move |pixels| look::at(is_face, size.0, pixels)));
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
            self.video.update_value(|video| {
                if let Some((start, worst)) = video {
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
            (None, Subject::Face) if self.video.with_value(Option::is_some) => Hint::FaceKeep,
            (None, Subject::Face) => Hint::FaceGood,
            _ if self.by_itself.get_untracked() => Hint::CardHold,
            _ => Hint::CardGood,
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
        follow(move || {
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
    pub fn begin_video(self) {
        self.video.set_value(Some((frames::now(), Worst::default())));
    }

    /// What the video was worth that ends now: its worst second.
    pub fn end_video(self) -> Measured {
        let video = self.video.try_update_value(Option::take).flatten();
        let scores = video.map(|(_, worst)| worst.scores()).unwrap_or_default();
        let is_good = scores.iter().all(|score| score.is_good());
        Measured { by: if is_good { TakenBy::Person } else { TakenBy::Overruled }, scores }
    }

    /// The hint in words, announced as it changes; the camera's own words while there is none.
    pub fn hint(self, otherwise: impl Fn() -> Word + 'static) -> Part {
        let language = use_language();
        tag("p", "phone__hint phone__hint--live")
            .with("role", "status")
            .with_live("data-hint", move || self.shown.get().map(|hint| hint.as_str().into()))
            .says(move || match self.shown.get() {
                Some(hint) => hints::text(hint, language.get()).into(),
                None => otherwise().text(language.get()).into(),
            })
    }

    /// The frame over the viewfinder, green while all is good; a bar fills while a picture is about to be taken.
    pub fn frame(self) -> Part {
        let class = move || match self.shown.get() {
            Some(Hint::CardHold) => "phone__guide phone__guide--good phone__guide--hold",
            Some(Hint::CardGood | Hint::FaceGood | Hint::FaceKeep) => "phone__guide phone__guide--good",
            _ => "phone__guide",
        };
        tag("div", "").with_live("class", move || Some(Said::Borrowed(class()))).holds(Vec::new())
    }

    /// Whether the picture takes itself.
    pub fn by_itself(self) -> Part {
        let language = use_language();
        let mut field = tag("input", "").with("type", "checkbox").with("data-action", "by-itself");
        if self.by_itself.get_untracked() {
            field = field.with("checked", "");
        }
        let field = field.on("change", move |event| {
            if let Some(input) = event.target() {
                let is_on = input.unchecked_into::<HtmlInputElement>().checked();
                BY_ITSELF.set(is_on);
                self.by_itself.set(is_on);
            }
        });
        let words = text(move || Phone::ByItself.text(language.get()).into());
        tag("label", "phone__auto").holds(vec![field.element(), words])
    }
}
