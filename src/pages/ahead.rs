//! Chunks fetched ahead, while the browser has nothing else to do: on the landing page the rules, for an applicant what comes next.

use super::{app, basic_check, filing, home};
use crate::chunk::Missing;
use crate::components::field;
use crate::dynamic::{effect, memo};
use crate::routes::{self, Page};
use crate::state::{Session, rules};
use beian_browser::waiting::idle;
use beian_browser::window::{saves_data, window};
use leptos::prelude::{Get, RwSignal};
use leptos::task::spawn_local;

/// Fetches what whoever is known to be here is about to need, each once. A chunk that does not come is asked for again by the page that
/// needs it.
pub fn fetch_ahead(session: RwSignal<Session>) {
    if !cfg!(feature = "split") || saves_data() {
        return;
    }
    let applicant = memo(move || match session.get() {
        Session::Unknown | Session::Offline => None,
        Session::SignedOut => Some(false),
        Session::SignedIn(_) => Some(true),
    });
    effect(move || {
        let applicant = applicant.get();
        spawn_local(async move {
            match applicant {
                None => Ok(()),
                Some(false) => of_visitor().await,
                Some(true) => of_applicant().await,
            }
            .unwrap_or_default();
        });
    });
}

async fn of_visitor() -> Result<(), Missing> {
    idle().await;
    rules::ready().await.map(|_| ())
}

async fn of_applicant() -> Result<(), Missing> {
    idle().await;
    // What the page itself waits for has the line for itself.
    let path = window().location().pathname().unwrap_or_default();
    if !matches!(routes::page(&path), Page::Filing(_)) {
        home::fetch_my_filings().await?;
    }
    app::fetch_filing().await?;
    idle().await;
    rules::ready().await?;
    field::fetch_search().await?;
    filing::fetch_prepare().await?;
    idle().await;
    basic_check::fetch_of_site().await?;
    filing::fetch_steps().await?;
    home::fetch_my_filings().await.map(|_| ())
}
