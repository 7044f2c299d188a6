//! Moving the focus: the router leaves it where it was, and a screen reader then hears nothing of a new page.

use crate::model::Path;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focuses the element of this id, and brings it into view. Says whether there is one.
pub fn focus_id(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let Ok(element) = element.dyn_into::<HtmlElement>() else { return false };
    element.focus().is_ok()
}

/// How far down the page an element stands, for lists in the order of the page; what is not there stands at its end.
pub fn place_of(id: &str) -> i32 {
    document().get_element_by_id(id).map_or(i32::MAX, |element| element.get_bounding_client_rect().top() as i32)
}

/// Focuses the element of this id once the page has been drawn, unless the person has begun to type elsewhere by then: a
/// slow frame may come after the first keys.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    soon(move || {
        focus_id(&id);
    });
}

/// Does something about the focus with the next frame, unless the person has taken it into a field meanwhile.
fn soon(then: impl FnOnce() + 'static) {
    let before = document().active_element();
    request_animation_frame(move || {
        let now = document().active_element();
        let is_field = |element: &Element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        if now == before || !now.as_ref().is_some_and(is_field) {
            then();
        }
    });
}

/// The field that the address asks for (`?field=organiser.name`): a line of the preview or a reviewer's reason led here.
pub fn wanted_field() -> Option<Path> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get("field")?.parse().ok()
}

/// The heading of a page: takes the focus when the page appears, and names the tab.
#[component]
pub fn Heading(
    /// What the page is, in the language of the pages.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    Effect::new(move |before: Option<()>| {
        document().set_title(&text.get());
        if before.is_none() {
            // By the next frame the router has written the new address.
            soon(|| {
                if !wanted_field().is_some_and(|field| focus_id(&field.to_string())) {
                    focus_id("heading");
                }
            });
        }
    });
    view! {
        <h1 id="heading" class="heading" tabindex="-1">
            {move || text.get()}
        </h1>
    }
}
