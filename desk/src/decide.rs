//! What the reviewer does: takes the filing, approves or returns it, and records what ministry and bureau answered.

use super::staff::Decision;
use super::written::Written;
use beian::components::text_input::TextInput;
use beian::dynamic::dynamic;
use beian::state::{t, use_language};
use beian_locale::{Word, Words, desk::Desk};
use beian_model::wire::{ReturnRequest, ReviewView};
use beian_model::{Actor, Event, SiteId};
use leptos::prelude::*;

/// The buttons of the present state.
#[component]
pub fn Decide(
    /// The filing.
    view: ReviewView,
    /// What the reviewer wrote.
    written: Written,
    /// A request travels.
    busy: Signal<bool>,
    /// Takes the filing (true) or gives it back.
    on_claim: impl Fn(bool) + Copy + Send + Sync + 'static,
    /// Sends a decision.
    on_decision: impl Fn(Decision) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let status = view.view.status;
    let may = move |event| beian_rules::transition(status, event, Actor::Reviewer).is_ok();
    let note = written.note;
    let button = move |action: &'static str,
                       word: Word,
                       tone: &'static str,
                       decision: Box<dyn Fn() -> Decision + Send + Sync>| {
        view! {
            <button type="button" class=format!("button button--{tone}") data-action=action disabled=move || busy.get()
                on:click=move |_| on_decision(decision())>
                {t(word)}
            </button>
        }
    };
    if !view.mine {
        let colleague = view.reviewer.clone();
        return view! {
            <div class="actions">
                {match colleague {
                    Some(name) => view! { <p class="notice notice--info">{t(Desk::TakenBy)} " " {name}</p> }.into_any(),
                    None if status.is_final() => ().into_any(),
                    None => view! {
                        <button type="button" class="button button--primary" data-action="claim" disabled=move || busy.get()
                            on:click=move |_| on_claim(true)>
                            {t(Desk::Claim)}
                        </button>
                    }.into_any(),
                }}
            </div>
        }
        .into_any();
    }
    let reviewing = may(Event::Approve);
    let returning = reviewing || may(Event::BureauReject);
    let no_reason = move || written.count() == 0;
    let return_part = returning.then(|| {
        let request = move |make: fn(ReturnRequest) -> Decision| move |_| on_decision(make(written.return_request()));
        view! {
            <div class="field">
                <label class="field__label" for="note">{t(Desk::Note)}</label>
                <TextInput id="note" rows=2 limit=500 value=note on_text=move |text| note.set(text) />
            </div>
            <p class="field__hint">{dynamic(move || {
                let count = written.count().to_string();
                beian_locale::fill(Desk::MarksCount.text(use_language().get()), |_| Some(&count))
            })}</p>
            <div class="actions">
                {may(Event::Return).then(|| view! {
                    <button type="button" class="button button--secondary" data-action="return"
                        disabled=move || busy.get() || no_reason() on:click=request(Decision::Return)>
                        {t(Desk::Return)}
                    </button>
                })}
                {may(Event::Reject).then(|| view! {
                    <button type="button" class="button button--danger" data-action="reject"
                        disabled=move || busy.get() || no_reason() on:click=request(Decision::Reject)>
                        {t(Desk::Reject)}
                    </button>
                })}
                {may(Event::BureauReject).then(|| view! {
                    <button type="button" class="button button--danger" data-action="bureau-reject"
                        disabled=move || busy.get() || no_reason() on:click=request(Decision::BureauReject)>
                        {t(Desk::BureauReject)}
                    </button>
                })}
            </div>
        }
    });
    let numbers = may(Event::BureauApprove).then(|| {
        let sites = view.view.filing.sites.iter().map(|site| (site.id, site.name.clone())).collect();
        view! { <Numbers sites written busy on_decision /> }
    });
    view! {
        <div class="actions">
            {reviewing.then(|| button("approve", Desk::Approve, "primary", Box::new(move || Decision::Approve(written.reason()))))}
            {may(Event::HandToBureau).then(|| button("hand-to-bureau", Desk::HandToBureau, "primary", Box::new(|| Decision::HandToBureau)))}
            {may(Event::SmsVerified).then(|| button("sms-verified", Desk::SmsVerified, "primary", Box::new(|| Decision::SmsVerified)))}
            {may(Event::SmsFailed).then(|| button("sms-failed", Desk::SmsFailed, "secondary", Box::new(|| Decision::SmsFailed)))}
        </div>
        {numbers}
        {return_part}
        {(!status.is_final()).then(|| view! {
            <div class="actions">
                <button type="button" class="button button--quiet" data-action="release" disabled=move || busy.get()
                    on:click=move |_| on_claim(false)>
                    {t(Desk::Release)}
                </button>
            </div>
        })}
    }
    .into_any()
}

/// The bureau's numbers: the organiser's, and each site's.
#[component]
fn Numbers(
    sites: Vec<(SiteId, String)>,
    written: Written,
    busy: Signal<bool>,
    on_decision: impl Fn(Decision) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let ids: Vec<SiteId> = sites.iter().map(|(id, _)| *id).collect();
    let number = move |of| Signal::derive(move || written.number(of));
    let fields = sites
        .into_iter()
        .map(|(id, name)| {
            let control = format!("number-{id}");
            view! {
                <div class="field">
                    <label class="field__label" for=control.clone()>{t(Desk::SiteNumber)} " · " {name}</label>
                    <TextInput id=control placeholder="粤ICP备2026000001号-1" value=number(Some(id))
                        on_text=move |text| written.set_number(Some(id), text) />
                </div>
            }
        })
        .collect_view();
    let record = move |_| on_decision(Decision::BureauApprove(written.icp_numbers(&ids)));
    view! {
        <section class="card">
            <h2>{t(Desk::BureauAnswer)}</h2>
            <div class="field">
                <label class="field__label" for="number-organiser">{t(Desk::OrganiserNumber)}</label>
                <TextInput id="number-organiser" placeholder="粤ICP备2026000001号" value=number(None)
                    on_text=move |text| written.set_number(None, text) />
            </div>
            {fields}
            <div class="actions">
                <button type="button" class="button button--primary" data-action="bureau-approve" disabled=move || busy.get() on:click=record>
                    {t(Desk::BureauApprove)}
                </button>
            </div>
        </section>
    }
}
