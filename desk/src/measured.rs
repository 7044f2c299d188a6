//! What is known of a picture or video: its size, how it was taken, what the phone measured, the digits to listen for.

use beian::state::t;
use beian_locale::desk::{Desk, measure, taken_by};
use beian_model::Score;
use beian_model::wire::CaptureView;
use leptos::prelude::*;

/// What is known of a capture.
#[component]
pub fn About(
    /// The capture.
    one: CaptureView,
) -> impl IntoView {
    let length = one.tenths.map(|tenths| {
        view! { " · " {format!("{}.{} ", tenths / 10, tenths % 10)} {t(Desk::Seconds)} }
    });
    let code = one.code.map(|code| {
        view! { <p>{t(Desk::DigitsToSay)} " " <strong class="viewer__code" data-code="">{code}</strong></p> }
    });
    let measured = one.measured.map(|measured| {
        let scores = measured.scores.into_iter().map(|score| view! { <OneScore score /> }).collect_view();
        view! {
            <p data-taken=measured.by.as_str()>{t(taken_by(measured.by))}</p>
            <ul class="scores">{scores}</ul>
        }
    });
    view! { {one.size / 1024} " KB" {length} {code} {measured} }.into_any()
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
