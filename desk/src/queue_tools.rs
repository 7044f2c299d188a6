//! What stands above the queue's table: tabs, search and filters, the next filing, what is done to several at once.

use super::next::{Taking, note_query};
use super::queue_state::QueueState;
use super::staff::page_of_server;
use super::{queue_bulk, queue_filters, queue_keys, queue_live, queue_tabs};
use beian::dynamic::{dynamic, effect};
use beian::state::{t, use_language};
use beian_locale::desk::Desk;
use leptos::prelude::*;

/// Asks for something else of the queue: it stands in the address from now on.
pub fn go(query: &str) {
    // A browser always can.
    let _ = window().location().set_hash(&format!("/?{query}"));
}

/// All of it.
pub fn bar(queue: QueueState) -> AnyView {
    let language = use_language();
    let taking = Taking::nothing();
    effect(move || note_query(&queue.query.read()));
    queue_live::follow(queue);
    view! {
        {queue_tabs::tabs(queue)}
        <div class="queue-bar">
            {queue_filters::filters(queue)}
            <div class="queue-bar__line">
                {taking.button("primary")}
                {queue_bulk::bulk(queue)}
                <span class="queue-bar__end">
                    {dynamic(move || view! { <a href=page_of_server("/staff/calendar", language.get())>{t(Desk::Calendar)}</a> })}
                    {queue_keys::keys(queue, taking)}
                </span>
            </div>
            {taking.answer()}
        </div>
    }
    .into_any()
}

/// The button below the table that shows further filings, where there are any.
pub fn more(queue: QueueState) -> AnyView {
    let more = move || {
        let next = queue.list.read().as_ref().and_then(|page| page.next.clone())?;
        Some(view! {
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="more" on:click=move |_| queue.load(next.clone())>
                    {t(Desk::QueueMore)}
                </button>
            </div>
        })
    };
    view! { {dynamic(more)} }.into_any()
}
