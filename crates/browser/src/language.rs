//! The language of the pages: the browser's preference at first, then what the person chose; switches without reload.

use super::window::{document, window};
use crate::client;
use beian_locale::{Lang, Words};
use reactive_graph::owner::{expect_context, provide_context};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// Under what the browser keeps what the person chose; the shell reads it too.
pub const KEY: &str = "beian.language";

/// The language of the pages.
#[derive(Clone, Copy)]
pub struct Language(RwSignal<Lang>);

impl Language {
    /// Reads the person's choice or the browser's preference, and keeps `<html lang>` and the client in step.
    pub fn provide() -> Language {
        let window = window();
        let stored = window.local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let lang = stored.and_then(|code| code.parse().ok()).unwrap_or_else(|| {
            let preferred = window.navigator().languages().join(",").as_string().unwrap_or_default();
            Lang::from_preference(&preferred)
        });
        let language = Language(RwSignal::new(lang));
        provide_context(language);
        in_step(lang);
        language
    }

    /// The language, tracked.
    pub fn get(self) -> Lang {
        self.0.get()
    }

    /// The language, untracked, for what happens once.
    pub fn now(self) -> Lang {
        self.0.get_untracked()
    }

    /// The other language from now on, here and at the next visit.
    pub fn switch(self) {
        let next = match self.now() {
            Lang::Chinese => Lang::English,
            Lang::English => Lang::Chinese,
        };
        // A browser that stores nothing (private mode, full) still switches for this visit.
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(KEY, next.as_str());
        }
        in_step(next);
        self.0.set(next);
    }
}

/// What is not drawn from the signal, and follows it all the same.
fn in_step(lang: Lang) {
    client::set_language(lang);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang.as_str());
    }
}

/// The language of the pages.
pub fn use_language() -> Language {
    expect_context()
}

/// A word in the language of the pages, for a place in a view.
pub fn t(word: impl Words + Send + Sync + 'static) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = use_language();
    move || word.text(language.get())
}
