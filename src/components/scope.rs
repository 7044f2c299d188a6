//! What can be filed here, said before the first field, and where to go with anything else.

use super::text_link::text_link;
use crate::state::t;
use beian_locale::ui::Ui;
use leptos::prelude::*;

/// One sentence, and the way to the operator's text.
#[component]
pub fn Scope() -> impl IntoView {
    view! { <p>{t(Ui::Scope)} " " {text_link("scope", Ui::ScopeMore)}</p> }
}
