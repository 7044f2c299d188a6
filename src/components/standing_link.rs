//! The way to the server's page of where a filing stands (备案进度详情), which costs the wizard no byte: what to do where the ministry's code does not
//! come, what is due after the approval, to print and for a calendar, and beginning again.

use crate::dynamic::dynamic;
use crate::routes;
use crate::state::{use_filing, use_language};
use beian_locale::{Word, Words};
use leptos::prelude::*;

/// A link to that page of the open filing.
#[component]
pub fn StandingLink(
    /// What is done there now.
    word: Word,
) -> impl IntoView {
    let language = use_language();
    let id = use_filing().id();
    let link = move || {
        let lang = language.get();
        view! { <a href=routes::standing(&id, lang) rel="external" data-standing="true">{word.text(lang)}</a> }
    };
    view! { <p>{dynamic(link)}</p> }
}
