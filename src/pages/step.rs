//! A step of the wizard around its fields: what it is about, error summary, and the bar that is always in sight: what is left, what is
//! saved, back and next.

use super::saved_first::{BarHead, SavedFirst};
use crate::components::below::below as behind_first_frame;
use crate::components::error_summary::ErrorSummary;
use crate::components::heading::{comes_from_preview, place_of};
use crate::components::refusal::Refusal;
use crate::components::save_line::NotSaved;
use crate::components::slow_answer::SlowAnswer;
use crate::components::stepper::errors;
use crate::components::undo_bar::UndoBar;
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::{ApiError, OpenFiling, t, use_filing};
use beian_browser::client::filings;
use beian_locale::{Word, ui::Ui};
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

/// A step of the wizard.
#[component]
pub fn StepPage(
    /// Which step.
    of: Step,
    /// What to say before the fields.
    #[prop(optional)]
    lead: Option<Word>,
    /// Fields that stand below the window as the page appears.
    #[prop(optional)]
    below: Option<Children>,
    /// What stands in the place of the button that leads on.
    #[prop(optional)]
    ends: Option<Children>,
    /// The fields before them.
    children: Children,
) -> impl IntoView {
    let filing = use_filing();
    let going = SavedFirst::new();
    let busy = going.request.busy();
    let go = use_go_on();
    let go_home = use_go_home();

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
    let leave = move |_| {
        going.leave(async move {
            go_home();
            Ok(())
        });
    };
    let id = filing.id();
    let rest = move || {
        view! {
            {below.map(|below| below())}
            <UndoBar />
            <Refusal error=going.request.refused() />
            <NotSaved shown=going.unsaved />
            <SlowAnswer busy />
            <div class="bar">
                {use_context().map(|BarHead(head)| head())}
                <div class="actions">
                {before(of).map(|step| view! {
                    <a href=routes::step(&id, step) class="button button--secondary" data-action="back">
                        {t(Ui::Back)}
                    </a>
                })}
                {ends.map(|ends| ends())}
                {after(of).map(|_| view! {
                    <button type="button" class="button button--primary" data-action="next"
                        aria-disabled=move || busy.get().then_some("true") on:click=next>
                        {dynamic(move || match busy.get() {
                            true => t(Ui::Checking)(),
                            false if comes_from_preview() => t(Ui::SaveAndReview)(),
                            false => t(Ui::SaveAndContinue)(),
                        })}
                    </button>
                })}
                <button type="button" class="button button--quiet" data-action="save-draft"
                    aria-disabled=move || busy.get().then_some("true") on:click=leave>
                    {t(Ui::SaveDraft)}
                </button>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        {lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
        <ErrorSummary findings=going.findings on=of />
        {children()}
        {behind_first_frame(rest)}
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
        // Who left the filing while it was saved asks for nothing more.
        let Some((id, version)) = filing.known_version() else { return Ok(()) };
        filing.acknowledge_newer(filings::basic_check(&id, version).await?);
    }
    Ok(())
}

/// Going to the list of filings; needs the router's context as well.
fn use_go_home() -> impl Fn() + Copy + Send + Sync + 'static {
    let navigate = StoredValue::new_local(use_navigate());
    move || {
        navigate.try_with_value(|navigate| navigate(routes::HOME, NavigateOptions::default()));
    }
}

/// Going on to the step after one; needs the router's context, so it is made while the page is.
pub fn use_go_on() -> impl Fn(Step) + Copy + Send + Sync + 'static {
    let filing = use_filing();
    let navigate = StoredValue::new_local(use_navigate());
    move |step: Step| {
        let next = if comes_from_preview() { Some(Step::Preview) } else { after(step) };
        if let (Some(next), Some((id, _))) = (next, filing.known_version()) {
            let to = routes::step(&id, next);
            navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
        }
    }
}
