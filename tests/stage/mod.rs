//! A piece of page with what every page provides, for the tests in a browser; it goes with its value.

pub mod fetch;
pub mod fields;

use any_spawner::Executor;
use beian::state::{Language, Session, rules};
use beian_browser::window::after_paint;
use gloo_timers::future::TimeoutFuture;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, Node};

/// A piece of page.
pub struct Stage {
    /// The element that it stands in.
    pub root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// What an earlier test kept in this browser is not ours.
fn forget_choices() {
    let _ = window().local_storage().ok().flatten().map(|storage| storage.clear());
}

fn new_root() -> HtmlElement {
    let root: HtmlElement = document().create_element("main").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    root
}

impl Stage {
    /// Shows a view, in the browser's language, signed out.
    pub fn mount<V: IntoView + 'static>(view: impl FnOnce(Language) -> V + 'static) -> Stage {
        forget_choices();
        beian_browser::client::server_clock::follow();
        rules::come_by(rules::of_wizard);
        let root = new_root();
        let mounted = mount_to(root.clone(), move || {
            let language = Language::provide();
            provide_context(RwSignal::new(Session::SignedOut));
            view(language)
        });
        Stage { root, _mounted: Box::new(mounted) }
    }

    /// Shows a part that is drawn without the framework's views, in the browser's language.
    pub fn draw(part: impl FnOnce() -> Node) -> Stage {
        forget_choices();
        let root = new_root();
        // An error says that it was done before.
        let _ = Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let part = owner.with(|| {
            Language::provide();
            part()
        });
        root.append_child(&part).unwrap();
        Stage { root, _mounted: Box::new(owner) }
    }

    /// The first such element, once it is there.
    pub async fn wait_for(&self, css: &str) -> Element {
        for _ in 0..200 {
            if let Some(element) = self.find(css) {
                return element;
            }
            TimeoutFuture::new(20).await;
        }
        panic!("no {css} in {}", self.root.inner_html())
    }

    /// The first such element now.
    pub fn find(&self, css: &str) -> Option<Element> {
        self.root.query_selector(css).unwrap()
    }
}

/// Ready once the next frame is painted, and what waited for that has run.
pub async fn painted() {
    let is_over = Rc::new(Cell::new(false));
    let frame = is_over.clone();
    after_paint(move || frame.set(true));
    while !is_over.get() {
        TimeoutFuture::new(1).await;
    }
    // Behind the timers of those that asked for this frame before.
    TimeoutFuture::new(0).await;
    tick().await;
}

/// Sends an element an event that bubbles.
pub fn fire(element: &Element, name: &str) {
    let how = EventInit::new();
    how.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(name, &how).unwrap()).unwrap();
}
