//! Everything wrong on a step, said in one place: each line takes to its field.

use super::field_link::go_to_field;
use crate::dynamic::{dynamic, given};
use crate::routes;
use crate::state::rules as rule_words;
use crate::state::{OpenFiling, t, use_language};
use beian_locale::ui::Ui;
use beian_model::{Finding, Path, Step};
use leptos::prelude::*;

/// Id of the summary, for the focus.
pub const ID: &str = "error-summary";

/// The findings as they were when the person asked to go on; they stay until the next time.
#[component]
pub fn ErrorSummary(
    /// The findings.
    #[prop(into)]
    findings: Signal<Vec<Finding>>,
    /// The page of the wizard that it stands on: fields of other pages are reached by their address.
    #[prop(optional)]
    on: Option<Step>,
) -> impl IntoView {
    let language = use_language();
    let filing = use_context::<OpenFiling>();
    let elsewhere = move |path: Path| {
        let filing = filing?;
        let step = beian_rules::step_of(&filing.document.read_untracked(), path)?;
        let way = if on == Some(Step::Preview) { routes::field_and_back } else { routes::field };
        (step != on?).then(|| way(&filing.id(), step, path))
    };
    let lines = move || {
        let lang = language.get();
        findings
            .get()
            .into_iter()
            .map(|finding| {
                let path = finding.path;
                let address = elsewhere(path);
                let is_here = address.is_none();
                view! {
                    <li>
                        <a
                            href=address.unwrap_or_else(|| format!("#{path}"))
                            // The router would scroll only; the field must take the focus.
                            on:click=move |event| {
                                if is_here {
                                    event.prevent_default();
                                    event.stop_propagation();
                                    go_to_field(filing, path);
                                }
                            }
                        >
                            {rule_words::line(&finding, lang)}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        {given(move || !findings.read().is_empty(), move || view! {
            <div class="error-summary" id=ID role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{t(Ui::ThereIsAProblem)}</h2>
                <ul>{dynamic(lines)}</ul>
            </div>
        })}
    }
}
