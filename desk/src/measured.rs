//! What is known of a picture or video: its size, how it was taken, what the phone measured, the digits to listen for.

use super::naming;
use beian::dynamic::dynamic;
use beian::state::{t, use_language};
use beian_locale::desk::{Desk, measure, taken_by};
use beian_model::wire::{CaptureView, ReviewView};
use beian_model::{Measured, PersonRef, Score};
use leptos::prelude::*;

/// What is known of a capture, beside it.
#[component]
pub fn CaptureFacts(
    /// The capture.
    one: CaptureView,
) -> impl IntoView {
    let length = one.tenths.map(|tenths| {
        view! { " · " {format!("{}.{} ", tenths / 10, tenths % 10)} {t(Desk::Seconds)} }
    });
    let code = one.code.map(|code| {
        view! { <p>{t(Desk::DigitsToSay)} " " <strong class="viewer__code" data-code="">{code}</strong></p> }
    });
    let measured = one.measured.map(|measured| view! { <Scores measured /> });
    view! { {one.size / 1024} " KB" {length} {code} {measured} }.into_any()
}

/// What was measured of each capture of a person, at the field of their verification.
pub fn at_verification(view: StoredValue<ReviewView>, person: PersonRef) -> AnyView {
    let language = use_language();
    let captures =
        view.with_value(|view| view.captures.iter().filter(|one| one.person == person).cloned().collect::<Vec<_>>());
    let lines = captures.into_iter().filter_map(|one| {
        let measured = one.measured?;
        let capture = one.capture;
        let name = move || view.with_value(|view| naming::capture(&view.view.filing, person, capture, language.get()));
        Some(view! { <div data-measured=capture.as_str()>{dynamic(name)} <Scores measured /></div> })
    });
    lines.collect_view().into_any()
}

/// How a capture was taken, and its scores.
#[component]
fn Scores(measured: Measured) -> impl IntoView {
    let scores = measured.scores.into_iter().map(|score| view! { <OneScore score /> }).collect_view();
    view! {
        <p data-taken=measured.by.as_str()>{t(taken_by(measured.by))}</p>
        <ul class="scores">{scores}</ul>
    }
    .into_any()
}

/// A measure with its score; a low one says so in a word, too.
#[component]
fn OneScore(score: Score) -> impl IntoView {
    let low = !score.is_good();
    let class = if low { "tag tag--warn" } else { "tag" };
    view! {
        <li class=class data-measure=score.measure.as_str()>
            {low.then_some("▼ ")} {t(measure(score.measure))} " " {score.score} {low.then(|| view! { " " {t(Desk::LowScore)} })}
        </li>
    }
    .into_any()
}
