//! Staff sign-in: e-mail and password. A second step is made on a page of the server's.

use super::staff::{Staff, page_of_server, signed_in, use_staff};
use beian::components::heading::Heading;
use beian::components::refusal::Refusal;
use beian::components::text_input::TextInput;
use beian::state::{Request, t, use_language};
use beian_browser::client::staff;
use beian_locale::{Words, desk::Desk, ui::Ui};
use beian_model::wire::Credentials;
use leptos::prelude::*;

/// The page of who is not signed in, or no longer.
#[component]
pub fn StaffSignIn() -> impl IntoView {
    let language = use_language();
    let who = use_staff();
    let is_over = who.with_untracked(|who| matches!(who, Staff::Ended(_)));
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let request = Request::new();
    let busy = request.busy();
    let sign_in = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        request.send(async move {
            let credentials =
                Credentials { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
            let account = staff::sign_in(&credentials).await?;
            match &account.second_factor {
                Some(page) => {
                    // The server leads back here.
                    let _ = window().location().set_href(&page_of_server(page, language.now()));
                }
                None => signed_in(who, account),
            }
            Ok(())
        });
    };
    view! {
        <div class="narrow">
            <Heading text=Signal::derive(move || Desk::SignIn.text(language.get()).to_owned()) />
            {is_over.then(|| view! {
                <p class="notice notice--warn" role="alert" data-session-ended="true">{t(Ui::SessionEnded)}</p>
            })}
            <form novalidate on:submit=sign_in>
                <div class="field">
                    <label class="field__label" for="email">{t(Desk::Email)}</label>
                    <TextInput id="email" mode="email" autocomplete="username" value=email
                        on_text=move |text| email.set(text) />
                </div>
                <div class="field">
                    <label class="field__label" for="password">{t(Desk::Password)}</label>
                    <TextInput id="password" kind="password" autocomplete="current-password" value=password
                        on_text=move |text| password.set(text) />
                </div>
                <Refusal error=request.refused() />
                <div class="actions">
                    <button type="submit" class="button button--primary" data-action="sign-in" disabled=move || busy.get()>
                        {t(Desk::SignIn)}
                    </button>
                </div>
            </form>
        </div>
    }
}
