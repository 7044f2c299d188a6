//! Everything wrong on a step, said in one place: each line takes to its field.

use super::field_link::go_to_field;
use crate::locale::{rules as rule_words, ui::Ui};
use crate::rules::Finding;
use crate::state::{OpenFiling, t, use_language};
use leptos::prelude::*;

/// Id of the summary, for the focus.
pub const ID: &str = "error-summary";

/// The findings as they were when the person asked to go on; they stay until the next time.
#[component]
pub fn ErrorSummary(
    /// The findings.
    #[prop(into)]
    findings: Signal<Vec<Finding>>,
) -> impl IntoView {
    let language = use_language();
    let filing = use_context::<OpenFiling>();
    let lines = move || {
        let lang = language.get();
        findings
            .get()
            .into_iter()
            .map(|finding| {
                let path = finding.path;
                let id = path.to_string();
                view! {
                    <li>
                        <a
                            href=format!("#{id}")
                            // The router would scroll only; the field must take the focus.
                            on:click=move |event| {
                                event.prevent_default();
                                event.stop_propagation();
                                go_to_field(filing, path);
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
        <Show when=move || !findings.read().is_empty()>
            <div class="error-summary" id=ID role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{t(Ui::ThereIsAProblem)}</h2>
                <ul>{lines}</ul>
            </div>
        </Show>
    }
}
