//! What changes by itself: parts of a view, values, and what is done then. Leptos compiles each anew with whatever closure it is given; by
//! way of these functions it is compiled once, or once for a type of value.

use leptos::prelude::*;

/// A part of a view that changes with what it reads. Put into a view as it is, each closure is compiled anew with all that draws it, two
/// kilobytes a piece; by way of this only what it makes is.
pub fn dynamic<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> AnyView {
    drawn(Box::new(move || part().into_any()))
}

fn drawn(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}

/// A part of a view that is there while something is so; leptos' `Show` is compiled anew for each.
pub fn given<V: IntoView + 'static>(
    is_so: impl Fn() -> bool + Send + Sync + 'static,
    part: impl Fn() -> V + Send + 'static,
) -> AnyView {
    let is_so = memo(is_so);
    drawn(Box::new(move || if is_so.get() { part().into_any() } else { ().into_any() }))
}

/// Does something, and again whenever what it read has changed.
pub fn effect(then: impl FnMut() + 'static) {
    run(Box::new(then));
}

fn run(mut then: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| then());
}

/// A value that is made of others, anew when one of them has changed; whoever reads it hears of it where it is another then.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    made(Box::new(value))
}

fn made<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| value())
}
