//! What screens are put together from: paragraphs, lists, buttons, and what is there only for a while.

use super::tag::{Part, Said, live, nothing, tag};
use beian_browser::language::use_language;
use beian_locale::{Word, Words};
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// A word in the language of the page.
pub fn word(word: Word) -> impl Fn() -> Said + Copy + 'static {
    let language = use_language();
    move || Said::Borrowed(word.text(language.get()))
}

/// A paragraph.
pub fn say(class: &str, said: Word) -> Part {
    tag("p", class).says(word(said))
}

/// A paragraph whose words change.
pub fn say_text(class: &str, said: impl Fn() -> Said + 'static) -> Part {
    tag("p", class).says(said)
}

/// A heading within a screen.
pub fn part(said: Word) -> Part {
    tag("h2", "phone__part").says(word(said))
}

/// A list.
pub fn list(words: &[Word]) -> Part {
    let items = words.iter().map(|one| tag("li", "").says(word(*one)));
    tag("ul", "phone__list").holds(items.collect())
}

/// A box.
pub fn block(class: &str, parts: Vec<Part>) -> Part {
    tag("div", class).holds(parts)
}

/// What is there while something is so.
pub fn when(is_so: impl Fn() -> bool + Send + Sync + 'static, content: impl Fn() -> Part + 'static) -> Part {
    fn drawn(is_so: Memo<bool>, content: Box<dyn Fn() -> Part>) -> Part {
        live(move || if is_so.get() { content() } else { nothing() })
    }
    drawn(flag(is_so), Box::new(content))
}

/// Whether something is so, told only as that changes.
pub fn flag(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    fn kept(is_so: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
        Memo::new(move |_| is_so())
    }
    kept(Box::new(is_so))
}

/// A button; while it is busy it says so and keeps the focus.
pub struct Button {
    /// `primary`, `secondary`, `quiet` or `danger`.
    pub kind: &'static str,
    /// What it does, for styles and tests.
    pub action: &'static str,
    /// What it says.
    pub word: Word,
}

impl Button {
    /// The button.
    pub fn on(self, click: impl FnMut() + 'static) -> Part {
        self.drawn(None, None, Box::new(word(self.word)), Box::new(click))
    }

    /// The button, which may be busy.
    pub fn on_unless(self, busy: RwSignal<bool>, click: impl FnMut() + 'static) -> Part {
        self.drawn(None, Some(busy), Box::new(word(self.word)), Box::new(click))
    }

    /// The button, which cannot always be clicked, with words that change.
    pub fn on_except(
        self,
        is_off: impl Fn() -> bool + Send + Sync + 'static,
        said: impl Fn() -> Said + 'static,
        click: impl FnMut() + 'static,
    ) -> Part {
        self.drawn(Some(flag(is_off)), None, Box::new(said), Box::new(click))
    }

    fn drawn(
        &self,
        off: Option<Memo<bool>>,
        busy: Option<RwSignal<bool>>,
        said: Box<dyn Fn() -> Said>,
        mut click: Box<dyn FnMut()>,
    ) -> Part {
        let mut button = tag("button", &format!("button button--{}", self.kind));
        if let Some(off) = off {
            button = button.with_while("disabled", move || off.get());
        }
        if let Some(busy) = busy {
            button = button.with_live("aria-disabled", move || busy.get().then_some(Said::Borrowed("true")));
        }
        button.with("type", "button").with("data-action", self.action).on("click", move |_| click()).says(said)
    }
}
