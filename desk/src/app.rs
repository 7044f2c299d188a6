//! The staff's application: one page whose address's fragment names the filing (`#/filings/<id>`).

use super::staff::{self, Staff};
use super::{case, queue::Queue, sign_in::StaffSignIn};
use beian::components::refusal::Refusal;
use beian::dynamic::dynamic;
use beian::state::{ApiError, Language, Request, rules, t};
use beian_browser::client::staff as calls;
use beian_locale::desk::Desk;
use beian_model::FilingId;
use leptos::prelude::*;
use leptos::task::spawn_local;

fn open_filing() -> Option<FilingId> {
    let hash = window().location().hash().ok()?;
    let id = hash.strip_prefix("#/filings/")?;
    (!id.is_empty()).then(|| FilingId(id.to_owned()))
}

/// The staff's application.
#[component]
pub fn DeskApp() -> impl IntoView {
    let language = Language::provide();
    rules::come_by(case::rules_of_desk);
    let who = RwSignal::new(Staff::Unknown);
    provide_context(who);
    let asking = Request::new();
    let filing = RwSignal::new(open_filing());
    let on_hash = window_event_listener(leptos::ev::hashchange, move |_| filing.set(open_filing()));
    on_cleanup(move || on_hash.remove());
    asking.send(async move {
        match calls::current().await {
            Ok(Some(account)) => who.set(Staff::SignedIn(account)),
            Ok(None) => who.set(Staff::SignedOut),
            Err(refused) => {
                who.set(Staff::SignedOut);
                if refused == ApiError::Offline {
                    return Err(refused);
                }
            }
        }
        Ok(())
    });
    let sign_out = move |_| {
        spawn_local(async move {
            // Whatever the server says, this page forgets who it was.
            let _ = calls::sign_out().await;
            staff::sign_out(who);
        });
    };
    let name = move || match who.get() {
        Staff::SignedIn(account) => Some(account.name),
        _ => None,
    };
    let signed_in = Memo::new(move |_| matches!(who.get(), Staff::SignedIn(_)));
    let page = move || {
        if !signed_in.get() {
            return match who.get() {
                Staff::Unknown => view! { <p class="skeleton" role="status">{t(Desk::Loading)}</p> }.into_any(),
                _ => view! { <StaffSignIn /> }.into_any(),
            };
        }
        match filing.get() {
            Some(id) => case::shown(id),
            None => view! { <Queue /> }.into_any(),
        }
    };
    view! {
        <header class="header">
            <a class="header__brand" href="#/">{t(Desk::ProductName)}</a>
            <nav class="header__nav" aria-label=t(Desk::Navigation)>
                {dynamic(move || name().map(|name| view! {
                    <span class="header__who">{name}</span>
                    <button type="button" class="button button--quiet" data-action="sign-out" on:click=sign_out>
                        {t(Desk::SignOut)}
                    </button>
                }))}
                <button type="button" class="button button--quiet" data-action="language" on:click=move |_| language.switch()>
                    {t(Desk::OtherLanguage)}
                </button>
            </nav>
        </header>
        <main class="desk" id="main" tabindex="-1">
            <Refusal error=asking.refused() />
            {dynamic(page)}
        </main>
    }
}
