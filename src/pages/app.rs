//! The applicant's application: its routes inside the frame.

use super::filing::OpenFilingPage;
use super::{basic_check, checklist, home, organiser, prepare, preview, sign_in, status, verification, websites};
use crate::components::frame::Frame;
use crate::components::heading::Heading;
use crate::state::{Language, session, t};
use beian_locale::{Words, ui::Ui};
use leptos::prelude::*;
use leptos_router::components::{A, ParentRoute, Route, Router, Routes};
use leptos_router::path;

/// The applicant's application.
#[component]
pub fn App() -> impl IntoView {
    let language = Language::provide();
    session::provide_session();
    let not_found = move || {
        view! {
            <Heading text=Signal::derive(move || Ui::NotFoundTitle.text(language.get()).to_owned()) />
            <p>{t(Ui::NotFoundText)}</p>
            <A href=super::addresses::HOME>{t(Ui::MyFilings)}</A>
        }
    };
    view! {
        <Router>
            <Frame>
                <Routes fallback=not_found>
                    <Route path=path!("/") view=home::Home />
                    <Route path=path!("/sign-in") view=sign_in::SignIn />
                    <Route path=path!("/checklist") view=checklist::Checklist />
                    <ParentRoute path=path!("/filings/:id") view=OpenFilingPage>
                        <Route path=path!("") view=status::StatusPage />
                        <Route path=path!("prepare") view=prepare::Prepare />
                        <Route path=path!("basic-check") view=basic_check::BasicCheck />
                        <Route path=path!("verification") view=verification::Verification />
                        <Route path=path!("organiser") view=organiser::OrganiserPage />
                        <Route path=path!("websites") view=websites::Websites />
                        <Route path=path!("preview") view=preview::Preview />
                    </ParentRoute>
                </Routes>
            </Frame>
        </Router>
    }
}
