//! Reasons of the library for a field (退回理由库): nine at the most, by the keys 1 to 9, while nothing is written on it.

use super::staff;
use super::written::Written;
use beian::dynamic::dynamic;
use beian::state::use_language;
use beian_browser::client::staff as calls;
use beian_browser::focus::focus_soon;
use beian_locale::Lang;
use beian_model::Path;
use beian_model::wire::LibraryReason;
use leptos::prelude::*;
use std::cell::RefCell;

/// As many as there are keys.
const MOST: usize = 9;

thread_local! {
    /// The library, once it came: it is read once a page.
    static LIBRARY: RefCell<Option<Vec<LibraryReason>>> = const { RefCell::new(None) };
}

/// The reasons for a field.
#[component]
pub fn Reasons(
    /// The field.
    path: Path,
    /// What the reviewer wrote.
    written: Written,
) -> impl IntoView {
    let language = use_language();
    let known = LIBRARY.with_borrow(Clone::clone);
    let request = staff::request();
    let is_known = known.is_some();
    let library = RwSignal::new(known.unwrap_or_default());
    if !is_known {
        // Where it does not come, reasons are typed.
        request.ask(async { calls::reasons().await }, move |all| {
            LIBRARY.set(Some(all.clone()));
            library.set(all);
        });
    }
    let one = move |(n, reason): (usize, LibraryReason), lang: Lang| {
        let text = reason.text();
        let take = move |_| {
            written.set(Some(path), text.clone());
            focus_soon(format!("mark-{path}"));
        };
        let words = if lang == Lang::Chinese { reason.zh } else { reason.en };
        view! {
            <li>
                <button type="button" class="reasons__one" data-reason=n + 1 on:click=take><kbd>{n + 1}</kbd> " " {words}</button>
            </li>
        }
    };
    let list = move || {
        if written.is_written(Some(path)) {
            return None;
        }
        let lang = language.get();
        let fitting: Vec<_> = library.read().iter().filter(|one| one.fits(path)).take(MOST).cloned().collect();
        let lines = fitting.into_iter().enumerate().map(|reason| one(reason, lang)).collect_view();
        Some(view! { <ol class="reasons">{lines}</ol> })
    };
    view! { {dynamic(list)} }.into_any()
}
