//! A part of a page that comes with a chunk: shown when it is there. After a while of waiting it says so; where it does not come, it
//! says what can be done, and asks again when told to.

use super::heading::focus_wanted;
use crate::chunk::Missing;
use crate::dynamic::dynamic;
use crate::state::{ApiError, Request, rules, t};
use beian_browser::focus::{focus_id, soon};
use beian_browser::shell;
use beian_locale::ui::Ui;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// What makes the view, once: the page may be gone before its code has come.
type Make = Box<dyn FnOnce() -> AnyView>;
type Loading = Pin<Box<dyn Future<Output = Result<Make, ApiError>>>>;

/// A part whose code `load` fetches, each time anew, and `show` calls.
pub fn part<C: 'static, F>(load: impl Fn() -> F + 'static, show: impl Fn(C) -> AnyView + Clone + 'static) -> AnyView
where
    F: Future<Output = Result<C, Missing>> + 'static,
{
    loaded(Box::new(move || {
        let (coming, show) = (load(), show.clone());
        Box::pin(async move {
            let code = coming.await?;
            Ok(Box::new(move || show(code)) as Make)
        })
    }))
}

/// The same, compiled once for all parts.
fn loaded(load: Box<dyn Fn() -> Loading>) -> AnyView {
    let request = Request::new();
    let is_here = RwSignal::new(false);
    let made = StoredValue::new_local(None::<Make>);
    let load = StoredValue::new_local(load);
    let take = move |loading: Loading| {
        request.ask(loading, move |make| {
            made.set_value(Some(make));
            is_here.set(true);
        });
    };
    let ask = move || take(load.with_value(|load| load()));
    // What has come already, or was never apart, is here at once.
    let mut loading = load.with_value(|load| load());
    match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(make)) => return make(),
        Poll::Ready(Err(_)) => ask(),
        Poll::Pending => take(loading),
    }
    // As the first page appears the shell mostly says so already; else it is not seen at once.
    let class = if shell::is_there() { "skeleton" } else { "skeleton skeleton--soon" };
    // What was said of a failure stays while it is asked for again, and with it the focus.
    let is_missing = Memo::new(move |was: Option<&bool>| {
        !is_here.get() && (request.refused().read().is_some() || was == Some(&true))
    });
    let was_missing = StoredValue::new(false);
    let waiting = move || {
        if is_missing.get() {
            was_missing.set_value(true);
            return Some(missing(request.busy().into(), Callback::new(move |()| ask())));
        }
        (!is_here.get()).then(|| view! { <p class=class role="status">{t(Ui::Loading)}</p> }.into_any())
    };
    let here = move || {
        is_here.get().then(|| {
            let was_missing = was_missing.get_value();
            soon(move || focus_what_was_wanted(was_missing));
            let make = made.try_update_value(Option::take).flatten();
            make.map(|make| make())
        })
    };
    view! {
        {dynamic(waiting)}
        {dynamic(here)}
    }
    .into_any()
}

/// A part that comes late has what the address asks for, or takes the place of the button that asked for it again: the focus goes where it
/// would have gone at once.
fn focus_what_was_wanted(was_missing: bool) {
    let now = document().active_element();
    let is_nowhere = now.is_none_or(|element| element.tag_name() == "BODY" || element.id() == "heading");
    if is_nowhere && !focus_wanted() && was_missing {
        focus_id("heading");
    }
}

/// What is said where the rules did not come, without which nothing is found wrong or right.
pub fn missing_rules() -> AnyView {
    let again = Request::new();
    let ask = move |()| {
        again.send(async {
            rules::ready().await?;
            Ok(())
        });
    };
    missing(again.busy().into(), Callback::new(ask))
}

/// What is said where a part did not come.
fn missing(busy: Signal<bool>, again: Callback<()>) -> AnyView {
    let ask = move |_| {
        if !busy.get_untracked() {
            again.run(());
        }
    };
    view! {
        <div class="notice notice--bad" role="alert" data-part-missing="true">
            <p>{t(Ui::PartMissing)}</p>
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="load-again"
                    aria-disabled=move || busy.get().then_some("true") on:click=ask>
                    {t(Ui::TryAgain)}
                </button>
                <button type="button" class="button button--quiet" data-action="reload" on:click=|_| beian_browser::window::reload()>
                    {t(Ui::Reload)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
