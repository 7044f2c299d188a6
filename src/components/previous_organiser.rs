//! The organiser of the account's last filing, offered where the present one has none yet.

use super::refusal::Refusal;
use crate::state::{session, t, use_filing, use_language, use_session};
use beian_browser::client::{ApiError, filings};
use beian_locale::{Words, before::Before, fill};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The offer; nothing where there is no earlier organiser, or the present one was begun already.
#[component]
pub fn PreviousOrganiser() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let known_session = use_session();
    let offered: RwSignal<Option<String>> = RwSignal::new(None);
    let done = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    if filing.document.with_untracked(|document| document.organiser.name.trim().is_empty()) {
        spawn_local(async move {
            // An offer that does not come is no loss: everything can be typed.
            if let Ok(previous) = filings::previous_organiser(&filing.id()).await {
                offered.try_set(previous.name);
            }
        });
    }
    let take = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = match filing.flush().await {
                Ok(()) => {
                    let version = filing.server.with_untracked(|server| server.version);
                    filings::take_previous_organiser(&filing.id(), version).await
                }
                Err(refused) => Err(refused),
            };
            match answer {
                Ok(view) => {
                    filing.acknowledge_newer(view);
                    offered.try_set(None);
                    done.try_set(true);
                }
                Err(refused) => {
                    session::note_error(known_session, &refused);
                    error.try_set(Some(refused));
                }
            }
            busy.try_set(false);
        });
    };
    let offer = move || {
        let name = offered.get()?;
        let words = move || fill(Before::PreviousOffer.text(language.get()), |_| Some(&name));
        Some(view! {
            <div class="card offer" data-offer="previous-organiser">
                <button type="button" class="button button--secondary" data-action="previous-organiser"
                    aria-disabled=move || busy.get().then_some("true") aria-describedby="previous-text" on:click=take>
                    {words}
                </button>
                <p class="field__hint" id="previous-text">{t(Before::PreviousText)}</p>
            </div>
        })
    };
    view! {
        {offer}
        <div role="status">
            {move || done.get().then(|| view! { <p class="notice notice--good">{t(Before::PreviousDone)}</p> })}
        </div>
        <Refusal error />
    }
}
