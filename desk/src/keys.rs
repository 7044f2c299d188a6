//! The keys of a filing's page: each clicks what is there to be clicked, and none does anything while somebody types.

use super::deciding::Case;
use super::staff::Staff;
use beian::state::rules as rule_words;
use beian_browser::focus::{focus_id, focus_soon};
use beian_locale::Lang;
use beian_model::Path;
use leptos::ev::keydown;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

/// A field's row, by the attribute that names it.
const ROWS: &str = ".summary__row[data-path]";

/// What opens the box of a row.
const MARK: &str = "[data-action='mark']";

/// The button that a key clicks.
fn button(key: &str) -> Option<&'static str> {
    Some(match key {
        "c" => "[data-action='claim']",
        "n" => "[data-action='next']",
        "r" => "[data-action='return']",
        "R" => "[data-action='reject']",
        "a" => "[data-action='approve']",
        "u" => "[data-action='undo'], [data-action='undo-first']",
        "q" => "[data-action='queue']",
        "?" => "[data-action='keys']",
        _ => return None,
    })
}

/// Follows the keys of a filing as long as the owner lives and somebody is signed in.
pub fn follow(who: RwSignal<Staff>, case: Case) {
    let listening = window_event_listener(keydown, move |event| {
        let is_signed_in = who.try_with_untracked(|who| matches!(who, Staff::SignedIn(_))) == Some(true);
        if is_signed_in && press(&event, &case) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listening.remove());
}

/// Does what a key is for; whether it is for anything.
fn press(event: &KeyboardEvent, case: &Case) -> bool {
    let is_with_others = event.ctrl_key() || event.meta_key() || event.alt_key();
    if is_with_others || event.is_composing() || event.default_prevented() || one("dialog[open]").is_some() {
        return false;
    }
    let at = document().active_element();
    let key = event.key();
    if let Some(control) = at.filter(is_typed_into) {
        return press_within(&key, &control);
    }
    match key.as_str() {
        "j" => step(case, true),
        "k" => step(case, false),
        "m" => mark(),
        "f" => take_finding(case),
        "p" => focus_id("call-note"),
        _ => button(&key).is_some_and(click),
    }
}

/// In a mark that is empty a digit takes a reason of the library; out of any mark `Esc` leads back to its row.
fn press_within(key: &str, control: &Element) -> bool {
    let Some(row) = control.closest(ROWS).ok().flatten() else { return false };
    let is_empty = control.dyn_ref::<HtmlTextAreaElement>().is_some_and(|control| control.value().is_empty());
    match key {
        "Escape" => focus(&row),
        "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" if is_empty => {
            click_in(&row, &format!("[data-reason='{key}']"))
        }
        _ => false,
    }
}

fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Letters go into it.
fn is_typed_into(element: &Element) -> bool {
    let is_editable = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    is_editable || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

fn click(selector: &str) -> bool {
    document().body().is_some_and(|body| click_in(&body, selector))
}

fn click_in(part: &Element, selector: &str) -> bool {
    let button = part.query_selector(selector).ok().flatten().filter(|button| !button.has_attribute("disabled"));
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else { return false };
    button.click();
    true
}

/// Takes the focus to a row, which is no stop of the tabulator.
fn focus(row: &Element) -> bool {
    let _ = row.set_attribute("tabindex", "-1");
    row.dyn_ref::<HtmlElement>().is_some_and(|row| row.focus().is_ok())
}

/// The row in which the focus is.
fn present() -> Option<Element> {
    document().active_element()?.closest(ROWS).ok().flatten()
}

/// The rows of all fields, in their order.
fn rows(case: &Case) -> Vec<Element> {
    let row = |path: String| one(&format!(".summary__row[data-path='{path}']"));
    case.view.view.filing.shown().into_iter().filter_map(|(_, path)| row(path.to_string())).collect()
}

/// To the next row, or the one before; to the first where the focus is in none.
fn step(case: &Case, forward: bool) -> bool {
    let rows = rows(case);
    let at = present().and_then(|present| rows.iter().position(|row| *row == present));
    let next = match at {
        Some(at) if forward => (at + 1).min(rows.len() - 1),
        Some(at) => at.saturating_sub(1),
        None => 0,
    };
    rows.get(next).is_some_and(focus)
}

/// Opens the box of the row in which the focus is, and goes into it.
fn mark() -> bool {
    let Some(row) = present() else { return false };
    let is_open = row.query_selector("textarea").ok().flatten().is_some();
    if !is_open && !click_in(&row, MARK) {
        return false;
    }
    focus_soon(format!("mark-{}", row.get_attribute("data-path").unwrap_or_default()));
    true
}

/// Most characters of a mark.
const MOST: usize = 500;

/// The field of a row.
fn path_of(row: &Element) -> Option<Path> {
    row.get_attribute("data-path")?.parse().ok()
}

/// Writes on the field of the row what the rules say of it, where nothing is written yet; from a field of which they say nothing, or on which
/// something is written, to the next of which they do.
fn take_finding(case: &Case) -> bool {
    let row = present();
    let path = row.as_ref().and_then(path_of);
    let finding = case.view.findings.iter().find(|one| Some(one.path) == path);
    let Some(finding) = finding.filter(|_| !case.written.was_written(path)) else { return next_finding(case, row) };
    let may_mark = row.is_some_and(|row| row.query_selector(MARK).ok().flatten().is_some());
    if may_mark {
        let [zh, en] = [Lang::Chinese, Lang::English].map(|lang| rule_words::message(finding, lang));
        let both = format!("{zh}\n{en}");
        case.written.set(path, if both.chars().count() > MOST { zh } else { both });
    }
    may_mark && mark()
}

/// To the next row behind this one of which the rules say something, or the first of all.
fn next_finding(case: &Case, row: Option<Element>) -> bool {
    let rows = rows(case);
    let behind = row.and_then(|row| rows.iter().position(|one| *one == row)).map_or(0, |at| at + 1);
    let is_told =
        |row: &&Element| path_of(row).is_some_and(|path| case.view.findings.iter().any(|one| one.path == path));
    let (before, after) = rows.split_at(behind.min(rows.len()));
    after.iter().chain(before).find(is_told).is_some_and(focus)
}
