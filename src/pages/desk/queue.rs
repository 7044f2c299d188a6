//! The queue: every submitted filing, what waits for staff first, oldest first.

use super::app::{address, note_error, use_staff};
use crate::client::{ApiError, staff};
use crate::components::heading::Heading;
use crate::components::refusal::Refusal;
use crate::components::status_tag::StatusTag;
use crate::locale::{Words, desk::Desk};
use crate::model::wire::QueueEntry;
use crate::state::{clock, t, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The queue.
#[component]
pub fn Queue() -> impl IntoView {
    let language = use_language();
    let who = use_staff();
    let list: RwSignal<Option<Vec<QueueEntry>>> = RwSignal::new(None);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let load = move || {
        error.set(None);
        spawn_local(async move {
            match staff::queue().await {
                Ok(all) => {
                    list.try_set(Some(all));
                }
                Err(refused) => {
                    note_error(who, &refused);
                    error.try_set(Some(refused));
                }
            }
        });
    };
    load();
    let rows = move || {
        list.get().map(|all| {
            if all.is_empty() {
                return view! { <p class="empty">{t(Desk::QueueEmpty)}</p> }.into_any();
            }
            let rows = all.into_iter().map(|one| view! { <Row one /> }).collect_view();
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
    view! {
        <Heading text=Signal::derive(move || Desk::Queue.text(language.get()).to_owned()) />
        <div class="actions">
            <button type="button" class="button button--secondary" data-action="reload" on:click=move |_| load()>
                {t(Desk::Reload)}
            </button>
        </div>
        <Refusal error />
        <Show when=move || list.read().is_none() && error.read().is_none()>
            <p class="skeleton" role="status">{t(Desk::Loading)}</p>
        </Show>
        {rows}
    }
}

#[component]
fn Row(one: QueueEntry) -> impl IntoView {
    let language = use_language();
    let QueueEntry { id, number, status, organiser, domains, since, reviewer } = one;
    view! {
        <tr data-filing=id.to_string()>
            <td><a href=address(&id) data-action="open">{number}</a></td>
            <td>{organiser}</td>
            <td>{domains.join(", ")}</td>
            <td><StatusTag status /></td>
            <td>{move || clock::written(since, language.get())}</td>
            <td>{reviewer}</td>
        </tr>
    }
}
