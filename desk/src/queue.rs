//! The queue, page by page: what waits for staff first, oldest first; or the filings in one state.

use super::case;
use super::staff::{address, on_sign_in_again, request};
use beian::components::heading::Heading;
use beian::components::refusal::Refusal;
use beian::components::status_tag::StatusTag;
use beian::dynamic::{dynamic, given};
use beian::state::{clock, t, use_language};
use beian_browser::client::staff;
use beian_locale::{Words, desk::Desk};
use beian_model::Status;
use beian_model::wire::{QueueEntry, QueuePage};
use leptos::prelude::*;

/// The queue.
#[component]
pub fn Queue() -> impl IntoView {
    let language = use_language();
    let list: RwSignal<Option<QueuePage>> = RwSignal::new(None);
    let listing = request();
    let error = listing.refused();
    let only: RwSignal<Option<Status>> = RwSignal::new(None);
    let load = move |after: Option<String>| {
        let (status, more) = (only.get_untracked(), after.is_some());
        let answer = async move { staff::queue(status, after.as_deref()).await };
        listing.ask(answer, move |page| {
            list.update(|list| match list {
                Some(list) if more => {
                    list.entries.extend(page.entries);
                    list.next = page.next;
                }
                list => *list = Some(page),
            });
            case::fetch_ahead();
        });
    };
    load(None);
    on_sign_in_again(error, Box::new(move || load(None)));
    let choose = move |status: Option<Status>| {
        only.set(status);
        list.set(None);
        load(None);
    };
    let states = Status::ALL.iter().filter(|status| **status != Status::Draft).map(|status| {
        view! { <option value=status.as_str()>{dynamic(move || status.text(language.get()))}</option> }
    });
    let rows = move || {
        list.read().as_ref().map(|page| {
            if page.entries.is_empty() {
                return view! { <p class="empty">{t(Desk::QueueEmpty)}</p> }.into_any();
            }
            let rows = page.entries.iter().cloned().map(|one| view! { <Row one /> }).collect_view();
            view! {
                <div class="table-frame">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{t(Desk::Number)}</th>
                                <th scope="col">{t(Desk::Organiser)}</th>
                                <th scope="col">{t(Desk::Domains)}</th>
                                <th scope="col">{t(Desk::State)}</th>
                                <th scope="col">{t(Desk::Since)}</th>
                                <th scope="col">{t(Desk::Reviewer)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    let more = move || {
        let next = list.read().as_ref().and_then(|page| page.next.clone())?;
        Some(view! {
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="more" on:click=move |_| load(Some(next.clone()))>
                    {t(Desk::QueueMore)}
                </button>
            </div>
        })
    };
    view! {
        <Heading text=Signal::derive(move || Desk::Queue.text(language.get()).to_owned()) />
        <div class="field">
            <label class="field__label" for="queue-of">{t(Desk::QueueOf)}</label>
            <select class="select" id="queue-of" on:change:target=move |event| choose(event.target().value().parse().ok())>
                <option value="">{t(Desk::QueueOpen)}</option>
                {states.collect_view()}
            </select>
        </div>
        <div class="actions">
            <button type="button" class="button button--secondary" data-action="reload" on:click=move |_| load(None)>
                {t(Desk::Reload)}
            </button>
        </div>
        <Refusal error />
        {given(move || list.read().is_none() && error.read().is_none(), move || view! {
            <p class="skeleton" role="status">{t(Desk::Loading)}</p>
        })}
        {dynamic(rows)}
        {dynamic(more)}
    }
}

#[component]
fn Row(one: QueueEntry) -> impl IntoView {
    let language = use_language();
    let QueueEntry { id, number, status, organiser, domains, since, reviewer, unreadable } = one;
    let name = move || if unreadable { t(Desk::Unreadable)().to_owned() } else { organiser.clone() };
    view! {
        <tr data-filing=id.to_string() data-unreadable=unreadable.then_some("")>
            <td>
                {if unreadable {
                    number.into_any()
                } else {
                    view! { <a href=address(&id) data-action="open">{number}</a> }.into_any()
                }}
            </td>
            <td>{dynamic(name)}</td>
            <td>{domains.join(", ")}</td>
            <td>{status.map(|status| view! { <StatusTag status /> })}</td>
            <td>{dynamic(move || clock::written(since, language.get()))}</td>
            <td>{reviewer}</td>
        </tr>
    }
}
