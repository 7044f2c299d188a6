//! A link to a text of the operator, beside the question that it answers.

use crate::dynamic::dynamic;
use crate::routes;
use crate::state::use_language;
use beian_locale::{Word, Words};
use leptos::prelude::*;

/// A link to a text, or a part of it (`help#code`), in a tab of its own: what is being filled in stays.
pub fn text_link(name: &'static str, word: Word) -> AnyView {
    let language = use_language();
    let link = move || {
        let lang = language.get();
        view! { <a href=routes::text(name, lang) target="_blank" rel="external noopener">{word.text(lang)}</a> }
    };
    dynamic(link).into_any()
}
