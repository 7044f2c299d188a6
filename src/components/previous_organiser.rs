//! The organiser of the account's last filing, offered where the present one has none yet.

use super::refusal::Refusal;
use crate::dynamic::dynamic;
use crate::state::{OrganiserOffer, t, use_language};
use beian_locale::{Words, before::Before, fill};
use leptos::prelude::*;

/// The offer; nothing where there is no earlier organiser, or the present one was begun already.
#[component]
pub fn PreviousOrganiser() -> impl IntoView {
    let language = use_language();
    let offered = OrganiserOffer::look();
    let OrganiserOffer { name, done, request, .. } = offered;
    let busy = request.busy();
    let offer = move || {
        let name = name.get()?;
        let words = move || fill(Before::PreviousOffer.text(language.get()), |_| Some(&name));
        Some(view! {
            <div class="card offer" data-offer="previous-organiser">
                <button type="button" class="button button--secondary" data-action="previous-organiser"
                    aria-disabled=move || busy.get().then_some("true") aria-describedby="previous-text" on:click=move |_| offered.take()>
                    {dynamic(words)}
                </button>
                <p class="field__hint" id="previous-text">{t(Before::PreviousText)}</p>
            </div>
        })
    };
    view! {
        {dynamic(offer)}
        <div role="status">
            {dynamic(move || done.get().then(|| view! { <p class="notice notice--good">{t(Before::PreviousDone)}</p> }))}
        </div>
        <Refusal error=request.refused() />
    }
}
