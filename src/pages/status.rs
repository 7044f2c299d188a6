//! Where a filing stands (备案进度): what it waits for, whose turn it is, how it came here; the numbers in the end.

use super::done::Done;
use crate::components::countdown::Countdown;
use crate::components::filing_ends::FilingEnds;
use crate::components::heading::Heading;
use crate::components::standing_link::StandingLink;
use crate::components::status_tag::{StatusTag, waits_for};
use crate::components::summary::Summary;
use crate::components::text_link::text_link;
use crate::components::timeline::Timeline;
use crate::dynamic::{dynamic, given, memo};
use crate::routes;
use crate::state::rules as rule_words;
use crate::state::{clock, session, t, use_filing, use_language, use_session};
use beian_browser::client::{ApiError, filings, poll};
use beian_locale::standing::Standing;
use beian_locale::{Words, before::Before, fill, ui::Ui};
use beian_model::wire::SmsWindow;
use beian_model::{FilingId, ProblemKind, Status, Timestamp};
use beian_rules::checks::review::RETURNED;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The status page.
#[component]
pub fn StatusPage() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let known_session = use_session();
    let status = memo(move || filing.server.read().status);
    let gone = StoredValue::new(false);
    on_cleanup(move || {
        gone.try_set_value(true);
    });
    let id = filing.id();
    spawn_local(async move {
        poll::until_stopped(
            move || {
                let id = id.clone();
                let version = filing.known_version().map_or(0, |(_, version)| version);
                async move { filings::wait(&id, version).await }
            },
            move |answer| {
                if gone.try_get_value() != Some(false) {
                    return poll::Next::Stop;
                }
                match answer {
                    Ok(Some(view)) => filing.acknowledge_newer(view),
                    Ok(None) | Err(ApiError::Offline | ApiError::PartMissing | ApiError::Unreadable(_)) => {}
                    // The server has trouble that passes, or too many pages wait.
                    Err(error)
                        if matches!(
                            error.kind(),
                            Some(ProblemKind::Internal | ProblemKind::Unavailable | ProblemKind::TooMany)
                        ) => {}
                    Err(error) => {
                        session::note_error(known_session, &error);
                        return poll::Next::Stop;
                    }
                }
                if filing.server.with_untracked(|server| server.status.is_final()) {
                    poll::Next::Stop
                } else {
                    poll::Next::Again
                }
            },
        )
        .await;
    });
    let number = move || filing.server.read().number.clone();
    let entries = memo(move || filing.server.read().timeline.clone());
    view! {
        <Heading text=Signal::derive(move || Ui::StatusTitle.text(language.get()).to_owned()) />
        <p aria-live="polite">
            {dynamic(move || view! { <StatusTag status=status.get() /> })} " " {dynamic(move || waits_for(status.get()).text(language.get()))}
        </p>
        <p>{t(Ui::ReceiptNumber)} " " <strong>{dynamic(number)}</strong></p>
        <p data-turn="true">{dynamic(by)}</p>
        {dynamic(move || view! { <Now status=status.get() /> })}
        {dynamic(move || progress(status.get()))}
        <Actions />
        {dynamic(move || view! { <Timeline entries=entries.get() /> })}
        {given(move || status.get() != Status::Draft, move || view! {
            <details class="card">
                <summary>{t(Ui::WhatWasSubmitted)}</summary>
                <Summary editable=false />
            </details>
        })}
    }
}

/// By when whoever's turn it is makes the next step, tracked; nothing where nothing follows.
fn by() -> Option<String> {
    let lang = use_language().get();
    let until = use_filing().server.read().until?;
    let by = clock::written(Timestamp(until.0 - 1), lang);
    Some(fill(Standing::By.text(lang), |_| Some(&by)))
}

