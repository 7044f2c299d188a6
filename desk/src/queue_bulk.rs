//! Several filings at once: chosen by their rows, taken or handed over. What is refused of one stays chosen, and is said.

use super::queue_state::QueueState;
use super::staff::request;
use beian::components::refusal::Refusal;
use beian::components::select_input::SelectInput;
use beian::dynamic::{dynamic, given};
use beian::state::{t, use_language};
use beian_browser::client::staff;
use beian_locale::{Words, desk::Desk, fill};
use beian_model::FilingId;
use beian_model::wire::{AssignRequest, Assigned, ColleagueView, QueueEntry};
use leptos::prelude::*;

/// Chooses a filing, or no longer.
pub fn turn(queue: QueueState, id: &str) {
    queue.picked.update(|picked| match picked.iter().position(|one| one == id) {
        Some(place) => drop(picked.remove(place)),
        None => picked.push(id.to_owned()),
    });
}

/// What chooses a row.
pub fn tick(queue: QueueState, one: &QueueEntry) -> AnyView {
    let language = use_language();
    let id = StoredValue::new(one.id.to_string());
    let number = one.number.clone();
    let name = move || fill(Desk::Pick.text(language.get()), |_| Some(number.as_str()));
    let is_picked = move || id.with_value(|id| queue.picked.read().contains(id));
    view! {
        <input type="checkbox" data-action="pick" aria-label=name prop:checked=is_picked
            on:change=move |_| id.with_value(|id| turn(queue, id)) />
    }
    .into_any()
}

/// What is done to those that are chosen.
pub fn bulk(queue: QueueState) -> AnyView {
    let language = use_language();
    let colleagues = RwSignal::new(Vec::<ColleagueView>::new());
    request().ask(staff::colleagues(), move |list| drop(colleagues.try_set(list.colleagues)));
    let assigning = request();
    let to = RwSignal::new(String::new());
    let refused = RwSignal::new(Vec::<Assigned>::new());
    let assign = move |to: Option<String>| {
        let filings = queue.picked.get_untracked().into_iter().map(FilingId).collect();
        assigning.send(async move {
            let answer = staff::assign(&AssignRequest { filings, to }).await?;
            let left: Vec<Assigned> = answer.results.into_iter().filter(|one| one.refused.is_some()).collect();
            queue.picked.try_set(left.iter().map(|one| one.filing.to_string()).collect());
            refused.try_set(left);
            Ok(())
        });
    };
    let number = move |id: &FilingId| {
        let list = queue.list.read_untracked();
        let entry = list.as_ref().and_then(|list| list.entries.iter().find(|entry| entry.id == *id));
        entry.map_or_else(|| id.to_string(), |entry| entry.number.clone())
    };
    let line = move |one: &Assigned| {
        let (number, why) = (number(&one.filing), one.refused.clone().unwrap_or_default());
        fill(Desk::NotAssigned.text(language.get()), |place| {
            Some(if place == "number" { &number } else { why.as_str() })
        })
    };
    let said = move || {
        let lines: Vec<String> = refused.read().iter().map(line).collect();
        (!lines.is_empty()).then(|| view! {
            <ul class="notice notice--warn" role="alert" data-not-assigned="true">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        })
    };
    let count = move || {
        let count = queue.picked.read().len().to_string();
        fill(Desk::Picked.text(language.get()), |_| Some(count.as_str()))
    };
    let others = move || {
        let others = colleagues.get().into_iter().filter(|one| !one.me);
        others.map(|one| view! { <option value=one.id>{one.name}</option> }).collect_view()
    };
    let busy = assigning.busy();
    let hand_over = move |_| {
        let to = to.get_untracked();
        if !to.is_empty() {
            assign(Some(to));
        }
    };
    let bar = move || {
        view! {
            <span class="queue-bar__picked" role="group">
                <span role="status">{dynamic(count)}</span>
                <button type="button" class="button button--secondary" data-action="take-picked" disabled=move || busy.get()
                    on:click=move |_| assign(None)>
                    {t(Desk::TakePicked)}
                </button>
                <label class="visually-hidden" for="queue-to">{t(Desk::Colleague)}</label>
                <SelectInput id="queue-to" value=to on_choose=Callback::new(move |id| to.set(id))>
                    <option value="">{t(Desk::Colleague)}</option>
                    {dynamic(others)}
                </SelectInput>
                <button type="button" class="button button--secondary" data-action="hand-over" disabled=move || busy.get() || to.read().is_empty()
                    on:click=hand_over>
                    {t(Desk::HandOver)}
                </button>
                <button type="button" class="button button--quiet" data-action="pick-none" on:click=move |_| queue.picked.update(Vec::clear)>
                    {t(Desk::PickNone)}
                </button>
            </span>
        }
    };
    view! {
        {given(move || !queue.picked.read().is_empty(), bar)}
        <Refusal error=assigning.refused() />
        {dynamic(said)}
    }
    .into_any()
}
