//! A refused request in words: what happened, which fields, and what to do.

use crate::dynamic::dynamic;
use crate::state::rules as rule_words;
use crate::state::{ApiError, use_language};
use beian_locale::{Lang, Words, fill, ui::Ui};
use leptos::prelude::*;

/// What to say of an error.
pub fn words(error: &ApiError, lang: Lang) -> String {
    match error {
        ApiError::Offline => Ui::Offline.text(lang).to_owned(),
        ApiError::PartMissing => Ui::PartMissing.text(lang).to_owned(),
        ApiError::Unreadable(status) => {
            let status = status.to_string();
            fill(Ui::Unreadable.text(lang), |_| Some(&status))
        }
        ApiError::Problem(problem) => {
            let mut text = rule_words::refused(problem, lang);
            let left = problem.tries_left.map(|left| (Ui::TriesLeft, left.to_string()));
            let minutes = problem.retry_after.map(|seconds| (Ui::RetryAfter, seconds.div_ceil(60).to_string()));
            let contact = problem.contact.clone().map(|contact| (Ui::Contact, contact));
            for (word, value) in [left, minutes, contact].into_iter().flatten() {
                text.push(' ');
                text.push_str(&fill(word.text(lang), |_| Some(&value)));
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
