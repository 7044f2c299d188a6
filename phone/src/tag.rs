//! Parts of the document that follow signals: the browser's own elements, without the framework's views. Each step is compiled
//! once, whatever it is called with, because the phone loads all of it before its camera opens.

use beian_browser::window::document;
use reactive_graph::effect::RenderEffect;
use reactive_graph::owner::on_cleanup;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, UnwrapThrowExt, closure::Closure};
use web_sys::{Element, Event, Node};

/// A part of the page: an element, a text, or several in a fragment.
pub type Part = Node;

/// Words that may change with what they read.
pub type Said = Cow<'static, str>;

/// Does something now, and again whenever what it read has changed, until its owner goes.
pub fn follow(then: impl FnMut() + 'static) {
    fn begin(mut then: Box<dyn FnMut()>) {
        let effect = RenderEffect::new(move |_: Option<()>| then());
        on_cleanup(move || drop(effect));
    }
    begin(Box::new(then));
}

/// One after another.
pub fn all(parts: Vec<Part>) -> Part {
    let whole = document().create_document_fragment();
    for part in parts {
        put(&whole, &part, None);
    }
    whole.into()
}

/// Nothing.
pub fn nothing() -> Part {
    all(Vec::new())
}

/// A text that changes with what it reads.
pub fn text(said: impl Fn() -> Said + 'static) -> Part {
    fn drawn(said: Box<dyn Fn() -> Said>) -> Part {
        let text = document().create_text_node("");
        let part = text.clone().into();
        follow(move || text.set_data(&said()));
        part
    }
    drawn(Box::new(said))
}

/// What changes with what it reads.
pub fn live(content: impl Fn() -> Part + 'static) -> Part {
    fn drawn(content: Box<dyn Fn() -> Part>) -> Part {
        let (begin, end) = (document().create_comment(""), document().create_comment(""));
        let part = all(vec![begin.clone().into(), end.clone().into()]);
        follow(move || {
            let new = content();
            while let Some(old) = begin.next_sibling().filter(|old| !old.is_same_node(Some(&end))) {
                remove(&old);
            }
            if let Some(parent) = end.parent_node() {
                put(&parent, &new, Some(&end));
            }
        });
        part
    }
    drawn(Box::new(content))
}

/// Puts a part before another of the same parent, or at its end.
fn put(parent: &Node, part: &Part, before: Option<&Node>) {
    // Refused only for a part that holds its own parent.
    let _ = parent.insert_before(part, before);
}

fn remove(part: &Node) {
    if let Some(parent) = part.parent_node() {
        let _ = parent.remove_child(part);
    }
}

/// An element that is being made.
pub struct Tag(Element);

/// An element of a class; of none where that is empty.
pub fn tag(name: &str, class: &str) -> Tag {
    let tag = Tag(document().create_element(name).expect_throw("the name of an element"));
    if class.is_empty() { tag } else { tag.with("class", class) }
}

impl Tag {
    /// With an attribute.
    pub fn with(self, name: &str, value: &str) -> Tag {
        set(&self.0, name, Some(value));
        self
    }

    /// With an attribute that changes with what it reads; without it while there is no value.
    pub fn with_live(self, name: &'static str, value: impl Fn() -> Option<Said> + 'static) -> Tag {
        fn drawn(element: Element, name: &'static str, value: Box<dyn Fn() -> Option<Said>>) {
            follow(move || set(&element, name, value().as_deref()));
        }
        drawn(self.0.clone(), name, Box::new(value));
        self
    }

    /// With an attribute that has no value, while something is so: `hidden`, `disabled`.
    pub fn with_while(self, name: &'static str, is_so: impl Fn() -> bool + 'static) -> Tag {
        self.with_live(name, move || is_so().then_some(Said::Borrowed("")))
    }

    /// Calls at an event.
    pub fn on(self, event: &str, then: impl FnMut(Event) + 'static) -> Tag {
        fn listen(element: &Element, event: &str, then: Box<dyn FnMut(Event)>) {
            let then = Closure::wrap(then).into_js_value();
            // A name and a function: nothing that a browser could refuse.
            let _ = element.add_event_listener_with_callback(event, then.unchecked_ref());
        }
        listen(&self.0, event, Box::new(then));
        self
    }

    /// With parts in it.
    pub fn holds(self, parts: Vec<Part>) -> Part {
        put(&self.0, &all(parts), None);
        self.0.into()
    }

    /// With a text in it that changes with what it reads.
    pub fn says(self, said: impl Fn() -> Said + 'static) -> Part {
        self.holds(vec![text(said)])
    }

    /// The element itself, for what is done with it later.
    pub fn element<T: JsCast>(self) -> T {
        self.0.unchecked_into()
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    // Every name that is used is the name of an attribute.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
