//! One document: nothing of it is loaded until it is opened, by a link that holds for minutes and is noted.

use super::staff::{note_error, use_staff};
use beian::components::refusal::Refusal;
use beian::state::t;
use beian_browser::client::{ApiError, api_base, staff};
use beian_locale::desk::Desk;
use beian_model::FilingId;
use beian_model::wire::ShowRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How a document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As a picture.
    Picture,
    /// As a video.
    Video,
}

/// How far the opening of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opening {
    Closed,
    Asked,
    /// From this address.
    Open(String),
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
    let who = use_staff();
    let opening = RwSignal::new(Opening::Closed);
    // The address opens for a while only; what was loaded stays.
    let holds = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let asked = StoredValue::new((filing, request));
    let open = move || {
        if opening.get_untracked() != Opening::Closed {
            return;
        }
        opening.set(Opening::Asked);
        failed.set(false);
        error.set(None);
        spawn_local(async move {
            let Some((filing, request)) = asked.try_get_value() else { return };
            match staff::show(&filing, &request).await {
                Ok(link) => {
                    opening.try_set(Opening::Open(format!("{}{}", api_base(), link.path)));
                    holds.try_set(true);
                    let end = move || {
                        holds.try_set(false);
                    };
                    set_timeout(end, Duration::from_secs(u64::from(link.expires_in)));
                }
                Err(refused) => {
                    note_error(who, &refused);
                    error.try_set(Some(refused));
                    opening.try_set(Opening::Closed);
                }
            }
        });
    };
    Effect::new(move |_| {
        if all.get() {
            open();
        }
    });
    let on_failure = move |_| {
        failed.set(true);
        opening.set(Opening::Closed);
    };
    let document = move || match opening.get() {
        Opening::Open(source) if kind == Kind::Video => {
            view! { <video src=source controls preload="auto" playsinline on:error=on_failure></video> }.into_any()
        }
        Opening::Open(source) => {
            let picture = source.clone();
            view! {
                <a href=move || holds.get().then(|| source.clone()) target="_blank" rel="external noopener">
                    <img src=picture alt=move || label.get() on:error=on_failure />
                </a>
            }
            .into_any()
        }
        Opening::Closed | Opening::Asked => view! {
            <button type="button" class="button button--secondary" data-action="show"
                disabled=move || opening.get() == Opening::Asked on:click=move |_| open()>
                {t(Desk::Show)} <span class="visually-hidden">" " {move || label.get()}</span>
            </button>
        }
        .into_any(),
    };
    view! {
        <figure class="viewer" data-document=name>
            {document}
            <Show when=move || failed.get()><p class="field__hint" role="status">{t(Desk::NotShown)}</p></Show>
            <Refusal error />
            <figcaption>{move || label.get()} " · " {children()}</figcaption>
        </figure>
    }
    .into_any()
}
