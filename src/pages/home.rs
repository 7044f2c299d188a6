//! The home page: what can be learned before signing in and the way in, or my filings for who is signed in.

use super::{landing::Landing, my_filings::MyFilings};
use crate::chunk::chunked;
use crate::components::heading::Heading;
use crate::components::part::part;
use crate::dynamic::{dynamic, memo};
use crate::state::{Session, session, t, use_language, use_session};
use beian_locale::{Words, ui::Ui};
use leptos::prelude::*;

chunked! {
    pub(crate) mine: fn fetch_my_filings() -> fn() -> AnyView {
        || view! { <MyFilings /> }.into_any()
    }
}

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let language = use_language();
    let known = use_session();
    let signed_in = memo(move || matches!(known.get(), Session::SignedIn(_)));
    let content = move || {
        if signed_in.get() {
            return part(fetch_my_filings, |mine| mine());
        }
        match known.get() {
            Session::Unknown => view! { <p class="skeleton" role="status">{t(Ui::Loading)}</p> }.into_any(),
            Session::Offline => view! {
                <p class="notice notice--warn" role="alert">{t(Ui::Offline)}</p>
                <button type="button" class="button button--secondary" on:click=move |_| session::ask(known)>
                    {t(Ui::TryAgain)}
                </button>
            }
            .into_any(),
            _ => view! { <Landing /> }.into_any(),
        }
    };
    view! {
        <Heading text=Signal::derive(move || {
            let word = if signed_in.get() { Ui::MyFilings } else { Ui::ProductName };
            word.text(language.get()).to_owned()
        }) />
        {dynamic(content)}
    }
}
