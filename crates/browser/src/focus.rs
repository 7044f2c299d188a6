//! Moving the focus: a page that changes leaves it where it was, and a screen reader then hears nothing of what is new.

use super::window::{after_paint, document};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focuses the element of this id, and brings it into view. Says whether there is one.
pub fn focus_id(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let Ok(element) = element.dyn_into::<HtmlElement>() else { return false };
    element.focus().is_ok()
}

/// The same where it may have the focus already and says something else by now: a screen reader reads it again.
pub fn focus_anew(id: &str) -> bool {
    if let Some(element) = document().active_element().filter(|element| element.id() == id)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.blur();
    }
    focus_id(id)
}

/// Focuses the element of this id once the page has been drawn, unless the person has begun to type elsewhere by then: a
/// slow frame may come after the first keys.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    soon(move || {
        focus_id(&id);
    });
}

/// Does something about the focus once the next frame is painted, unless the person has taken it into a field meanwhile.
pub fn soon(then: impl FnOnce() + 'static) {
    let before = document().active_element();
    after_paint(move || {
        let now = document().active_element();
        let is_field = |element: &Element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        if now == before || !now.as_ref().is_some_and(is_field) {
            then();
        }
    });
}
