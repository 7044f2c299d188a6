//! What screens are put together from. Each piece is compiled once, whatever is in it: a `view!` of its own for each place would
//! be compiled for each, and the phone loads all of them before its camera opens.

use crate::locale::phone::Phone;
use crate::state::t;
use leptos::prelude::*;

/// Text that follows the language and whatever else it reads.
pub type Text = Signal<String>;

/// A paragraph.
pub fn say(class: &'static str, word: Phone) -> AnyView {
    view! { <p class=class>{t(word)}</p> }.into_any()
}

/// A paragraph whose words change.
pub fn say_text(class: &'static str, text: Text) -> AnyView {
    view! { <p class=class>{text}</p> }.into_any()
}

/// A heading within a screen.
pub fn part(word: Phone) -> AnyView {
    view! { <h2 class="phone__part">{t(word)}</h2> }.into_any()
}

/// A list.
pub fn list(words: &'static [Phone]) -> AnyView {
    let items: Vec<AnyView> = words.iter().map(|word| item(t(*word)().into(), Some(*word))).collect();
    view! { <ul class="phone__list">{items}</ul> }.into_any()
}

/// An item of a list: a word, or what the server said.
pub fn item(said: String, word: Option<Phone>) -> AnyView {
    match word {
        Some(word) => view! { <li>{t(word)}</li> }.into_any(),
        None => view! { <li>{said}</li> }.into_any(),
    }
}

/// A box.
pub fn block(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{parts}</div> }.into_any()
}

/// One after another.
pub fn all(parts: Vec<AnyView>) -> AnyView {
    parts.into_any()
}

/// What changes with what it reads.
pub fn live(content: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let content: Box<dyn Fn() -> AnyView + Send> = Box::new(content);
    (move || content()).into_any()
}

/// What is there while something is so.
pub fn when(
    is_so: impl Fn() -> bool + Send + Sync + 'static,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let is_so = flag(Box::new(is_so));
    live(move || if is_so.get() { content() } else { nothing() })
}

fn flag(is_so: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| is_so())
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A button; while it is busy it says so and keeps the focus.
pub struct Button {
    /// `primary`, `secondary`, `quiet` or `danger`.
    pub kind: &'static str,
    /// What it does, for styles and tests.
    pub action: &'static str,
    /// What it says.
    pub word: Phone,
}

impl Button {
    /// The button.
    pub fn on(self, press: impl Fn() + 'static) -> AnyView {
        self.drawn(Signal::derive(|| false), Box::new(press))
    }

    /// The button, which may be busy.
    pub fn on_unless(self, busy: RwSignal<bool>, press: impl Fn() + 'static) -> AnyView {
        self.drawn(busy.into(), Box::new(press))
    }

    fn drawn(self, busy: Signal<bool>, press: Box<dyn Fn()>) -> AnyView {
        let class = format!("button button--{}", self.kind);
        view! {
            <button type="button" class=class data-action=self.action aria-disabled=move || busy.get().then_some("true")
                on:click=move |_| press()>
                {t(self.word)}
            </button>
        }
        .into_any()
    }
}
