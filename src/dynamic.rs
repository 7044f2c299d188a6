//! Parts of a view that change.

use leptos::prelude::*;

/// A part of a view that changes with what it reads. Put into a view as it is, each closure is compiled anew with all that draws it, two
/// kilobytes a piece; by way of this only what it makes is.
pub fn dynamic<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> AnyView {
    drawn(Box::new(move || part().into_any()))
}

fn drawn(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}
