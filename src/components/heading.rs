//! The heading of a page, which takes the focus as the page appears, and where on the page things stand.

use crate::dynamic::{dynamic, effect};
use beian_browser::focus::{focus_anew, focus_id, soon};
use beian_model::Path;
use leptos::prelude::*;

/// How far down the page an element stands, for lists in the order of the page; what is not there stands at its end.
pub fn place_of(id: &str) -> i32 {
    document().get_element_by_id(id).map_or(i32::MAX, |element| element.get_bounding_client_rect().top() as i32)
}

/// The field that the address asks for (`?field=organiser.name`): a line of the preview or a reviewer's reason led here.
pub fn wanted_field() -> Option<Path> {
    wanted("field")?.parse().ok()
}

/// The address says that this step was opened from the preview, to correct something.
pub fn comes_from_preview() -> bool {
    wanted("then").is_some()
}

fn wanted(what: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(what)
}

/// Takes the focus to the field that the address asks for, if it is there; says so.
pub fn focus_wanted() -> bool {
    wanted("field").is_some_and(|id| focus_id(&id))
}

/// Takes the focus to what the address asks for, or to the heading: a page appears.
pub fn arrive() {
    // By the next frame the router has written the new address.
    soon(|| {
        if !focus_wanted() {
            focus_anew("heading");
        }
    });
}

/// The heading of a page: takes the focus when the page appears, and names the tab.
#[component]
pub fn Heading(
    /// What the page is, in the language of the pages.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let mut appears = true;
    effect(move || {
        document().set_title(&text.get());
        if std::mem::take(&mut appears) {
            arrive();
        }
    });
    view! {
        <h1 id="heading" class="heading" tabindex="-1">
            {dynamic(move || text.get())}
        </h1>
    }
}
