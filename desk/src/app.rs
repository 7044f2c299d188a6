//! The staff's application: one page whose address's fragment names the filing (`#/filings/<id>`).

use super::sign_in::{SignInForm, StaffSignIn};
use super::staff::Staff;
use super::{case, queue::Queue};
use beian::components::refusal::Refusal;
use beian::dynamic::dynamic;
use beian::state::{ApiError, Language, Request, rules, t};
use beian_browser::client::staff as calls;
use beian_locale::{desk::Desk, ui::Ui};
use beian_model::FilingId;
use leptos::prelude::*;

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
    let signing_out = Request::new();
    let sign_out = move |_| {
        signing_out.send(async move {
            calls::sign_out().await?;
            who.set(Staff::SignedOut);
            Ok(())
        });
    };
    let name = move || match who.get() {
        Staff::SignedIn(account) => Some(account.name),
        _ => None,
    };
    // Somebody's, which stays as it is while they sign in again.
    let is_somebodys = Memo::new(move |_| matches!(*who.read(), Staff::SignedIn(_) | Staff::Ended(_)));
    let is_unknown = Memo::new(move |_| *who.read() == Staff::Unknown);
    let is_over = Memo::new(move |_| matches!(*who.read(), Staff::Ended(_)));
    let page = move || match (is_somebodys.get(), filing.get()) {
        (false, _) if is_unknown.get() => view! { <p class="skeleton" role="status">{t(Desk::Loading)}</p> }.into_any(),
        (false, _) => view! { <StaffSignIn /> }.into_any(),
        (true, Some(id)) => case::shown(id),
        (true, None) => view! { <Queue /> }.into_any(),
    };
    let sign_in_again = move || {
        is_over.get().then(|| {
            view! {
                <section class="card session-ended" data-session-ended="true" aria-label=t(Desk::SignIn)>
                    <p class="notice notice--warn" role="alert">{t(Ui::SessionEnded)}</p>
                    <SignInForm />
                </section>
            }
        })
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
            <Refusal error=signing_out.refused() />
            {dynamic(sign_in_again)}
            {dynamic(page)}
        </main>
    }
}
