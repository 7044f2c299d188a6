//! A page of the wizard around its fields: stepper, heading, error summary, back and next, save line.

use crate::components::error_summary::{self, ErrorSummary};
use crate::components::heading::{Heading, place_of};
use crate::components::precheck::Precheck;
use crate::components::refusal::Refusal;
use crate::components::save_line::{NotSaved, SaveLine};
use crate::components::slow_answer::SlowAnswer;
use crate::components::stepper::{Stepper, errors};
use crate::components::undo_bar::UndoBar;
use crate::routes;
use crate::state::{OpenFiling, session, t, use_filing, use_language, use_session};
use beian_browser::client::{ApiError, filings};
use beian_browser::focus::focus_soon;
use beian_locale::{Words, ui::Ui};
use beian_model::{Finding, Step};
use beian_rules::checks::basic_check::BASIC_UNCHECKED;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The step after this one.
pub fn after(step: Step) -> Option<Step> {
    let at = Step::ALL.iter().position(|one| *one == step)?;
    Step::ALL.get(at + 1).copied()
}

/// The step before this one.
pub fn before(step: Step) -> Option<Step> {
    let at = Step::ALL.iter().position(|one| *one == step)?;
    Step::ALL.get(at.checked_sub(1)?).copied()
}

/// A page of the wizard.
#[component]
pub fn StepPage(
    /// Which step.
    of: Step,
    /// What to say under the heading.
    #[prop(optional)]
    lead: Option<Ui>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let summary: RwSignal<Vec<Finding>> = RwSignal::new(Vec::new());
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let unsaved = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let known_session = use_session();
    let go = use_go_on();
    note_step(of);

    let next = move |_| {
        if busy.get_untracked() {
            return;
        }
        filing.attempt(of);
        error.set(None);
        unsaved.set(false);
        let mut wrong = errors(filing.findings_of(of));
        // The basic check is what this button asks for: that it has not been made is no reason not to make it.
        wrong.retain(|one| one.rule != BASIC_UNCHECKED.id);
        if !wrong.is_empty() {
            wrong.sort_by_key(|one| place_of(&one.path.to_string()));
            summary.set(wrong);
            return focus_soon(error_summary::ID);
        }
        summary.set(Vec::new());
        busy.set(true);
        spawn_local(async move {
            let saved = filing.flush().await;
            let is_saved = saved.is_ok();
            let result = match saved {
                Ok(()) => check(filing, of).await,
                Err(refused) => Err(refused),
            };
            busy.try_set(false);
            match result {
                Ok(()) => go(of),
                Err(ApiError::Problem(problem)) if !problem.findings.is_empty() => {
                    filing.refuse(&problem.findings);
                    summary.try_set(problem.findings.clone());
                    focus_soon(error_summary::ID);
                }
                Err(refused) => {
                    session::note_error(known_session, &refused);
                    // A save has words of its own.
                    unsaved.try_set(!is_saved);
                    error.try_set(Some(refused).filter(|_| is_saved));
                }
            }
        });
    };
    let id = filing.id();
    view! {
        <Stepper current=of />
        <Heading text=Signal::derive(move || of.text(language.get()).to_owned()) />
        {lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
        <div class="step-bar"><SaveLine /> <Precheck /></div>
        <ErrorSummary findings=summary on=of />
        <form novalidate on:submit=move |event| event.prevent_default()>
            {children()}
            <UndoBar />
            <Refusal error />
            <NotSaved shown=unsaved />
            <SlowAnswer busy />
            <div class="actions">
                {before(of).map(|step| view! {
                    <A href=routes::step(&id, step) attr:class="button button--secondary" attr:data-action="back">
                        {t(Ui::Back)}
                    </A>
                })}
                {after(of).map(|_| view! {
                    <button type="button" class="button button--primary" data-action="next"
                        aria-disabled=move || busy.get().then_some("true") on:click=next>
                        {move || if busy.get() { t(Ui::Checking)() } else { t(Ui::SaveAndContinue)() }}
                    </button>
                })}
            </div>
        </form>
    }
    .into_any()
}

/// On the basic check, has the server look at what a browser cannot.
async fn check(filing: OpenFiling, step: Step) -> Result<(), ApiError> {
    if step == Step::BasicCheck {
        let version = filing.server.with_untracked(|server| server.version);
        filing.acknowledge_newer(filings::basic_check(&filing.id(), version).await?);
    }
    Ok(())
}

/// Going on to the step after one; needs the router's context, so it is made while the page is.
pub fn use_go_on() -> impl Fn(Step) + Copy + Send + Sync + 'static {
    let filing = use_filing();
    let navigate = StoredValue::new_local(use_navigate());
    move |step: Step| {
        if let Some(next) = after(step) {
            let to = routes::step(&filing.id(), next);
            navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
        }
    }
}

/// Notes in the document how far the applicant came, so that "continue" on the home page leads there.
fn note_step(step: Step) {
    let filing = use_filing();
    let known_session = use_session();
    let editable = filing.server.with_untracked(|server| server.status.is_editable());
    if editable && filing.document.with_untracked(|document| document.step) != step {
        filing.document.update(|document| document.step = step);
        spawn_local(async move {
            if let Err(error) = filing.flush().await {
                session::note_error(known_session, &error);
            }
        });
    }
}
