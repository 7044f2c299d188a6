//! Which field the reviewer is at, so that the document that proves it can be shown beside it.

use beian_model::Path;
use leptos::prelude::*;

/// A field whose proof is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The field.
    pub path: Path,
    /// It was asked for by its button: a document below the fields is scrolled to.
    pub is_asked: bool,
}

/// The field that the reviewer is at.
#[derive(Clone, Copy)]
pub struct Focused {
    /// The field whose proof is wanted.
    wanted: RwSignal<Option<Wanted>>,
    /// Moving to a field is enough: the reviewer has taken the filing. Somebody who only reads it asks for each proof, so that nothing is
    /// opened, and noted, that nobody wanted to see.
    follows: RwSignal<bool>,
}

impl Focused {
    /// No field yet.
    pub fn nowhere() -> Focused {
        Focused { wanted: RwSignal::new(None), follows: RwSignal::new(false) }
    }

    /// The reviewer has the filing, or has not.
    pub fn follow(self, follows: bool) {
        self.follows.set(follows);
    }

    /// Whether moving to a field shows its proof, tracked.
    pub fn follows(self) -> bool {
        self.follows.get()
    }

    /// The reviewer moved to a field.
    pub fn move_to(self, path: Path) {
        let is_here = self.wanted.with_untracked(|wanted| wanted.is_some_and(|wanted| wanted.path == path));
        if self.follows.get_untracked() && !is_here {
            self.wanted.set(Some(Wanted { path, is_asked: false }));
        }
    }

    /// The reviewer asks for the proof of a field.
    pub fn ask(self, path: Path) {
        self.wanted.set(Some(Wanted { path, is_asked: true }));
    }

    /// The field whose proof is wanted, tracked.
    pub fn wanted(self) -> Option<Wanted> {
        self.wanted.get()
    }
}
