//! What the screens share: a heading, a refusal.

use super::words;
use crate::client::ApiError;
use crate::locale::phone::Phone;
use crate::state::{t, use_language};
use leptos::prelude::*;

/// The heading of a screen, which takes the focus when the screen appears.
#[component]
pub fn Title(
    /// What the screen is.
    text: Phone,
) -> impl IntoView {
    view! { <h1 class="phone__title" id="title" tabindex="-1">{t(text)}</h1> }
}

/// A refusal, announced.
#[component]
pub fn Told(
    /// Its code.
    kind: &'static str,
    /// Its words.
    text: String,
) -> impl IntoView {
    view! { <p class="notice notice--bad" role="alert" data-problem=kind>{text}</p> }
}

/// The refusal of a request while there is one.
#[component]
pub fn Refused(
    /// The refusal.
    error: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    let language = use_language();
    move || {
        let lang = language.get();
        error.get().map(|error| view! { <Told kind=words::kind(&error) text=words::refusal(&error, lang) /> })
    }
}
