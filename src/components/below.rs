//! What lies below the window: drawn behind the first paint of its page, so that a step is seen as soon as what is seen of it is drawn.

use super::heading::wanted_field;
use crate::dynamic::dynamic;
use beian_browser::window::after_paint;
use leptos::prelude::*;

/// False until the page that is being drawn was painted; true from the beginning where its address asks for a field.
pub fn is_painted() -> ReadSignal<bool> {
    let painted = RwSignal::new(wanted_field().is_some());
    after_paint(move || {
        painted.try_set(true);
    });
    painted.read_only()
}

/// A part of a page that is seen by scrolling only.
pub fn below<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> AnyView {
    let painted = is_painted();
    dynamic(move || painted.get().then(&part))
}
