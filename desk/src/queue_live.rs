//! The queue as it changes: waits for another first page, and puts it in place of what is shown.

use super::queue_state::QueueState;
use super::staff::is_signed_out;
use beian::dynamic::effect;
use beian::state::{ApiError, clock};
use beian_browser::client::poll::{Next, until_stopped};
use beian_browser::client::staff;
use beian_browser::focus::soon;
use beian_browser::waiting::rest;
use beian_model::wire::QueuePage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Time between two looks at the clock.
const CLOCK: Duration = Duration::from_secs(20);
/// Milliseconds until it is looked again whether there is a list to follow.
const NO_LIST_YET: u32 = 500;

/// Follows the queue until its page goes.
pub fn follow(queue: QueueState) {
    queue.now.set(clock::now());
    let tick = move || {
        queue.now.try_set(clock::now());
    };
    if let Ok(handle) = set_interval_with_handle(tick, CLOCK) {
        on_cleanup(move || handle.clear());
    }
    effect(move || {
        let query = queue.query.get();
        spawn_local(until_stopped(
            {
                let query = query.clone();
                move || ask(queue, query.clone())
            },
            move |answer| {
                // Another query has a loop of its own, and a page that is gone has none.
                if queue.query.try_get_untracked().is_none_or(|now| now != query) {
                    return Next::Stop;
                }
                match answer {
                    Ok(Some(page)) => show(queue, page),
                    // Who signs in again goes on.
                    Err(error) if is_signed_out(&error) && queue.listing.refused().get_untracked().is_none() => {
                        queue.load(String::new());
                    }
                    _ => {}
                }
                Next::Again
            },
        ));
    });
}

/// Waits for a change of what is shown, as many pages of it as there are.
async fn ask(queue: QueueState, query: String) -> Result<Option<QueuePage>, ApiError> {
    let known = queue.list.try_with_untracked(|list| list.as_ref().map(|page| (page.tag.clone(), page.entries.len())));
    let Some((tag, count)) = known.flatten() else {
        rest(NO_LIST_YET).await;
        return Ok(None);
    };
    let Some(mut page) = staff::queue_change(&query, &tag).await? else { return Ok(None) };
    while page.entries.len() < count
        && let Some(next) = page.next.take()
    {
        let more = staff::queue(&query, &next).await?;
        page.entries.extend(more.entries);
        page.next = more.next;
    }
    Ok(Some(page))
}

/// Shows it: what is chosen stays so while it is listed, and the focus stays at its filing.
fn show(queue: QueueState, page: QueuePage) {
    let focused = document().active_element().and_then(|element| element.closest("tr[data-filing]").ok().flatten());
    let focused = focused.and_then(|row| row.get_attribute("data-filing"));
    queue.picked.update(|picked| picked.retain(|id| page.entries.iter().any(|entry| entry.id.as_str() == id)));
    queue.list.set(Some(page));
    if let Some(id) = focused {
        soon(move || {
            super::queue_keys::focus_row(document().query_selector(&format!("tr[data-filing='{id}']")).ok().flatten())
        });
    }
}
