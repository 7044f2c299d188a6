//! Where each rule was read, fetched when somebody first looks.

use beian_browser::client::sources::{self, Sources};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The sources of all rules, as far as they were fetched.
#[derive(Clone, Copy)]
pub struct RuleSources(RwSignal<Sources>);

impl RuleSources {
    /// Nothing was fetched yet.
    pub fn new() -> RuleSources {
        RuleSources(RwSignal::new(Sources::new()))
    }

    /// Fetches them, where they are not here yet. Without them everything but the source is said.
    pub fn fetch(self) {
        if self.0.read_untracked().is_empty() {
            spawn_local(async move {
                if let Ok(all) = sources::all().await {
                    self.0.try_set(all);
                }
            });
        }
    }

    /// The source of a rule, tracked.
    pub fn of(self, rule: &str) -> Option<String> {
        self.0.read().get(rule).cloned()
    }
}

impl Default for RuleSources {
    fn default() -> Self {
        RuleSources::new()
    }
}
