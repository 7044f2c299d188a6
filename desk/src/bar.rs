//! The bar at the foot of a filing: takes it, decides, records what ministry and bureau answered, undoes what was decided a moment ago.

use super::case;
use super::deciding::Case;
use super::keys;
use super::preview::{Preview, decided};
use super::staff::{Decision, Staff, use_staff};
use beian::dynamic::{dynamic, effect};
use beian::state::{clock, t, use_language};
use beian_locale::{Word, Words, deciding::Deciding, desk::Desk, fill};
use beian_model::wire::{FirstApproval, PendingDecision, ReturnRequest};
use beian_model::{Actor, Event};
use leptos::prelude::*;
use std::rc::Rc;

/// What can be done with a filing now.
#[component]
pub fn Bar(
    /// The filing.
    case: Case,
) -> impl IntoView {
    keys::follow(use_staff(), case.clone());
    let sheet = RwSignal::new(false);
    let asked: RwSignal<Option<Decision>> = RwSignal::new(None);
    let preview = view! { <Preview case=case.clone() decision=asked /> };
    let first = case.view.first_approval.clone().map(|first| view! { <First case=case.clone() first /> });
    let who = use_staff();
    effect(move || {
        // An open dialog would keep them from signing in again.
        if !matches!(*who.read(), Staff::SignedIn(_)) {
            sheet.set(false);
            asked.set(None);
        }
    });
    let what = match (case.view.pending.clone(), case.view.mine) {
        (Some(pending), _) => view! { <Pending case pending /> }.into_any(),
        (None, true) => view! { <Deciders case asked /> }.into_any(),
        (None, false) => view! { <Takers case /> }.into_any(),
    };
    view! {
        <div class="bar" role="group" aria-label=t(Deciding::Bar)>
            {first}
            {what}
            <button type="button" class="button button--quiet bar__keys" data-action="keys" on:click=move |_| sheet.set(true)>
                {t(Deciding::Keys)}
            </button>
        </div>
        {case::with(Rc::new(move |chunk| ((chunk.beside)().sheet)(sheet)))}
        {preview}
    }
    .into_any()
}

/// Who approved it first, where two do; they may take it back.
#[component]
fn First(case: Case, first: FirstApproval) -> impl IntoView {
    let language = use_language();
    let FirstApproval { by, at, note, mine } = first;
    let Case { busy, on_undo_first, .. } = case;
    let text = move || {
        let lang = language.get();
        let at = clock::written(at, lang);
        fill(Deciding::FirstApproved.text(lang), |name| match name {
            "who" => Some(by.as_str()),
            "at" => Some(at.as_str()),
            _ => None,
        })
    };
    view! {
        <p class="bar__text bar__first" data-first-approval="">{dynamic(text)} " " {note}</p>
        {mine.then(|| view! {
            <button type="button" class="button button--secondary" data-action="undo-first" disabled=move || busy.get()
                on:click=move |_| on_undo_first.run(())>
                {t(Deciding::UndoFirst)}
            </button>
        })}
    }
    .into_any()
}

/// Of a filing that nobody has, or a colleague.
#[component]
fn Takers(case: Case) -> impl IntoView {
    let Case { view, busy, on_claim, .. } = case;
    match view.reviewer {
        Some(name) => view! {
            <p class="notice notice--info">{t(Desk::TakenBy)} " " {name}</p>
            {view.may_take.then(|| view! {
                <button type="button" class="button button--secondary" data-action="take-over" disabled=move || busy.get()
                    on:click=move |_| on_claim.run(true)>
                    {t(Deciding::TakeOver)}
                </button>
            })}
        }
        .into_any(),
        None if !view.may_take => ().into_any(),
        None => view! {
            <button type="button" class="button button--primary" data-action="claim" disabled=move || busy.get()
                on:click=move |_| on_claim.run(true)>
                {t(Desk::Claim)}
            </button>
        }
        .into_any(),
    }
}

