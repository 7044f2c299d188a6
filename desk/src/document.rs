//! One document: nothing of it is loaded until it is opened, by a link that holds for minutes and is noted.

use super::documents::{About, Document, Place};
use super::measured::CaptureFacts;
use super::opening::Opening;
use super::picture::Picture;
use super::video::Video;
use super::viewer::Held;
use beian::components::refusal::Refusal;
use beian::dynamic::{dynamic, given};
use beian::state::t;
use beian_locale::{desk::Desk, viewing::Viewing};
use leptos::prelude::*;

/// A document that is looked at, or was.
#[component]
pub fn DocumentPane(
    /// Which.
    document: Document,
    /// How far its opening is, and how it is looked at.
    held: Held,
    /// The place on it that is framed.
    place: Signal<Option<Place>>,
    /// It is the one that is looked at.
    is_here: Signal<bool>,
    /// What it proves, in words.
    label: Signal<String>,
) -> impl IntoView {
    let Held { opened, lens, frames, .. } = held;
    let failed = RwSignal::new(false);
    let on_failure = move || {
        failed.set(true);
        opened.opening.set(Opening::Closed);
    };
    let again = move |_| {
        failed.set(false);
        opened.open();
    };
    let is_video = document.is_video();
    let shown = move || match opened.opening.get() {
        Opening::Open(source) if is_video => view! { <Video source label frames is_here on_failure /> }.into_any(),
        Opening::Open(source) => view! { <Picture source label lens place on_failure /> }.into_any(),
        Opening::Closed | Opening::Asked => view! {
            <div class="viewing__stage">
                <button type="button" class="button button--secondary" data-action="show"
                    disabled=move || opened.opening.get() == Opening::Asked on:click=again>
                    {t(Desk::Show)} <span class="visually-hidden">" " {dynamic(move || label.get())}</span>
                </button>
            </div>
        }
        .into_any(),
    };
    let alone = move || match (opened.opening.get(), opened.holds.get()) {
        (Opening::Open(source), true) => view! {
            " · " <a href=source target="_blank" rel="external noopener">{t(Viewing::OpenAlone)}</a>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let about = match document.about.clone() {
        About::Capture(one) => view! { <CaptureFacts one /> }.into_any(),
        About::Attachment(page) => {
            // Of a video no pixels are known.
            let pixels = (page.width > 0).then(|| format!("{} × {} · ", page.width, page.height));
            format!("{}{} KB", pixels.unwrap_or_default(), page.size / 1024).into_any()
        }
    };
    view! {
        <figure class="viewer" data-pane=document.name() hidden=move || !is_here.get()>
            {dynamic(shown)}
            {given(move || failed.get(), move || view! { <p class="field__hint" role="status">{t(Desk::NotShown)}</p> })}
            <Refusal error=opened.request.refused() />
            <figcaption>{dynamic(move || label.get())} " · " {about} {dynamic(alone)}</figcaption>
        </figure>
    }
    .into_any()
}
