//! The queue, page by page: its table. What is asked for stands in the address; tabs, search, filters and all that is done to several filings
//! come with `tools`.

use super::queue_state::{QueueState, Tools};
use super::staff::{address, on_sign_in_again};
use super::tools;
use beian::components::heading::Heading;
use beian::components::refusal::Refusal;
use beian::components::status_tag::StatusTag;
use beian::dynamic::{dynamic, effect, given};
use beian::state::{t, use_language};
use beian_locale::{Words, desk::Desk};
use beian_model::wire::QueueEntry;
use leptos::prelude::*;

/// The queue.
#[component]
pub fn Queue(
    /// What the address's fragment says.
    here: RwSignal<String>,
) -> impl IntoView {
    let language = use_language();
    let queue = QueueState::of(here);
    let error = queue.listing.refused();
    effect(move || {
        queue.query.track();
        queue.list.set(None);
        queue.load(String::new());
    });
    on_sign_in_again(error, Box::new(move || queue.load(String::new())));
    let rows = move || {
        queue.list.read().as_ref().map(|page| {
            if page.entries.is_empty() {
                return view! { <p class="empty">{t(Desk::QueueEmpty)}</p> }.into_any();
            }
            let tools = queue.tools.get();
            let rows = page.entries.iter().cloned().map(|one| row(queue, tools, one)).collect_view();
            let heads =
                [Desk::Number, Desk::Organiser, Desk::Domains, Desk::State, Desk::Since, Desk::Due, Desk::Reviewer];
            let heads =
                heads.into_iter().map(|word| view! { <th scope="col">{t(word)}</th> }.into_any()).collect_view();
            view! {
                <div class="table-frame">
                    <table class="table queue">
                        <thead>
                            <tr><td></td>{heads}</tr>
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
        <div class="queue-tools">{tools::bar(queue)}</div>
        <Refusal error />
        {given(move || queue.list.read().is_none() && error.read().is_none(), move || view! {
            <p class="skeleton" role="status">{t(Desk::Loading)}</p>
        })}
        {dynamic(rows)}
        {dynamic(move || queue.tools.get().map(|tools| (tools.more)(queue)))}
    }
}

fn row(queue: QueueState, tools: Option<Tools>, one: QueueEntry) -> impl IntoView {
    let tick = tools.map(|tools| (tools.tick)(queue, &one));
    let since = tools.map(|tools| (tools.since)(one.since));
    let due = tools.zip(one.due).map(|(tools, due)| (tools.due)(queue, due));
    let QueueEntry { id, number, status, organiser, domains, reviewer, unreadable, .. } = one;
    let name = move || if unreadable { t(Desk::Unreadable)().to_owned() } else { organiser.clone() };
    view! {
        <tr data-filing=id.to_string() data-unreadable=unreadable.then_some("")>
            <td>{tick}</td>
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
            <td>{since}</td>
            <td>{due}</td>
            <td>{reviewer}</td>
        </tr>
    }
}
