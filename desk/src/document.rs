//! One document: nothing of it is loaded until it is opened, by a link that holds for minutes and is noted.

use super::opening::{OpenedDocument, Opening};
use beian::components::refusal::Refusal;
use beian::dynamic::{dynamic, effect, given};
use beian::state::t;
use beian_locale::desk::Desk;
use beian_model::FilingId;
use beian_model::wire::ShowRequest;
use leptos::prelude::*;

/// How a document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As a picture.
    Picture,
    /// As a video.
    Video,
}

/// A document, closed until it is asked for.
#[component]
pub fn DocumentFigure(
    /// The filing that it is seen for.
    filing: FilingId,
    /// Which document.
    request: ShowRequest,
    /// Its name within the page.
    name: String,
    /// What it shows.
    kind: Kind,
    /// What it proves, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Every document is asked for.
    all: Signal<bool>,
    /// What is known of it.
    children: Children,
) -> impl IntoView {
    let document = OpenedDocument::closed(filing, request);
    let failed = RwSignal::new(false);
    let open = move || {
        if document.opening.get_untracked() == Opening::Closed {
            failed.set(false);
            document.open();
        }
    };
    effect(move || {
        if all.get() {
            open();
        }
    });
    let on_failure = move |_| {
        failed.set(true);
        document.opening.set(Opening::Closed);
    };
    let shown = move || match document.opening.get() {
        Opening::Open(source) if kind == Kind::Video => {
            view! { <video src=source controls preload="auto" playsinline on:error=on_failure></video> }.into_any()
        }
        Opening::Open(source) => {
            let picture = source.clone();
            view! {
                <a href=move || document.holds.get().then(|| source.clone()) target="_blank" rel="external noopener">
                    <img src=picture alt=move || label.get() on:error=on_failure />
                </a>
            }
            .into_any()
        }
        Opening::Closed | Opening::Asked => view! {
            <button type="button" class="button button--secondary" data-action="show"
                disabled=move || document.opening.get() == Opening::Asked on:click=move |_| open()>
                {t(Desk::Show)} <span class="visually-hidden">" " {dynamic(move || label.get())}</span>
            </button>
        }
        .into_any(),
    };
    view! {
        <figure class="viewer" data-document=name>
            {dynamic(shown)}
            {given(move || failed.get(), move || view! { <p class="field__hint" role="status">{t(Desk::NotShown)}</p> })}
            <Refusal error=document.request.refused() />
            <figcaption>{dynamic(move || label.get())} " · " {children()}</figcaption>
        </figure>
    }
    .into_any()
}
