//! The tabs of the queue, each with how many filings it has.

use super::queue_state::QueueState;
use beian::dynamic::dynamic;
use beian::state::t;
use beian_locale::{Word, desk::Desk};
use beian_model::wire::QueueCounts;
use leptos::prelude::*;

/// A tab by its name in the address, its word and its count.
type Tab = (&'static str, Word, fn(&QueueCounts) -> u32);

const TABS: [Tab; 5] = [
    ("waiting", Desk::TabWaiting, |counts| counts.waiting),
    ("mine", Desk::TabMine, |counts| counts.mine),
    ("applicant", Desk::TabApplicant, |counts| counts.applicant),
    ("bureau", Desk::TabBureau, |counts| counts.bureau),
    ("done", Desk::TabDone, |counts| counts.done),
];

/// So many are counted.
const MOST_COUNTED: u32 = 1_000;

/// The tabs.
pub fn tabs(queue: QueueState) -> AnyView {
    let tabs = TABS.into_iter().map(|(name, word, count)| {
        let is_here = move || queue.query.read().split('&').find_map(|one| one.strip_prefix("tab=")).unwrap_or("waiting") == name;
        let counted = move || {
            let count = queue.list.read().as_ref().map(|page| count(&page.counts))?;
            Some(if count < MOST_COUNTED { count.to_string() } else { "999+".to_owned() })
        };
        view! {
            <a class="tabs__tab" href=format!("#/?tab={name}") data-tab=name aria-current=move || is_here().then_some("page")>
                {t(word)} " " <span class="tabs__count">{dynamic(counted)}</span>
            </a>
        }
        .into_any()
    });
    let tabs = tabs.collect_view();
    view! { <nav class="tabs" aria-label=t(Desk::QueueTabs)>{tabs}</nav> }.into_any()
}
