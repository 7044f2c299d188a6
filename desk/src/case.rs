//! What comes with the desk's one chunk, `case`: the page of a filing, and the words of the rules for it and for all that is refused.
//! With the feature `split`, which only `cargo xtask dist` sets, that is a file of its own; any other build has it in it.

use super::review::Review;
use beian::chunk::{Missing, chunked};
use beian::components::part::part;
use beian::state::rules::{self, Coming, Rules};
use beian_browser::waiting::idle;
use beian_browser::window::saves_data;
use beian_model::FilingId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the chunk brings.
#[derive(Clone, Copy)]
struct Case {
    page: fn(FilingId) -> AnyView,
    rules: Rules,
}

chunked! {
    case: fn fetch_case() -> Case {
        Case { page: |id| view! { <Review id /> }.into_any(), rules: Rules::words() }
    }
}

/// How the desk comes by the rules.
pub fn rules_of_desk() -> Coming {
    Box::pin(async { Ok(fetch_case().await?.rules) })
}

/// The page, once the rules are known that speak on it.
async fn page() -> Result<fn(FilingId) -> AnyView, Missing> {
    let case = fetch_case().await?;
    rules::ready().await?;
    Ok(case.page)
}

/// The page of a filing.
pub fn shown(id: FilingId) -> AnyView {
    part(page, move |page| page(id.clone()))
}

/// Fetches it while the browser has nothing else to do, unless the person's browser saves data. Where it does not come, it is asked for
/// again by who opens a filing.
pub fn fetch_ahead() {
    if !cfg!(feature = "split") || saves_data() {
        return;
    }
    spawn_local(async {
        idle().await;
        page().await.map(|_| ()).unwrap_or_default();
    });
}
