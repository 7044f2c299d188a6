//! A line that leads to a field: on this page it takes the focus there, on another it opens that page at the field.

use crate::routes;
use crate::state::{OpenFiling, use_filing};
use beian_browser::focus::{focus_id, focus_soon};
use beian_model::{Path, Step};
use leptos::prelude::*;

/// Moves the focus to a field of this page, opening its website first.
pub fn go_to_field(filing: Option<OpenFiling>, path: Path) {
    if let (Some(filing), Some(site)) = (filing, path.site()) {
        filing.show_site(site);
    }
    // A website that was closed is drawn by the next frame.
    let id = path.to_string();
    if !focus_id(&id) {
        focus_soon(id);
    }
}

/// A link to a field of the open filing.
#[component]
pub fn FieldLink(
    /// The field.
    path: Path,
    /// The page that asks for it.
    step: Step,
    /// What the link says.
    words: String,
    /// Called as the person goes.
    on_go: Option<Callback<()>>,
) -> impl IntoView {
    let filing = use_filing();
    let address = routes::field(&filing.id(), step, path);
    let page = routes::step(&filing.id(), step);
    view! {
        <a href=address on:click=move |event: web_sys::MouseEvent| {
            if let Some(on_go) = on_go {
                on_go.run(());
            }
            let here = window().location().pathname().unwrap_or_default();
            if here == page {
                // The router would change the address and leave the focus where it is.
                event.prevent_default();
                event.stop_propagation();
                go_to_field(Some(filing), path);
            }
        }>
            {words}
        </a>
    }
}
