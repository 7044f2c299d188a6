//! What the reviewer writes beside the fields: what they say of the whole, and the bureau's answer.

use super::deciding::Case;
use super::mark_box::WrittenBox;
use super::staff::Decision;
use super::written::Written;
use beian::components::text_input::TextInput;
use beian::state::t;
use beian_locale::desk::Desk;
use beian_model::{Actor, Event, SiteId};
use leptos::prelude::*;

/// What can be written in the present state by who has the filing.
#[component]
pub fn Answers(
    /// The filing.
    case: Case,
) -> impl IntoView {
    let Case { view, written, busy, on_decision, .. } = case;
    if !view.mine || view.pending.is_some() {
        return ().into_any();
    }
    let may = |event| beian_rules::transition(view.view.status, event, Actor::Reviewer).is_ok();
    let notes = (may(Event::Approve) || may(Event::BureauReject)).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for="note">{t(Desk::Note)}</label>
                <WrittenBox id="note".to_owned() place=None written />
            </div>
        }
    });
    let numbers = may(Event::BureauApprove).then(|| {
        let sites = view.view.filing.sites.iter().map(|site| (site.id, site.name.clone())).collect();
        view! { <Numbers sites written busy on_decision /> }
    });
    view! { {numbers} {notes} }.into_any()
}

/// The bureau's numbers: the organiser's, and each site's.
#[component]
fn Numbers(
    sites: Vec<(SiteId, String)>,
    written: Written,
    busy: Signal<bool>,
    on_decision: Callback<Decision>,
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
    let record = move |_| on_decision.run(Decision::BureauApprove(written.icp_numbers(&ids)));
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
