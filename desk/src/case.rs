//! What comes with the chunk `case`: the words of the rules, for all that is refused and for the page of a filing, the queue's tools, what
//! stands above that page (the way back to the queue, and to the next filing), and calls and shortcuts of a filing. The page itself comes with
//! `viewing`, which only code of this chunk asks for. With the feature `split`, which only `cargo xtask dist` sets, each is a file of its own; any
//! other build has them in it.

use super::calls;
use super::deciding::Case as Deciding;
use super::key_sheet::KeySheet;
use super::next::{Taking, queue_address};
use super::related::related;
use super::tools::QueueTools;
use super::viewing::fetch_page;
use beian::chunk::{Missing, chunked};
use beian::components::part::part;
use beian::state::rules::{self, Coming, Rules};
use beian::state::t;
use beian_browser::waiting::idle;
use beian_browser::window::saves_data;
use beian_locale::desk::Desk;
use beian_model::FilingId;
use beian_model::wire::ReviewView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// What the chunk brings.
#[derive(Clone, Copy)]
pub struct Case {
    rules: Rules,
    page: fn(FilingId) -> AnyView,
    ahead: fn(),
    /// What is done with the queue.
    pub tools: QueueTools,
    /// What else the page of a filing has from it.
    pub beside: fn() -> Beside,
}

/// What the page of a filing has from here: one word of the chunk's, since everybody who fetches it passes it on.
pub struct Beside {
    /// The sheet of its shortcuts, open while the signal says so.
    pub sheet: fn(RwSignal<bool>) -> AnyView,
    /// Where else its organiser and its people stand.
    pub related: fn(StoredValue<ReviewView>) -> AnyView,
    /// Calls and remarks of a filing.
    pub calls: fn(Deciding) -> AnyView,
}

chunked! {
    case: fn fetch_case() -> Case {
        Case { rules: Rules::words(), page: page_of, ahead: page_ahead, tools: QueueTools::all(), beside }
    }
}

fn beside() -> Beside {
    Beside { sheet, related, calls: calls::shown }
}

fn sheet(open: RwSignal<bool>) -> AnyView {
    view! { <KeySheet open /> }.into_any()
}

/// The page, once the rules are known that speak on it.
async fn page() -> Result<fn(FilingId) -> AnyView, Missing> {
    let page = fetch_page().await?;
    rules::ready().await?;
    Ok(page)
}

fn page_of(id: FilingId) -> AnyView {
    let taking = Taking::nothing();
    view! {
        <div class="queue-bar__line">
            <a href=queue_address() data-action="queue">{t(Desk::BackToQueue)}</a>
            {taking.button("secondary")}
        </div>
        {taking.answer()}
        {part(page, move |page| page(id.clone()))}
    }
    .into_any()
}

fn page_ahead() {
    spawn_local(async {
        page().await.map(|_| ()).unwrap_or_default();
    });
}

/// How the desk comes by the rules.
pub fn rules_of_desk() -> Coming {
    Box::pin(async { Ok(fetch_case().await?.rules) })
}

/// What somebody makes of the chunk, once it is there: compiled once for all of them.
pub fn with(show: Rc<dyn Fn(Case) -> AnyView>) -> AnyView {
    part(fetch_case, move |case| show(case))
}

/// The page of a filing.
pub fn shown(id: FilingId) -> AnyView {
    with(Rc::new(move |case| (case.page)(id.clone())))
}

/// Fetches it while the browser has nothing else to do, unless the person's browser saves data. Where it does not come, it is asked for
/// again by who opens a filing.
pub fn fetch_ahead() {
    if !cfg!(feature = "split") || saves_data() {
        return;
    }
    spawn_local(async {
        idle().await;
        if let Ok(case) = fetch_case().await {
            (case.ahead)();
        }
    });
}