/// What matters in the present state.
#[component]
fn Now(status: Status) -> impl IntoView {
    let filing = use_filing();
    match status {
        Status::Approved => view! { <Done /> }.into_any(),
        Status::SmsPending => filing
            .server
            .with_untracked(|server| server.sms.clone())
            .map(|window| view! { <SmsDuty window /> })
            .into_any(),
        Status::SmsFailed => view! { <StandingLink word=Standing::Lapse /> }.into_any(),
        Status::Expired | Status::Abandoned => view! { <StandingLink word=Standing::Again /> }.into_any(),
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => view! { <Returned /> }.into_any(),
        Status::FirstReview | Status::Resubmitted => view! {
            <section class="notice notice--good" data-submitted="true">
                <h2>{t(Ui::Submitted)}</h2>
                <p>{t(Ui::CallsNote)}</p>
            </section>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// What follows the submission, each in its working days, with the present one marked (办理步骤).
fn progress(status: Status) -> Option<AnyView> {
    let now = match status {
        Status::FirstReview | Status::Resubmitted => 0,
        Status::ToBureau | Status::SmsPending | Status::SmsFailed => 1,
        Status::BureauReview => 2,
        _ => return None,
    };
    let current = move |at| (at == now).then_some("step");
    Some(
        view! {
            <ol class="checklist" data-progress="true">
                <li aria-current=current(0)>{t(Before::FirstReview)}</li>
                <li aria-current=current(1)>{t(Before::HandOver)}</li>
                <li aria-current=current(2)>{t(Before::BureauReview)}</li>
                <li>{t(Ui::ThenNumber)}</li>
            </ol>
        }
        .into_any(),
    )
}

/// The reasons, each a way to its field; the filing opens at the first.
#[component]
fn Returned() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let lines = move || {
        let lang = language.get();
        let document = filing.document.read();
        let server = filing.server.read();
        let reasons = server.findings.iter().filter(|one| one.rule == RETURNED.id);
        reasons
            .map(|one| {
                let words = rule_words::line(one, lang);
                match beian_rules::step_of(&document, one.path) {
                    Some(step) => {
                        view! { <li><a href=routes::field_and_back(&server.id, step, one.path)>{words}</a></li> }
                            .into_any()
                    }
                    None => view! { <li>{words}</li> }.into_any(),
                }
            })
            .collect_view()
    };
    let first = move || {
        let document = filing.document.read();
        let server = filing.server.read();
        let reason = server.findings.iter().find(|one| one.rule == RETURNED.id);
        reason
            .and_then(|one| {
                Some(routes::field_and_back(&server.id, beian_rules::step_of(&document, one.path)?, one.path))
            })
            .unwrap_or_else(|| routes::step(&server.id, beian_model::Step::Preview))
    };
    view! {
        <section class="notice notice--warn" data-returned="true">
            <h2>{t(Ui::ReturnedTitle)}</h2>
            <ul>{dynamic(lines)}</ul>
            {dynamic(move || view! {
                <a href=first() class="button button--primary" data-action="correct">{t(Ui::Correct)}</a>
            })}
            <StandingLink word=Standing::Corrections />
            <p>{text_link("help#returned", Ui::ReturnedHelp)}</p>
        </section>
    }
}

/// The ministry's code: who received it, where to enter it, how long.
#[component]
fn SmsDuty(window: SmsWindow) -> impl IntoView {
    let until = window.closes_at;
    let phones = window
        .phones
        .into_iter()
        .map(
            |phone| view! { <li><strong>{phone.mobile}</strong> " · " {t(Ui::LastSix)} " " {phone.document_hint}</li> },
        )
        .collect_view();
    view! {
        <section class="notice notice--warn" data-sms="true">
            <h2>{t(Ui::SmsTitle)} " " <Countdown until=Signal::stored(until) /></h2>
            <p>{t(Ui::SmsText)}</p>
            <ul>{phones}</ul>
            <p>
                <a class="button button--primary" href="https://beian.miit.gov.cn/" target="_blank" rel="external noopener noreferrer">
                    {t(Ui::SmsGo)}
                </a>
            </p>
            <StandingLink word=Standing::NotCome />
        </section>
    }
}

/// What the applicant may do now: take it back, end it, or go on.
#[component]
fn Actions() -> impl IntoView {
    let filing = use_filing();
    let status = Signal::derive(move || filing.server.read().status);
    let go_on = move || {
        let id: FilingId = filing.id();
        routes::step(&id, filing.document.with_untracked(|document| document.step))
    };
    view! {
        <FilingEnds id=filing.id() status on_done=move |view| filing.acknowledge_newer(view)>
            {given(move || status.get() == Status::Draft, move || view! {
                <a href=go_on() class="button button--primary" data-action="continue">{t(Ui::Continue)}</a>
            })}
        </FilingEnds>
        <p class="field__hint">{dynamic(move || {
            let at = filing.server.read().updated_at;
            clock::written(at, use_language().get())
        })}</p>
    }
}
