//! The wizard around its steps: stepper, heading and what is left stay as one step gives place to the next.

use super::saved_first::{BarHead, StepsShown};
use crate::components::below::Appearing;
use crate::components::heading::{Heading, arrive};
use crate::components::precheck::{LeftHere, Precheck};
use crate::components::save_line::{Conflicts, SaveLine};
use crate::components::stepper::Stepper;
use crate::dynamic::{Filling, filled};
use crate::state::{session, use_filing, use_language};
use beian_browser::window::after_paint;
use beian_locale::Words;
use beian_model::Step;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The wizard around the step that is asked for.
#[component]
pub fn StepFrame(
    /// The step.
    step: Memo<Step>,
    /// What draws the fields of a step, and what leads on from it.
    fields: fn(Step) -> AnyView,
) -> impl IntoView {
    let language = use_language();
    let search = use_location().search;
    // With the first one the heading appears too.
    let has_one = StoredValue::new(false);
    let steps = StoredValue::new(0);
    provide_context(StepsShown(steps));
    provide_context(BarHead(|| {
        view! {
            <SaveLine />
            <Precheck />
        }
        .into_any()
    }));
    let shown = move || {
        let step = step.get();
        steps.update_value(|steps| *steps += 1);
        if has_one.get_value() {
            arrive();
        }
        has_one.set_value(true);
        note_step(step);
        // Who is led to a field finds it there.
        Appearing::provide(search.with_untracked(|asked| asked.contains("field=")));
        fields(step)
    };
    view! {
        <Stepper current=step />
        <Heading text=Signal::derive(move || step.get().text(language.get()).to_owned()) />
        <Conflicts />
        // What is left stands beside the fields, and comes after them for who goes by keyboard.
        <div class="step">
            <form novalidate on:submit=move |event| event.prevent_default() use:filled=Filling::new(shown)></form>
            <LeftHere step />
        </div>
    }
    .into_any()
}

/// Notes in the document how far the applicant came, so that "continue" on the home page leads there. The step is seen before that.
fn note_step(step: Step) {
    let filing = use_filing();
    let request = session::request();
    after_paint(move || {
        let editable = filing.server.try_with_untracked(|server| server.status.is_editable()) == Some(true);
        if editable && filing.document.try_with_untracked(|document| document.step != step) == Some(true) {
            filing.document.update(|document| document.step = step);
            request.send(async move { filing.flush().await });
        }
    });
}
