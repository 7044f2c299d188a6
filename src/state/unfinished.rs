//! Fields whose control holds what is no value yet: half a date, a search that does not name one choice. The document keeps what
//! it had; what was typed stays where it was typed, with an error message, until the person has put it right.

use beian_model::{Filing, Finding, Path, params};
use beian_rules::checks::fields::{CHOICE_NONE, CHOICE_OPEN};
use beian_rules::checks::person::DATE_SHAPE;
use leptos::prelude::*;

/// What is unfinished, one finding a field. A person leaves one or two so: no map, whose code is two kilobytes.
#[derive(Clone, Copy)]
pub struct Unfinished(RwSignal<Vec<Finding>>);

impl Unfinished {
    /// Nothing yet.
    pub(super) fn new() -> Unfinished {
        Unfinished(RwSignal::new(Vec::new()))
    }

    /// The field holds half a date.
    pub fn half_a_date(self, at: Path) {
        self.note(DATE_SHAPE.at(at));
    }

    /// The field holds a search that fits so many choices.
    pub fn search(self, at: Path, typed: &str, fitting: usize) {
        self.note(match fitting {
            0 => CHOICE_NONE.at(at).with(params::TYPED, typed),
            _ => CHOICE_OPEN.at(at).with(params::TYPED, typed).with(params::COUNT, fitting),
        });
    }

    fn note(self, finding: Finding) {
        self.0.try_update(|all| {
            all.retain(|one| one.path != finding.path);
            all.push(finding);
        });
    }

    /// The field holds a value again, or nothing.
    pub fn clear(self, at: Path) {
        if self.0.try_with_untracked(|all| all.iter().any(|one| one.path == at)) == Some(true) {
            self.0.update(|all| all.retain(|one| one.path != at));
        }
    }

    /// What was searched for in a field, now.
    pub fn typed(self, at: Path) -> Option<String> {
        self.0.with_untracked(|all| all.iter().find(|one| one.path == at)?.get(params::TYPED))
    }

    /// What is to be said, tracked; nothing of a site that was taken off meanwhile.
    pub(super) fn findings(self, filing: &Filing) -> Vec<Finding> {
        let is_there = |path: Path| path.site().is_none_or(|site| filing.site(site).is_some());
        self.0.read().iter().filter(|one| is_there(one.path)).cloned().collect()
    }
}
