//! Staff sign-in: e-mail and password.

use super::staff::{Staff, use_staff};
use beian::components::heading::Heading;
use beian::components::refusal::Refusal;
use beian::components::text_input::TextInput;
use beian::state::{t, use_language};
use beian_browser::client::{ApiError, staff};
use beian_locale::{Words, desk::Desk};
use beian_model::wire::Credentials;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The sign-in of the desk.
#[component]
pub fn StaffSignIn() -> impl IntoView {
    let language = use_language();
    let who = use_staff();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let sign_in = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let credentials =
                Credentials { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
            match staff::sign_in(&credentials).await {
                Ok(account) => who.set(Staff::SignedIn(account)),
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="narrow">
            <Heading text=Signal::derive(move || Desk::SignIn.text(language.get()).to_owned()) />
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
                <Refusal error />
                <div class="actions">
                    <button type="submit" class="button button--primary" data-action="sign-in" disabled=move || busy.get()>
                        {t(Desk::SignIn)}
                    </button>
                </div>
            </form>
        </div>
    }
}
