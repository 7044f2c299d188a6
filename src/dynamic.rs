//! What changes by itself: parts of a view, values, and what is done then. Leptos compiles each anew with whatever closure it is given; by
//! way of these functions it is compiled once, or once for a type of value.

use beian_browser::window::after_paint;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

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

/// What fills an element, drawn anew whenever something that it reads has changed.
#[derive(Clone)]
pub struct Filling(Arc<dyn Fn() -> AnyView + Send + Sync>);

impl Filling {
    /// What this draws.
    pub fn new(part: impl Fn() -> AnyView + Send + Sync + 'static) -> Filling {
        Filling(Arc::new(part))
    }
}

/// What fills an element now, and whose it is: both are taken apart together.
struct Filled {
    view: AnyViewState,
    _owner: Owner,
}

/// Fills an element, for `use:filled`: like [`dynamic`], for what gives place to something else all at once. What was there goes out of
/// sight as the other comes; its signals and nodes, hundreds on a page of fields, are taken apart once that frame is painted.
pub fn filled(element: Element, filling: Filling) {
    let around = Owner::current().unwrap_or_default();
    // What is shown, behind what is to be taken apart.
    let all: Rc<RefCell<Vec<Filled>>> = Rc::default();
    let here = SendWrapper::new(Rc::clone(&all));
    let drawn = RenderEffect::new(move |_: Option<()>| {
        let owner = around.child();
        let mut view = owner.with(|| (filling.0)().build());
        if let Some(before) = all.borrow_mut().last_mut() {
            untrack(|| before.view.unmount());
            let all = Rc::clone(&all);
            after_paint(move || {
                let left = all.borrow().len().saturating_sub(1);
                let gone: Vec<_> = all.borrow_mut().drain(..left).collect();
                drop(gone);
            });
        }
        view.mount(&element, None);
        all.borrow_mut().push(Filled { view, _owner: owner });
    });
    on_cleanup(move || {
        drop(drawn);
        // At once: what is drawn reads signals that are gone now.
        drop(here.replace(Vec::new()));
    });
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
