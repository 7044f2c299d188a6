//! What the queue shows: what its tabs and its table draw, and what its tools work on.

use super::case;
use super::staff::request;
use beian::dynamic::memo;
use beian::state::Request;
use beian_browser::client::staff;
use beian_model::Timestamp;
use beian_model::wire::{QueueEntry, QueuePage};
use leptos::prelude::*;

/// What the tools draw into each row and below them, once they are there.
#[derive(Clone, Copy)]
pub struct Tools {
    /// What chooses a row.
    pub tick: fn(QueueState, &QueueEntry) -> AnyView,
    /// What shows further filings, below the table.
    pub more: fn(QueueState) -> AnyView,
    /// Since when it waits.
    pub since: fn(Timestamp) -> AnyView,
    /// How long there is until it is due.
    pub due: fn(QueueState, Timestamp) -> AnyView,
}

/// The queue's signals.
#[derive(Clone, Copy)]
pub struct QueueState {
    /// What is asked for, as the server is asked: it stands in the address behind `#/?`.
    pub query: Memo<String>,
    /// What is shown.
    pub list: RwSignal<Option<QueuePage>>,
    /// The request for it.
    pub listing: Request,
    /// Ids of the filings that are chosen.
    pub picked: RwSignal<Vec<String>>,
    /// The time, once the tools follow it.
    pub now: RwSignal<Timestamp>,
    /// What the tools draw; nothing until they have come.
    pub tools: RwSignal<Option<Tools>>,
}

impl QueueState {
    /// Of the address's fragment.
    pub fn of(here: RwSignal<String>) -> QueueState {
        QueueState {
            query: memo(move || here.read().strip_prefix("#/?").unwrap_or_default().to_owned()),
            list: RwSignal::new(None),
            listing: request(),
            picked: RwSignal::new(Vec::new()),
            now: RwSignal::new(Timestamp(0)),
            tools: RwSignal::new(None),
        }
    }

    /// Loads the page after a place, behind what is shown; the first page in place of it.
    pub fn load(self, after: String) {
        let query = self.query.get_untracked();
        let more = !after.is_empty();
        self.listing.ask(async move { staff::queue(&query, &after).await }, move |page| {
            self.list.update(|list| match list {
                Some(list) if more => {
                    list.entries.extend(page.entries);
                    list.next = page.next;
                }
                list => *list = Some(page),
            });
            case::fetch_ahead();
        });
    }
}
