//! What the page says of saving: saved with the time, saving, or kept on this device; and the choice in a conflict.

use crate::client::ApiError;
use crate::locale::{Words, fill, ui::Ui};
use crate::state::{SaveState, clock, t, use_filing, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The save line of the open filing.
#[component]
pub fn SaveLine() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let text = move || {
        let lang = language.get();
        match filing.save_state.get() {
            SaveState::Saved(at) => {
                let time = clock::time_of_day(at, lang);
                fill(Ui::Saved.text(lang), |_| Some(&time))
            }
            SaveState::Unsaved => Ui::Unsaved.text(lang).to_owned(),
            SaveState::Saving => Ui::Saving.text(lang).to_owned(),
            SaveState::Offline => Ui::KeptHere.text(lang).to_owned(),
            SaveState::Conflict => Ui::ChangedElsewhere.text(lang).to_owned(),
            SaveState::Refused => Ui::NoLongerEditable.text(lang).to_owned(),
        }
    };
    let in_conflict = move || filing.save_state.get() == SaveState::Conflict;
    let failed: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let decide = move |mine: bool| {
        spawn_local(async move {
            let result = if mine { filing.keep_mine().await } else { filing.take_theirs().await };
            failed.try_set(result.err());
        });
    };
    view! {
        <p class="save-state" role="status" data-state=move || filing.save_state.get().as_str()>{text}</p>
        <Show when=in_conflict>
            <div class="notice notice--warn" data-conflict="true">
                <p>{t(Ui::ConflictExplained)}</p>
                <div class="actions">
                    <button type="button" class="button button--secondary" data-action="keep-mine" on:click=move |_| decide(true)>
                        {t(Ui::KeepMine)}
                    </button>
                    <button type="button" class="button button--secondary" data-action="take-theirs" on:click=move |_| decide(false)>
                        {t(Ui::TakeTheirs)}
                    </button>
                </div>
            </div>
        </Show>
        <super::refusal::Refusal error=failed />
    }
}