/// Of a filing that this reviewer has.
#[component]
fn Deciders(
    case: Case,
    /// What is asked for, and shown before it is made.
    asked: RwSignal<Option<Decision>>,
) -> impl IntoView {
    let Case { view, written, busy, on_claim, on_decision, .. } = case;
    let language = use_language();
    let status = view.view.status;
    let may = move |event| beian_rules::transition(status, event, Actor::Reviewer).is_ok();
    let no_reason = move || written.count() == 0;
    // Who approved first does not approve again.
    let was_first = view.first_approval.is_some_and(|first| first.mine);
    let button = move |event, action: &'static str, word: Word, tone: &'static str, decision: fn() -> Decision| {
        may(event).then(|| {
            view! {
                <button type="button" class=format!("button button--{tone}") data-action=action disabled=move || busy.get()
                    on:click=move |_| on_decision.run(decision())>
                    {t(word)}
                </button>
            }
        })
    };
    let with_reasons =
        move |make: fn(ReturnRequest) -> Decision| move |_| asked.set(Some(make(written.return_request())));
    let return_n = move || {
        let count = written.count().to_string();
        fill(Deciding::ReturnN.text(language.get()), |_| Some(&count))
    };
    let hint = move || {
        let count = written.count().to_string();
        fill(Desk::MarksCount.text(language.get()), |_| Some(&count))
    };
    let needs_reasons = may(Event::Return) || may(Event::BureauReject);
    view! {
        {may(Event::Approve).then(|| view! {
            <button type="button" class="button button--primary" data-action="approve" disabled=move || busy.get() || was_first
                on:click=move |_| asked.set(Some(Decision::Approve(written.reason())))>
                {t(Desk::Approve)}
            </button>
        })}
        {button(Event::HandToBureau, "hand-to-bureau", Desk::HandToBureau, "primary", || Decision::HandToBureau)}
        {button(Event::SmsVerified, "sms-verified", Desk::SmsVerified, "primary", || Decision::SmsVerified)}
        {button(Event::SmsFailed, "sms-failed", Desk::SmsFailed, "secondary", || Decision::SmsFailed)}
        {may(Event::Return).then(|| view! {
            <button type="button" class="button button--secondary" data-action="return" aria-describedby="bar-hint"
                disabled=move || busy.get() || no_reason() on:click=with_reasons(Decision::Return)>
                {dynamic(return_n)} <span class="visually-hidden">{t(Deciding::KeyReturn)}</span>
            </button>
        })}
        {may(Event::Reject).then(|| view! {
            <button type="button" class="button button--danger" data-action="reject" aria-describedby="bar-hint"
                disabled=move || busy.get() || no_reason() on:click=with_reasons(Decision::Reject)>
                {t(Desk::Reject)}
            </button>
        })}
        {may(Event::BureauReject).then(|| view! {
            <button type="button" class="button button--danger" data-action="bureau-reject" aria-describedby="bar-hint"
                disabled=move || busy.get() || no_reason() on:click=with_reasons(Decision::BureauReject)>
                {t(Desk::BureauReject)}
            </button>
        })}
        {(!status.is_final()).then(|| view! {
            <button type="button" class="button button--quiet" data-action="release" disabled=move || busy.get()
                on:click=move |_| on_claim.run(false)>
                {t(Desk::Release)}
            </button>
        })}
        {needs_reasons.then(|| view! { <p class="field__hint bar__hint" id="bar-hint">{dynamic(hint)}</p> })}
    }
    .into_any()
}

/// A decision that can still be undone, by whom the server says.
#[component]
fn Pending(case: Case, pending: PendingDecision) -> impl IntoView {
    let Case { busy, on_undo, on_over, .. } = case;
    let PendingDecision { event, by, until, may_undo } = pending;
    let language = use_language();
    let now = clock::ticking();
    let left = move || until.0 - now.get().0;
    effect(move || {
        if left() <= 0 && !busy.get_untracked() {
            on_over.run(());
        }
    });
    let what = move || {
        let lang = language.get();
        fill(Deciding::Decided.text(lang), |name| match name {
            "who" => Some(by.as_str()),
            "what" => Some(decided(event).text(lang)),
            _ => None,
        })
    };
    let countdown = move || match left() {
        left if left > 0 => {
            let left = left.to_string();
            fill(Deciding::SecondsLeft.text(language.get()), |_| Some(&left))
        }
        _ => Deciding::TakesEffect.text(language.get()).to_owned(),
    };
    view! {
        <p class="bar__text" role="status" data-pending=event.as_str()>{dynamic(what)}</p>
        // Who hears the page would be told each second.
        <p class="bar__left" aria-hidden="true" data-left="">{dynamic(countdown)}</p>
        {may_undo.then(|| view! {
            <button type="button" class="button button--secondary" data-action="undo"
                disabled=move || busy.get() || left() <= 0 on:click=move |_| on_undo.run(())>
                {t(Deciding::Undo)}
            </button>
        })}
    }
    .into_any()
}
