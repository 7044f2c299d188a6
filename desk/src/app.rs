//! The staff's application: one page whose address's fragment names the filing (`#/filings/<id>`), or what is asked of the
//! queue (`#/?tab=mine`).

use super::sign_in::StaffSignIn;
use super::staff::{Staff, is_signed_out, page_of_server};
use super::{case, queue::Queue};
use beian::components::refusal::Refusal;
use beian::dynamic::{dynamic, memo};
use beian::state::{ApiError, Language, Request, rules, t};
use beian_browser::client::staff as calls;
use beian_browser::window::hear_first;
use beian_locale::desk::Desk;
use beian_model::FilingId;
use leptos::prelude::*;

/// What the address's fragment says.
fn place() -> String {
    window().location().hash().unwrap_or_default()
}

/// The staff's application.
#[component]
pub fn DeskApp() -> impl IntoView {
    let language = Language::provide();
    rules::come_by(case::rules_of_desk);
    let who = RwSignal::new(Staff::Unknown);
    provide_context(who);
    let asking = Request::new();
    let here = RwSignal::new(place());
    hear_first(&["hashchange"], move |_| {
        here.try_set(place());
    });
    let filing = memo(move || here.read().strip_prefix("#/filings/").unwrap_or_default().to_owned());
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
        asking.send(async move {
            match calls::sign_out().await {
                Err(error) if !is_signed_out(&error) => Err(error),
                _ => {
                    who.set(Staff::SignedOut);
                    Ok(())
                }
            }
        });
    };
    let name = move || match who.get() {
        Staff::SignedIn(account) => Some(account.name),
        _ => None,
    };
    // What a colleague was at stays as it is while they sign in again.
    let is_somebodys = memo(move || matches!(*who.read(), Staff::SignedIn(_) | Staff::Ended(_)));
    let page = move || {
        is_somebodys.get().then(|| match filing.get() {
            id if id.is_empty() => view! { <Queue here /> }.into_any(),
            id => case::shown(FilingId(id)),
        })
    };
    let way_in = move || match *who.read() {
        Staff::SignedIn(_) => ().into_any(),
        Staff::Unknown => view! { <p class="skeleton" role="status">{t(Desk::Loading)}</p> }.into_any(),
        Staff::SignedOut | Staff::Ended(_) => view! { <StaffSignIn /> }.into_any(),
    };
    view! {
        <header class="header">
            <a class="header__brand" href="#/">{t(Desk::ProductName)}</a>
            <nav class="header__nav" aria-label=t(Desk::Navigation)>
                {dynamic(move || name().map(|name| view! {
                    <a class="header__who" href=page_of_server("/staff/account", language.get())>{name}</a>
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
            {dynamic(way_in)}
            <div hidden=move || matches!(*who.read(), Staff::Ended(_))>{dynamic(page)}</div>
        </main>
    }
}
