//! Calls about a filing (通话记录) and what colleagues tell each other of it (内部备注): what was noted, and boxes for more.

use super::deciding::Case;
use super::written::Written;
use beian::components::text_input::TextInput;
use beian::dynamic::dynamic;
use beian::state::{clock, t, use_language};
use beian_locale::{Word, Words, deciding::Deciding, fill};
use beian_model::wire::{CallOutcome, CallRecord, CallRequest, FollowUp, Remark};
use beian_model::{Actor, Event, OrganiserField, Path};
use leptos::prelude::*;

/// What is typed and not sent: it outlasts what the page draws anew.
#[derive(Clone, Copy)]
pub struct Unsent {
    /// The number that is called.
    pub number: RwSignal<String>,
    /// What was said on the phone.
    pub note: RwSignal<String>,
    /// What is told to colleagues.
    pub remark: RwSignal<String>,
}

impl Unsent {
    /// Nothing typed yet.
    pub fn nothing() -> Unsent {
        let empty = || RwSignal::new(String::new());
        Unsent { number: empty(), note: empty(), remark: empty() }
    }

    /// Empties a box whose text was kept; what was typed since stays.
    pub fn forget(text: RwSignal<String>, sent: &str) {
        if *text.read_untracked() == sent {
            text.set(String::new());
        }
    }
}

const fn outcome(outcome: CallOutcome) -> Word {
    match outcome {
        CallOutcome::Reached => Deciding::Reached,
        CallOutcome::Missed => Deciding::Missed,
        CallOutcome::Busy => Deciding::Busy,
        CallOutcome::WrongNumber => Deciding::WrongNumber,
    }
}

/// The panel.
pub fn shown(case: Case) -> AnyView {
    view! { <Calls case /> }.into_any()
}

#[component]
fn Calls(case: Case) -> impl IntoView {
    let Case { view, written, unsent, busy, on_call, on_remark, .. } = case;
    let Unsent { number, note, remark } = unsent;
    if number.read_untracked().is_empty() {
        number.set(view.view.filing.organiser.responsible_person.mobile.clone());
    }
    let call = move |outcome| {
        on_call.run(CallRequest { number: number.get_untracked(), outcome, note: note.get_untracked() });
    };
    let outcomes = CallOutcome::ALL.iter().map(|one| {
        view! {
            <button type="button" class="button button--secondary" data-action=format!("call-{one}") disabled=move || busy.get()
                on:click=move |_| call(*one)>
                {t(outcome(*one))}
            </button>
        }
    });
    let outcomes = outcomes.collect_view();
    let may_mark = view.mine
        && view.pending.is_none()
        && beian_rules::transition(view.view.status, Event::Return, Actor::Reviewer).is_ok();
    let hours = view.view.filing.organiser.call_hours.trim().to_owned();
    let hours = (!hours.is_empty()).then(|| view! { <Hours hours /> });
    let calls = view.calls.into_iter().map(|one| view! { <Call one /> }).collect_view();
    let remarks = view.remarks.into_iter().map(|one| view! { <Told one /> }).collect_view();
    view! {
        <section class="card" data-calls="">
            <h2>{t(Deciding::Calls)}</h2>
            {hours}
            <div class="field">
                <label class="field__label" for="call-number">{t(Deciding::CallNumber)}</label>
                <TextInput id="call-number" mode="tel" value=number on_text=move |text| number.set(text) />
            </div>
            <div class="field">
                <label class="field__label" for="call-note">{t(Deciding::CallNote)}</label>
                <TextInput id="call-note" rows=2 limit=500 value=note on_text=move |text| note.set(text) />
            </div>
            <div class="actions" role="group" aria-label=t(Deciding::CallOutcome)>{outcomes}</div>
            {view.follow_up.map(|follow_up| view! { <Follows follow_up written may_mark /> })}
            <ol class="noted">{calls}</ol>
            <h2>{t(Deciding::Remarks)}</h2>
            <div class="field">
                <label class="field__label" for="remark">{t(Deciding::Remark)}</label>
                <TextInput id="remark" rows=2 limit=500 value=remark on_text=move |text| remark.set(text)
                    described=Signal::stored(Some("remark-hint".to_owned())) />
                <p class="field__hint" id="remark-hint">{t(Deciding::MentionHint)}</p>
            </div>
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="remark"
                    disabled=move || busy.get() || remark.read().trim().is_empty() on:click=move |_| on_remark.run(remark.get_untracked())>
                    {t(Deciding::Tell)}
                </button>
            </div>
            <ol class="noted">{remarks}</ol>
        </section>
    }
    .into_any()
}

/// When the applicant can be reached, in their words.
#[component]
fn Hours(hours: String) -> impl IntoView {
    let language = use_language();
    let text = move || fill(Deciding::CallHours.text(language.get()), |_| Some(&hours));
    view! { <p class="field__hint" data-call-hours="">{dynamic(text)}</p> }.into_any()
}

/// What follows calls that reached nobody: another call, or after two a return, whose reason is written at a click.
#[component]
fn Follows(
    follow_up: FollowUp,
    /// Where the reason is written.
    written: Written,
    /// Who looks may write one.
    may_mark: bool,
) -> impl IntoView {
    let language = use_language();
    let FollowUp { call_again, may_return } = follow_up;
    let place = Some(Path::Organiser(OrganiserField::CallHours));
    let mark = move || {
        (may_return && may_mark && !written.is_written(place)).then(|| {
            let reason = Deciding::MissedReason.text(language.get());
            let write = move |_| {
                written.set(place, reason.to_owned());
                written.save_now();
            };
            view! {
                <div class="actions">
                    <button type="button" class="button button--secondary" data-action="mark-missed" on:click=write>
                        {t(Deciding::MarkMissed)}
                    </button>
                </div>
            }
        })
    };
    let text = move || {
        let lang = language.get();
        let at = clock::written(call_again, lang);
        let word = if may_return { Deciding::MayReturn } else { Deciding::CallAgain };
        fill(word.text(lang), |_| Some(&at))
    };
    view! {
        <p class="notice notice--warn" data-follow-up="" data-may-return=may_return.then_some("")>{dynamic(text)}</p>
        {dynamic(mark)}
    }
    .into_any()
}

#[component]
fn Call(one: CallRecord) -> impl IntoView {
    let language = use_language();
    let CallRecord { at, by, number, outcome: came_to, note } = one;
    view! {
        <li data-call=came_to.as_str()>
            {dynamic(move || clock::written(at, language.get()))} " · " {by} " · " {number} " · " {t(outcome(came_to))} " " {note}
        </li>
    }
    .into_any()
}

#[component]
fn Told(one: Remark) -> impl IntoView {
    let language = use_language();
    let Remark { at, by, text } = one;
    view! { <li>{dynamic(move || clock::written(at, language.get()))} " · " {by} {t(Deciding::Colon)} {text}</li> }
        .into_any()
}
