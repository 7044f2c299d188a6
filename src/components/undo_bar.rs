//! "Removed. Undo": stays until it is used, closed, or something else is removed.

use super::part::part;
use crate::chunk::chunked;
use crate::dynamic::{dynamic, memo};
use crate::state::undo::Removed;
use crate::state::{t, use_filing};
use beian_browser::focus::focus_soon;
use beian_locale::ui::Ui;
use leptos::prelude::*;

/// Id of the undo button, which takes the focus of the button that removed something.
const UNDO: &str = "undo";

/// Moves the focus to the undo button once it is drawn.
pub fn focus_undo() {
    focus_soon(UNDO);
}

/// What was removed last, and the way to put it back.
#[component]
pub fn UndoBar() -> impl IntoView {
    let filing = use_filing();
    let is_shown = memo(move || filing.removed.read().is_some());
    view! { {dynamic(move || is_shown.get().then(|| part(fetch_undo_bar, |bar| bar())))} }.into_any()
}

chunked! {
    fields: fn fetch_undo_bar() -> fn() -> AnyView {
        bar
    }
}

fn bar() -> AnyView {
    let filing = use_filing();
    let bar = move || {
        let removed = filing.removed.get()?;
        let (what, name, id) = match removed {
            Removed::Site(_, site) => (Ui::SiteRemoved, site.name.clone(), format!("site-{}", site.id)),
            Removed::Domain(site, _, domain) => (Ui::DomainRemoved, domain, format!("site-{site}")),
            Removed::Approval(site, ..) => (Ui::ApprovalRemoved, String::new(), format!("site-{site}")),
        };
        Some(
            view! {
                <div class="undo" data-removed="true">
                    <p role="status">{t(what)} " " {name}</p>
                    <button type="button" class="button button--secondary" id=UNDO data-action="undo" on:click=move |_| {
                        filing.undo();
                        focus_soon(id.clone());
                    }>
                        {t(Ui::Undo)}
                    </button>
                    <button type="button" class="button button--quiet" data-action="undo-dismiss"
                        on:click=move |_| filing.removed.set(None)>
                        {t(Ui::Close)}
                    </button>
                </div>
            }
            .into_any(),
        )
    };
    dynamic(bar)
}
