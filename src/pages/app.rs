//! The applicant's application: which page is shown at which address, inside the frame.
//!
//! The router's own `Routes` would cost 28 kB of what every visitor waits for; its history and hooks are used as they are, and it
//! follows plain links.

use super::filing::OpenFilingPage;
use super::{ahead, checklist, home, sign_in};
use crate::chunk::chunked;
use crate::components::frame::Frame;
use crate::components::heading::Heading;
use crate::components::part::part;
use crate::dynamic::{effect, memo};
use crate::routes::{self, FilingPage, Page};
use crate::state::{Language, Request, Session, rules, session, t, use_language, use_session};
use beian_browser::client::Answer;
use beian_locale::{Lang, Words, ui::Ui};
use beian_model::FilingId;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

type ShowFiling = fn(Memo<FilingId>, Memo<FilingPage>) -> AnyView;

chunked! {
    mine: fn fetch_sign_out() -> fn(RwSignal<Session>, bool, Lang) -> Answer<bool> {
        |known, everywhere, lang| Box::pin(session::sign_out(known, everywhere, lang))
    }
    mine: fn fetch_checklist() -> fn() -> AnyView {
        || view! { <checklist::Checklist /> }.into_any()
    }
    pub(crate) filing: fn fetch_filing() -> ShowFiling {
        |id, page| view! { <OpenFilingPage id page /> }.into_any()
    }
}

/// The applicant's application, of the session that the context has.
#[component]
pub fn App() -> impl IntoView {
    let language = Language::provide();
    rules::come_by(rules::of_wizard);
    let known = use_session();
    ahead::fetch_ahead(known);
    let signing_out = Request::new();
    let on_sign_out = Callback::new(move |everywhere| {
        let lang = language.now();
        signing_out.send(async move {
            if fetch_sign_out().await?(known, everywhere, lang).await? {
                // The page begins anew: nothing of whose it was is left in it.
                let _ = window().location().set_href(routes::HOME);
            }
            Ok(())
        });
    });
    view! {
        <Router>
            <Frame on_sign_out signing_out>
                <PageOfAddress />
            </Frame>
        </Router>
    }
}

/// The page at the address in the browser's bar.
#[component]
fn PageOfAddress() -> impl IntoView {
    let path = use_location().pathname;
    // A link that was followed stands in the history once its page is shown.
    let browser: BrowserUrl = expect_context();
    effect(move || {
        path.track();
        browser.ready_to_complete();
    });
    let at = memo(move || {
        let path = path.read();
        (routes::page(&path), routes::filing_of(&path))
    });
    // What a filing's page is told stays while it gives place to another.
    let filing = Memo::new(move |before: Option<&FilingId>| match (&*at.read(), before) {
        ((Page::Filing(_), id), _) | ((_, id), None) => id.clone(),
        (_, Some(before)) => before.clone(),
    });
    let of_filing = Memo::new(move |before: Option<&FilingPage>| match at.read().0 {
        Page::Filing(page) => page,
        _ => before.copied().unwrap_or(FilingPage::Status),
    });
    // Going from page to page of a filing keeps it open.
    let shown = memo(move || match at.read().0 {
        Page::Filing(_) => Page::Filing(FilingPage::Status),
        other => other,
    });
    move || match shown.get() {
        Page::Home => view! { <home::Home /> }.into_any(),
        Page::SignIn => view! { <sign_in::SignIn /> }.into_any(),
        Page::Checklist => part(fetch_checklist, |page| page()),
        Page::Filing(_) => part(fetch_filing, move |page| page(filing, of_filing)),
        Page::Unknown => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let language = use_language();
    view! {
        <Heading text=Signal::derive(move || Ui::NotFoundTitle.text(language.get()).to_owned()) />
        <p>{t(Ui::NotFoundText)}</p>
        <a href=routes::HOME>{t(Ui::MyFilings)}</a>
    }
}
