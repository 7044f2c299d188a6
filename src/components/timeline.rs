//! How a filing came to where it stands (审核历史), newest first.

use super::status_tag::StatusTag;
use crate::dynamic::dynamic;
use crate::state::{clock, t, use_language};
use beian_locale::{Word, Words, ui::Ui};
use beian_model::{Actor, TimelineEntry};
use leptos::prelude::*;

/// The entries of a timeline.
#[component]
pub fn Timeline(
    /// The entries, oldest first.
    entries: Vec<TimelineEntry>,
) -> impl IntoView {
    let language = use_language();
    let items = entries
        .into_iter()
        .rev()
        .map(|TimelineEntry { at, event, actor, status, note }| {
            let what = move || match event {
                Some(event) => event.text(language.get()),
                None => Ui::FilingBegun.text(language.get()),
            };
            view! {
                <li class="timeline__entry">
                    <p><strong>{dynamic(what)}</strong> " " <StatusTag status /></p>
                    <p class="field__hint">
                        {dynamic(move || clock::written(at, language.get()))} " · " {dynamic(move || actor_words(actor).text(language.get()))}
                    </p>
                    {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t(Ui::History)}</h2>
        <ol class="timeline" reversed>{items}</ol>
    }
}

const fn actor_words(actor: Actor) -> Word {
    match actor {
        Actor::Applicant => Ui::ByYou,
        Actor::Reviewer => Ui::ByReviewer,
        Actor::Clock => Ui::ByClock,
    }
}
