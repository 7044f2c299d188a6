//! Where I am in the wizard: the steps by name, what is done, what is to do.

use crate::dynamic::{dynamic, memo};
use crate::routes;
use crate::state::{rules, t, use_filing, use_language};
use beian_locale::{Words, fill, ui::Ui};
use beian_model::{Finding, Severity, Step};
use leptos::prelude::*;

/// How far a step is.
fn state_of(step: Step, current: Step, furthest: Step, errors: usize) -> &'static str {
    if step == current {
        "current"
    } else if step < furthest.max(current) && errors == 0 {
        "done"
    } else {
        "todo"
    }
}

/// The wizard's steps, each a link.
#[component]
pub fn Stepper(
    /// The step of this page.
    current: Memo<Step>,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let furthest = memo(move || filing.document.read().step);
    let now = move || {
        let (lang, current) = (language.get(), current.get());
        let number = Step::ALL.iter().position(|step| *step == current).map_or(0, |n| n + 1);
        let (number, all) = (number.to_string(), Step::ALL.len().to_string());
        fill(Ui::StepNOfM.text(lang), |name| match name {
            "n" => Some(number.as_str()),
            "m" => Some(all.as_str()),
            _ => Some(current.text(lang)),
        })
    };
    let id = filing.id();
    let items = Step::ALL
        .iter()
        .enumerate()
        .map(|(n, step)| {
            let step = *step;
            view! {
                <li
                    class="stepper__step"
                    data-state=move || {
                        // What was not looked at yet is not done.
                        let errors = if rules::known().is_some() { filing.errors_of(step) } else { 1 };
                        state_of(step, current.get(), furthest.get(), errors)
                    }
                    aria-current=move || (step == current.get()).then_some("step")
                >
                    <a href=routes::step(&id, step)>
                        <span class="stepper__dot">{n + 1}</span>
                        <span class="stepper__name">{dynamic(move || step.text(language.get()))}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="stepper" aria-label=t(Ui::Steps)>
            <p class="stepper__now">{dynamic(now)}</p>
            <ol class="stepper__list">{items}</ol>
        </nav>
    }
}

/// The errors among findings.
pub fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|one| one.severity == Severity::Error).collect()
}
