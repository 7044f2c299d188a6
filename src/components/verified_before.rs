//! An earlier verification of the account that holds for this person (沿用已有核验): taken over, or recorded again.

use super::refusal::Refusal;
use crate::dynamic::{dynamic, memo};
use crate::state::{WatchedHandoff, clock, session, t, use_language};
use beian_locale::{Words, fill, handoff::Handoff};
use beian_model::wire::VerifiedBefore;
use leptos::prelude::*;

/// The offer; nothing where no verification holds for the field.
#[component]
pub fn VerifiedBeforeOffer(
    /// The hand-off that it would save.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    let (filing, of) = (watched.filing, watched.of);
    let request = session::request();
    let busy = request.busy();
    let offer = memo(move || filing.server.read().verified_before.iter().find(|before| before.of == of).cloned());
    let words = move |before: &VerifiedBefore| {
        let lang = language.get();
        let text = if before.number.is_empty() { Handoff::BeforeHere } else { Handoff::BeforeElsewhere };
        let (at, until) = (clock::written(before.at, lang), clock::written(before.until, lang));
        fill(text.text(lang), |place| match place {
            "name" => Some(&before.name),
            "at" => Some(&at),
            "number" => Some(&before.number),
            _ => Some(&until),
        })
    };
    move || {
        offer.get().map(|before| {
            let shown = before.clone();
            view! {
                <div class="handoff__before" data-verified-before="true">
                    <p>{dynamic(move || words(&shown))}</p>
                    <p class="field__row">
                        <button type="button" class="button button--primary" data-action="reuse"
                            aria-disabled=move || busy.get().then_some("true") on:click=move |_| watched.reuse(request, before.clone())>
                            {dynamic(move || if busy.get() { t(Handoff::TakingOver)() } else { t(Handoff::TakeOver)() })}
                        </button>
                        <span class="field__hint">{t(Handoff::OrRecordAgain)}</span>
                    </p>
                    <Refusal error=request.refused() />
                </div>
            }
        })
    }
}
