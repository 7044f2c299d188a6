//! A page of the wizard around its fields: stepper, heading, error summary, back and next, save line.

use super::saved_first::SavedFirst;
use crate::components::error_summary::ErrorSummary;
use crate::components::heading::{Heading, place_of};
use crate::components::precheck::Precheck;
use crate::components::refusal::Refusal;
use crate::components::save_line::{NotSaved, SaveLine};
use crate::components::slow_answer::SlowAnswer;
use crate::components::stepper::{Stepper, errors};
use crate::components::undo_bar::UndoBar;
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::{ApiError, OpenFiling, session, t, use_filing, use_language};
use beian_browser::client::filings;
use beian_locale::{Word, Words, ui::Ui};
use beian_model::{Finding, Step};
use beian_rules::checks::basic_check::BASIC_UNCHECKED;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
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
    lead: Option<Word>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let going = SavedFirst::new();
    let busy = going.request.busy();
    let go = use_go_on();
    note_step(of);

    let next = move |_| {
        let wrong = move || {
            let mut wrong = errors(filing.findings_of(of));
            // The basic check is what this button asks for: that it has not been made is no reason not to make it.
            wrong.retain(|one| one.rule != BASIC_UNCHECKED.id);
            by_place(wrong)
        };
        going.send(of, wrong, async move {
            check(filing, of).await?;
            go(of);
            Ok(())
        });
    };
    let id = filing.id();
    view! {
        <Stepper current=of />
        <Heading text=Signal::derive(move || of.text(language.get()).to_owned()) />
        {lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
        <div class="step-bar"><SaveLine /> <Precheck /></div>
        <ErrorSummary findings=going.findings on=of />
        <form novalidate on:submit=move |event| event.prevent_default()>
            {children()}
            <UndoBar />
            <Refusal error=going.request.refused() />
            <NotSaved shown=going.unsaved />
            <SlowAnswer busy />
            <div class="actions">
                {before(of).map(|step| view! {
                    <a href=routes::step(&id, step) class="button button--secondary" data-action="back">
                        {t(Ui::Back)}
                    </a>
                })}
                {after(of).map(|_| view! {
                    <button type="button" class="button button--primary" data-action="next"
                        aria-disabled=move || busy.get().then_some("true") on:click=next>
                        {dynamic(move || if busy.get() { t(Ui::Checking)() } else { t(Ui::SaveAndContinue)() })}
                    </button>
                })}
            </div>
        </form>
    }
    .into_any()
}

/// Findings in the order in which their fields stand on the page.
fn by_place(findings: Vec<Finding>) -> Vec<Finding> {
    let mut placed: Vec<(i32, Finding)> = Vec::with_capacity(findings.len());
    for one in findings {
        let place = place_of(&one.path.to_string());
        placed.insert(placed.partition_point(|(other, _)| *other <= place), (place, one));
    }
    placed.into_iter().map(|(_, one)| one).collect()
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
    let editable = filing.server.with_untracked(|server| server.status.is_editable());
    if editable && filing.document.with_untracked(|document| document.step) != step {
        filing.document.update(|document| document.step = step);
        session::request().send(async move { filing.flush().await });
    }
}
