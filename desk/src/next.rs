//! The next filing (领取下一件), from the queue and from the page of another: the oldest that nobody has, of those that the queue was last
//! narrowed to.

use super::staff::{address, request};
use beian::components::refusal::Refusal;
use beian::dynamic::given;
use beian::state::{Request, t};
use beian_browser::client::staff;
use beian_browser::window::reload;
use beian_locale::desk::Desk;
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    /// What the queue was last asked, as it stands in its address.
    static ASKED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The queue is asked this from now on.
pub fn note_query(query: &str) {
    ASKED.set(query.to_owned());
}

/// Where the queue is as it was left.
pub fn queue_address() -> String {
    match ASKED.with_borrow(Clone::clone) {
        query if query.is_empty() => "#/".to_owned(),
        query => format!("#/?{query}"),
    }
}

/// The next filing, as it is asked for by a button and by a key.
#[derive(Clone, Copy)]
pub struct Taking {
    request: Request,
    /// There was none.
    found_none: RwSignal<bool>,
}

impl Taking {
    /// Nothing asked for yet.
    pub fn nothing() -> Taking {
        Taking { request: request(), found_none: RwSignal::new(false) }
    }

    /// Takes it, and opens it.
    pub fn next(self) {
        let query = ASKED.with_borrow(Clone::clone);
        self.found_none.set(false);
        self.request.send(async move {
            match staff::next(&query).await?.filing {
                Some(id) => {
                    let (location, there) = (window().location(), address(&id));
                    // It may be the one that is looked at, which nobody had.
                    match location.hash().is_ok_and(|here| here == there) {
                        true => reload(),
                        false => drop(location.set_hash(&there)),
                    }
                }
                None => drop(self.found_none.try_set(true)),
            }
            Ok(())
        });
    }

    /// The button.
    pub fn button(self, tone: &'static str) -> AnyView {
        let busy = self.request.busy();
        view! {
            <button type="button" class=format!("button button--{tone}") data-action="next" aria-keyshortcuts="n" disabled=move || busy.get()
                on:click=move |_| self.next()>
                {t(Desk::TakeNext)}
            </button>
        }
        .into_any()
    }

    /// What came of it where it was not taken.
    pub fn answer(self) -> AnyView {
        view! {
            {given(move || self.found_none.get(), move || view! { <p class="notice notice--info" role="status">{t(Desk::NobodyWaits)}</p> })}
            <Refusal error=self.request.refused() />
        }
        .into_any()
    }
}
