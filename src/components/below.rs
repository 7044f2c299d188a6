//! What stands below the window as a step of the wizard appears: it is drawn behind the first frame, which shows the step that much
//! sooner.

use crate::dynamic::dynamic;
use beian_browser::window::{after_paint, is_travelling};
use leptos::prelude::*;

/// A step that appears, from the context of its page: whether its first frame is painted.
#[derive(Clone, Copy)]
pub struct Appearing(RwSignal<bool>);

impl Appearing {
    /// Provides it to what the owner draws. Where somebody goes to a field, or back to where they had scrolled, all is drawn `at_once`.
    pub fn provide(at_once: bool) {
        let is_here = RwSignal::new(at_once || is_travelling());
        provide_context(Appearing(is_here));
        if !is_here.get_untracked() {
            after_paint(move || {
                is_here.try_set(true);
            });
        }
    }

    /// Whether all is drawn, tracked; so it is on a page that is no step.
    pub fn is_over() -> impl Fn() -> bool + Copy + Send + Sync {
        let appearing = use_context::<Appearing>();
        move || appearing.is_none_or(|Appearing(is_here)| is_here.get())
    }
}

/// What stands below the window as its step appears.
pub fn below(show: impl FnOnce() -> AnyView + 'static) -> AnyView {
    drawn(Box::new(show))
}

fn drawn(show: Box<dyn FnOnce() -> AnyView>) -> AnyView {
    let is_over = Appearing::is_over();
    if untrack(is_over) {
        return show();
    }
    let show = StoredValue::new_local(Some(show));
    dynamic(move || {
        let show = is_over().then(|| show.try_update_value(Option::take).flatten()).flatten();
        show.map(|show| show())
    })
}
