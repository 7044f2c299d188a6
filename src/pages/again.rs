//! Beginning again from a filing that lapsed or was given up (重新备案): what was typed in it goes into a new one.

use crate::components::refusal::Refusal;
use crate::components::slow_answer::SlowAnswer;
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::{ApiError, session, t, use_filing};
use beian_browser::client::{filings, new_key};
use beian_locale::standing::Standing;
use beian_model::{FilingId, ProblemKind, Status, Step};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What a new filing takes of this one, and the button that begins it.
#[component]
pub fn Again(
    /// How this one ended.
    status: Status,
) -> impl IntoView {
    let filing = use_filing();
    let blocking: RwSignal<Option<FilingId>> = RwSignal::new(None);
    let request = session::request();
    let busy = request.busy();
    let navigate = StoredValue::new_local(use_navigate());
    // One key for one wish: asked twice, or again after a lost answer, it begins one filing.
    let key = StoredValue::new(new_key());
    let begin = move |_| {
        if request.is_busy() {
            return;
        }
        blocking.set(None);
        let copy = filings::copy(key.get_value(), filing.id());
        request.send(async move {
            match copy.await {
                Ok(view) => {
                    let to = routes::step(&view.id, Step::Prepare);
                    navigate.try_with_value(|go| go(&to, NavigateOptions::default()));
                    Ok(())
                }
                Err(refused) => {
                    if !matches!(refused, ApiError::Offline) {
                        key.try_set_value(new_key());
                    }
                    if let ApiError::Problem(problem) = &refused
                        && problem.kind() == Some(ProblemKind::FilingInFlight)
                    {
                        blocking.try_set(problem.filing.clone());
                    }
                    Err(refused)
                }
            }
        });
    };
    let word = if status == Status::Expired { t(Standing::Restart) } else { t(Standing::Copy) };
    let other = move || {
        blocking.get().map(|id| {
            view! {
                <p><a href=routes::filing(&id) class="button button--secondary" data-action="open-other">{t(Standing::OpenOther)}</a></p>
            }
        })
    };
    view! {
        <section class="card" data-again="true">
            <h2>{t(Standing::AgainTitle)}</h2>
            <p>{t(Standing::AgainText)}</p>
            <p>
                <button type="button" class="button button--primary" data-action="copy"
                    aria-disabled=move || busy.get().then_some("true") on:click=begin>
                    {word}
                </button>
            </p>
            <SlowAnswer busy />
            <Refusal error=request.refused() />
            {dynamic(other)}
        </section>
    }
}
