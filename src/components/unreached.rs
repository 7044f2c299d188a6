//! What is said where it is not known who is here, as the server was not reached.

use crate::state::{session, t, use_session};
use beian_locale::ui::Ui;
use leptos::prelude::*;

/// Says it, with the way to ask again.
pub fn unreached() -> AnyView {
    let known = use_session();
    view! {
        <p class="notice notice--warn" role="alert">{t(Ui::Offline)}</p>
        <button type="button" class="button button--secondary" data-action="ask-again" on:click=move |_| session::ask(known)>
            {t(Ui::TryAgain)}
        </button>
    }
    .into_any()
}
