//! Header and footer of the applicant's pages: product, my filings, language, sign-out.

use super::text_link::text_link;
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::{Request, Session, t, use_language, use_session};
use beian_locale::{Word, ui::Ui};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The frame around a page.
#[component]
pub fn Frame(
    /// Called to sign out: everywhere (true), or here.
    on_sign_out: Callback<bool>,
    /// The request to sign out.
    signing_out: Request,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let session = use_session();
    let path = use_location().pathname;
    let is_home = move || (*path.read() == routes::HOME).then_some("page");
    let account = move || match session.get() {
        Session::SignedIn(account) => Some(account.mobile),
        _ => None,
    };
    let way_out = move |action: &'static str, word: Word, everywhere: bool| {
        view! {
            <button type="button" class="button button--quiet" data-action=action on:click=move |_| on_sign_out.run(everywhere)>
                {t(word)}
            </button>
        }
    };
    let not_out = move || {
        signing_out.refused().read().is_some().then(|| {
            let said = t(Ui::StillSignedIn);
            view! { <p class="notice notice--bad" data-still-signed-in="true">{said}</p> }
        })
    };
    view! {
        <a class="skip-link" href="#main" rel="external" on:click=move |event| {
            event.prevent_default();
            beian_browser::focus::focus_id("main");
        }>{t(Ui::SkipToContent)}</a>
        <header class="header">
            <a href=routes::HOME class="header__brand">{t(Ui::ProductName)}</a>
            <nav class="header__nav" aria-label=t(Ui::Navigation)>
                {dynamic(move || account().map(|mobile| view! {
                    <a href=routes::HOME aria-current=is_home>{t(Ui::MyFilings)}</a>
                    <details class="header__account">
                        <summary>{mobile}</summary>
                        <div class="header__menu">
                            {way_out("sign-out", Ui::SignOut, false)}
                            {way_out("sign-out-everywhere", Ui::SignOutEverywhere, true)}
                        </div>
                    </details>
                }))}
                <button type="button" class="button button--quiet" data-action="language" on:click=move |_| language.switch()>
                    {t(Ui::OtherLanguage)}
                </button>
            </nav>
        </header>
        <main class="page" id="main" tabindex="-1"><div role="alert">{dynamic(not_out)}</div>{children()}</main>
        <footer class="footer">
            <p>{t(Ui::FooterNote)} " " {text_link("help", Ui::Help)} " " {text_link("privacy", Ui::Privacy)}</p>
        </footer>
    }
}
