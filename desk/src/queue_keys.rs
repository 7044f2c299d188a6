//! The queue by keyboard: rows, search, tabs, and the sheet that says which keys there are.

use super::next::Taking;
use super::queue_bulk;
use super::queue_filters::at_tab;
use super::queue_state::QueueState;
use super::queue_tools::go;
use beian::state::t;
use beian_browser::focus::focus_id;
use beian_browser::keys::is_composing;
use beian_locale::{Word, desk::Desk};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The keys, as the sheet says them.
const SHEET: [(&str, Word); 7] = [
    ("j k", Desk::KeyRows),
    ("Enter", Desk::KeyOpen),
    ("x", Desk::KeyPick),
    ("n", Desk::KeyNext),
    ("/", Desk::KeySearch),
    ("1 – 5", Desk::KeyTabs),
    ("?", Desk::KeySheet),
];

/// The tabs by their number.
const TABS: [&str; 5] = ["waiting", "mine", "applicant", "bureau", "done"];

/// The id of the search's field.
pub const SEARCH: &str = "queue-search";

fn row_in_focus() -> Option<Element> {
    document().active_element()?.closest("tr[data-filing]").ok()?
}

/// Takes the focus to a row: to its link, or to what chooses it where it cannot be opened.
pub fn focus_row(row: Option<Element>) {
    let find = |css| row.as_ref().and_then(|row| row.query_selector(css).ok().flatten());
    let within = find("a").or_else(|| find("input"));
    if let Some(element) = within.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A browser always can.
        let _ = element.focus();
    }
}

/// Somebody types, or chooses from a list: the key is theirs.
fn is_taken(event: &KeyboardEvent) -> bool {
    let with_others = event.ctrl_key() || event.alt_key() || event.meta_key();
    let element = document().active_element();
    let writes = "input:not([type='checkbox']), textarea, select, dialog";
    let in_field = element.and_then(|element| element.closest(writes).ok().flatten()).is_some();
    let is_open = document().query_selector("dialog[open]").ok().flatten().is_some();
    with_others || in_field || is_open || event.default_prevented() || is_composing(event)
}

/// Hears the keys, and shows which there are.
pub fn keys(queue: QueueState, taking: Taking) -> AnyView {
    let sheet = NodeRef::<html::Dialog>::new();
    let show = move || {
        if let Some(sheet) = sheet.get_untracked().filter(|sheet| !sheet.open()) {
            let _ = sheet.show_modal();
        }
    };
    let hears = window_event_listener(leptos::ev::keydown, move |event| {
        if is_taken(&event) {
            return;
        }
        let first = || document().query_selector("tr[data-filing]").ok().flatten();
        match event.key().as_str() {
            "j" => focus_row(row_in_focus().map_or_else(first, |row| row.next_element_sibling())),
            "k" => focus_row(row_in_focus().map_or_else(first, |row| row.previous_element_sibling())),
            "x" => row_in_focus()
                .iter()
                .for_each(|row| queue_bulk::turn(queue, &row.get_attribute("data-filing").unwrap_or_default())),
            "n" => taking.next(),
            "/" => drop(focus_id(SEARCH)),
            "?" => show(),
            key => match key.parse::<usize>().ok().and_then(|n| TABS.get(n.checked_sub(1)?)) {
                Some(tab) => go(&at_tab(&queue.query.read_untracked(), tab)),
                None => return,
            },
        }
        event.prevent_default();
    });
    on_cleanup(move || hears.remove());
    let lines = SHEET.map(|(key, word)| view! { <dt><kbd>{key}</kbd></dt> <dd>{t(word)}</dd> });
    view! {
        <button type="button" class="button button--quiet" data-action="shortcuts" aria-keyshortcuts="?" aria-haspopup="dialog"
            on:click=move |_| show()>
            {t(Desk::Shortcuts)}
        </button>
        <dialog class="dialog" node_ref=sheet aria-labelledby="shortcuts-title" data-shortcuts="true">
            <h2 id="shortcuts-title">{t(Desk::Shortcuts)}</h2>
            <dl class="keys">{lines}</dl>
            <form method="dialog" class="actions">
                <button class="button button--secondary" data-action="close">{t(Desk::Close)}</button>
            </form>
        </dialog>
    }
    .into_any()
}
