//! A refused request in words: what happened, which fields, and what to do.

use crate::dynamic::dynamic;
use crate::state::rules as rule_words;
use crate::state::{ApiError, use_language};
use beian_locale::{Lang, Words, fill, problems, saving, ui::Ui};
use beian_model::ProblemKind;
use leptos::prelude::*;

/// What to say of an error.
pub fn words(error: &ApiError, lang: Lang) -> String {
    match error {
        ApiError::Offline => Ui::Offline.text(lang).to_owned(),
        ApiError::Unreadable(status) => {
            let status = status.to_string();
            fill(Ui::Unreadable.text(lang), |_| Some(&status))
        }
        ApiError::Problem(problem) => {
            let mut text = match problem.kind() {
                // The document as a whole, not a file.
                Some(ProblemKind::TooLarge) if problem.findings.is_empty() => saving::said(problem.status, lang),
                // In the page's language as it is now; unless the server knew more to say than the kind's own words.
                Some(kind) if problems::is_of_kind(kind, &problem.detail) => problems::detail(kind, lang).to_owned(),
                Some(_) => problem.detail.clone(),
                None => format!("{} {}", problem.title, problem.detail),
            };
            if let Some(left) = problem.tries_left {
                let left = left.to_string();
                text.push(' ');
                text.push_str(&fill(Ui::TriesLeft.text(lang), |_| Some(&left)));
            }
            if let Some(seconds) = problem.retry_after {
                let minutes = seconds.div_ceil(60).to_string();
                text.push(' ');
                text.push_str(&fill(Ui::RetryAfter.text(lang), |_| Some(&minutes)));
            }
            if let Some(contact) = &problem.contact {
                text.push(' ');
                text.push_str(&fill(Ui::Contact.text(lang), |_| Some(contact)));
            }
            text
        }
    }
}

/// The error, announced when it appears; nothing while there is none.
#[component]
pub fn Refusal(
    /// The error.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let language = use_language();
    let content = move || {
        let error = error.get()?;
        let lang = language.get();
        let findings = match &error {
            ApiError::Problem(problem) => problem.findings.clone(),
            _ => Vec::new(),
        };
        let lines: Vec<String> = findings.iter().map(|one| rule_words::line(one, lang)).collect();
        let kind = match &error {
            ApiError::Unreadable(_) => "unreadable",
            _ => error.kind().map_or("offline", |kind| kind.as_str()),
        };
        Some(view! {
            <div class="notice notice--bad" data-problem=kind>
                <p>{words(&error, lang)}</p>
                {(!lines.is_empty()).then(|| view! {
                    <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                })}
            </div>
        })
    };
    view! { <div role="alert">{dynamic(content)}</div> }
}
