//! What stands above the queue's table: tabs, search and filters, the next filing, what is done to several at once.

use super::queue_state::QueueState;
use super::staff::{address, page_of_server, request};
use super::{queue_bulk, queue_filters, queue_keys, queue_live, queue_tabs};
use beian::components::refusal::Refusal;
use beian::dynamic::{dynamic, given};
use beian::state::{Request, t, use_language};
use beian_browser::client::staff;
use beian_locale::desk::Desk;
use leptos::prelude::*;

/// Asks for something else of the queue: it stands in the address from now on.
pub fn go(query: &str) {
    // A browser always can.
    let _ = window().location().set_hash(&format!("/?{query}"));
}

/// The next filing, as it is asked for by a button and by a key.
#[derive(Clone, Copy)]
pub struct Taking {
    queue: QueueState,
    request: Request,
    /// There was none.
    found_none: RwSignal<bool>,
}

impl Taking {
    /// Takes the oldest filing that nobody has, and opens it.
    pub fn next(self) {
        let query = self.queue.query.get_untracked();
        self.found_none.set(false);
        self.request.send(async move {
            match staff::next(&query).await?.filing {
                Some(id) => drop(window().location().set_hash(&address(&id))),
                None => drop(self.found_none.try_set(true)),
            }
            Ok(())
        });
    }
}

/// All of it.
pub fn bar(queue: QueueState) -> AnyView {
    let language = use_language();
    let taking = Taking { queue, request: request(), found_none: RwSignal::new(false) };
    queue_live::follow(queue);
    view! {
        {queue_tabs::tabs(queue)}
        <div class="queue-bar">
            {queue_filters::filters(queue)}
            <div class="queue-bar__line">
                <button type="button" class="button button--primary" data-action="next" aria-keyshortcuts="n" on:click=move |_| taking.next()>
                    {t(Desk::TakeNext)}
                </button>
                {queue_bulk::bulk(queue)}
                <span class="queue-bar__end">
                    {dynamic(move || view! { <a href=page_of_server("/staff/calendar", language.get())>{t(Desk::Calendar)}</a> })}
                    {queue_keys::keys(queue, taking)}
                </span>
            </div>
            {given(move || taking.found_none.get(), move || view! { <p class="notice notice--info" role="status">{t(Desk::NobodyWaits)}</p> })}
            <Refusal error=taking.request.refused() />
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
