//! Step 6: check your answers, agree, submit (提交备案).

use super::saved_first::SavedFirst;
use super::step::StepPage;
use crate::components::agreement_field::Agreement;
use crate::components::below::below as behind_first_frame;
use crate::components::error_summary::ErrorSummary;
use crate::components::refusal::Refusal;
use crate::components::save_line::NotSaved;
use crate::components::slow_answer::SlowAnswer;
use crate::components::stepper::errors;
use crate::components::summary::Summary;
use crate::components::text_link::text_link;
use crate::dynamic::{dynamic, memo};
use crate::routes;
use crate::state::left::Left;
use crate::state::rules as rule_words;
use crate::state::{ApiError, clock, t, use_filing, use_language};
use beian_browser::client::{filings, new_key};
use beian_locale::{Word, Words, fill, ui::Ui};
use beian_model::{Finding, Path, Severity, Step};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The preview.
#[component]
pub fn Preview() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let sending = SavedFirst::new();
    let (summary, busy) = (sending.findings, sending.request.busy());
    let navigate = StoredValue::new_local(use_navigate());
    // One key for one wish: a submission whose answer was lost is not sent twice.
    let key = StoredValue::new(new_key());

    let submit = move |_| {
        sending.send(Step::Preview, move || errors(filing.all_findings()), async move {
            // Who left the page while it was saved has not submitted.
            let Some(name) = key.try_get_value() else { return Ok(()) };
            let Some((id, version)) = filing.known_version() else { return Ok(()) };
            let answer = filings::submit(&id, version, name).await;
            // Without an answer it may have arrived: the same key asks again for the same submission.
            if answer.as_ref().is_err_and(|refused| !matches!(refused, ApiError::Offline)) {
                key.try_set_value(new_key());
            }
            let view = answer?;
            let to = routes::filing(&view.id);
            filing.acknowledge_newer(view);
            navigate.try_with_value(|go| go(&to, NavigateOptions::default()));
            Ok(())
        });
    };
    let risks = memo(move || filing.count(Severity::Risk));
    let risks_left = move || {
        let (lang, n) = (language.get(), risks.get());
        let text = n.to_string();
        if n == 0 { Ui::RisksNone.text(lang).to_owned() } else { fill(Ui::RisksLeft.text(lang), |_| Some(&text)) }
    };
    let number = move || filing.server.read().number.clone();
    let now = clock::ticking();
    let printed = memo(move || clock::written(now.get(), language.get()));
    let print_head = move || {
        view! {
            <p class="print-only">
                {t(Ui::ReceiptNumber)} " " {dynamic(number)} " · " {printed}
            </p>
        }
        .into_any()
    };
    // Drawn anew where they are others, and not with each save: a box that is ticked keeps its focus.
    let in_force = memo(move || filing.server.read().facts.agreements.clone());
    let agreements = move || {
        let mut all = Vec::new();
        for (of, version) in beian_model::finding::in_force(&in_force.read()) {
            all.push(view! { <Agreement of version=version.to_owned() /> }.into_any());
        }
        all
    };
    let below = move || {
        view! {
            <section class="card">
                <h2>{t(Ui::Agreements)}</h2>
                {dynamic(agreements)}
            </section>
            <Refusal error=sending.request.refused() />
            <NotSaved shown=sending.unsaved />
            <SlowAnswer busy />
            <p class="field__hint">{t(Ui::CallsNote)} " " {text_link("help#duration", Ui::HowLong)}</p>
            <p class="field__hint" role="status" data-risks=move || risks.get()>{dynamic(risks_left)}</p>
            <button type="button" class="button button--quiet" data-action="print" on:click=move |_| {
                let _ = window().print();
            }>
                {t(Ui::Print)}
            </button>
        }
        .into_any()
    };
    let ends = move || {
        view! {
            <button type="button" class="button button--primary" data-action="submit"
                aria-disabled=move || busy.get().then_some("true") on:click=submit>
                {dynamic(move || if busy.get() { t(Ui::Submitting)() } else { t(Ui::Submit)() })}
            </button>
        }
        .into_any()
    };
    view! {
        <StepPage of=Step::Preview lead=Ui::PreviewLead below=Box::new(below) ends=Box::new(ends)>
            {behind_first_frame(print_head)}
            <ErrorSummary findings=summary on=Step::Preview />
            <Outstanding errors=Signal::derive(move || summary.read().is_empty()) />
            <Summary editable=true />
        </StepPage>
    }
}

/// What would get the filing rejected: errors that stop it, and risks that do not.
#[component]
fn Outstanding(
    /// Errors too: not where the summary says them already.
    errors: Signal<bool>,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let of = move |severity: Severity| {
        let mut all = filing.all_findings();
        all.retain(|one| one.severity == severity && !matches!(one.path, Path::Agreement(_)));
        all
    };
    let list = move |found: Vec<Finding>| {
        let lang = language.get();
        let document = filing.document.read();
        let id = filing.id();
        found
            .into_iter()
            .map(|one| {
                let words = rule_words::line(&one, lang);
                match beian_rules::step_of(&document, one.path) {
                    Some(step) => {
                        view! { <li><a href=routes::field_and_back(&id, step, one.path)>{words}</a></li> }.into_any()
                    }
                    None => view! { <li>{words}</li> }.into_any(),
                }
            })
            .collect_view()
    };
    let part = move |severity, title: Word, tone: &'static str| {
        let found = of(severity);
        // A filing in which nothing is wrong, and much is still to be filled in, has no errors.
        let tone = if found.iter().all(|one| Left::of(one) == Some(Left::Empty)) { "info" } else { tone };
        (!found.is_empty()).then(|| {
            view! {
                <section class=format!("notice notice--{tone}") data-outstanding=severity.as_str()>
                    <h2>{title.text(language.get())} " (" {found.len()} ")"</h2>
                    <ul>{list(found)}</ul>
                </section>
            }
        })
    };
    view! {
        {dynamic(move || errors.get().then(|| part(Severity::Error, Ui::StillWrong, "bad")))}
        {dynamic(move || part(Severity::Risk, Ui::StillRisky, "warn"))}
    }
}
