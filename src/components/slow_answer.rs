//! Why nothing happens yet: said once the server has let somebody wait for some seconds.

use crate::dynamic::{dynamic, effect};
use crate::state::t;
use beian_locale::ui::Ui;
use leptos::prelude::*;
use std::time::Duration;

/// Waiting that is not worth a word.
const UNSAID: Duration = Duration::from_secs(3);

/// Says that the server is waited for, and how long at the most; nothing while nobody waits.
#[component]
pub fn SlowAnswer(
    /// Somebody waits.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let slow = slow(busy, UNSAID);
    view! {
        <p class="field__hint" role="status" data-slow=move || slow.get().then_some("true")>
            {dynamic(move || slow.get().then(t(Ui::SlowAnswer)))}
        </p>
    }
}

/// Somebody has been waiting for so long.
pub fn slow(busy: Signal<bool>, unsaid: Duration) -> RwSignal<bool> {
    let slow = RwSignal::new(false);
    let mut timer: Option<TimeoutHandle> = None;
    effect(move || {
        if let Some(timer) = timer.take() {
            timer.clear();
        }
        slow.set(false);
        if busy.get() {
            let said = move || {
                // The page may be gone.
                slow.try_set(true);
            };
            timer = set_timeout_with_handle(said, unsaid).ok();
        }
    });
    slow
}
