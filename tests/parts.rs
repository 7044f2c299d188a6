//! Parts of a page whose code comes later, in a browser: there at once, late, not at all, and too late for a page that is gone.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::chunk::Missing;
use beian::components::part::part;
use beian::dynamic::{Filling, dynamic, filled};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::tick;
use stage::Stage;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

type Code = fn() -> AnyView;

/// Waits until something is so, as long as [`Stage::wait_for`] waits for an element.
async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("it never is so");
}

fn code() -> Code {
    || view! { <p data-here="true">"here"</p> }.into_any()
}

#[wasm_bindgen_test]
fn what_is_there_is_shown_with_its_page() {
    let stage = Stage::mount(|_| part(|| async { Ok(code()) }, |code: Code| code()));
    assert!(stage.find("[data-here]").is_some());
}

#[wasm_bindgen_test]
async fn what_is_late_is_waited_for_in_words() {
    let is_here = RwSignal::new(false);
    let load = move || async move {
        while !is_here.get_untracked() {
            TimeoutFuture::new(10).await;
        }
        Ok(code())
    };
    // When it is seen is said by the pages' own styles.
    let styles = document().create_element("style").unwrap();
    styles.set_text_content(Some(include_str!("../style/waiting.css")));
    document().head().unwrap().append_child(&styles).unwrap();
    let stage = Stage::mount(move |_| part(load, |code: Code| code()));
    let is_seen = || {
        let word: HtmlElement = stage.find("[role='status']").unwrap().unchecked_into();
        let style = window().get_computed_style(&word).unwrap().unwrap();
        style.get_property_value("visibility").unwrap() == "visible" && word.offset_height() > 0
    };
    assert!(!is_seen(), "a short wait is not worth a word");
    until(is_seen).await;
    styles.remove();
    is_here.set(true);
    stage.wait_for("[data-here]").await;
    assert!(stage.find("[role='status']").is_none());
}

#[wasm_bindgen_test]
async fn what_does_not_come_is_told_and_asked_for_again() {
    let asked = Rc::new(Cell::new(0));
    let times = Rc::clone(&asked);
    let load = move || {
        times.set(times.get() + 1);
        let answer = if times.get() < 3 { Err(Missing) } else { Ok(code()) };
        async move {
            TimeoutFuture::new(100).await;
            answer
        }
    };
    let stage = Stage::mount(move |_| view! { <h1 id="heading" tabindex="-1"></h1> {part(load, |code: Code| code())} });
    for times in 1..3 {
        let again = stage.wait_for("[data-part-missing] [data-action='load-again']:not([aria-disabled])").await;
        let again: HtmlElement = again.unchecked_into();
        assert_eq!(asked.get(), times);
        again.focus().unwrap();
        again.click();
        // Asked twice at once it is asked for once.
        again.click();
        stage.wait_for("[data-action='load-again'][aria-disabled='true']").await;
        assert_eq!(document().active_element().unwrap(), *again, "the button keeps the focus");
    }
    stage.wait_for("[data-here]").await;
    assert!(stage.find("[data-part-missing]").is_none());
    stage.wait_for("#heading:focus").await;
}

/// Its view would read what went with the page.
#[wasm_bindgen_test]
async fn what_comes_to_a_page_that_is_gone_is_not_made() {
    let (made, is_shown) = (Rc::new(Cell::new(false)), RwSignal::new(true));
    let is_made = Rc::clone(&made);
    let stage = Stage::mount(move |_| {
        let made = send_wrapper::SendWrapper::new(is_made);
        dynamic(move || {
            let made = Rc::clone(&made);
            let load = || async {
                TimeoutFuture::new(50).await;
                Ok(code())
            };
            is_shown.get().then(|| {
                part(load, move |code: Code| {
                    made.set(true);
                    code()
                })
            })
        })
    });
    is_shown.set(false);
    TimeoutFuture::new(100).await;
    assert!(stage.find("[data-here]").is_none() && !made.get());
}

/// What goes has its signals until the next frame is painted; where the page goes, everything goes with it at once.
#[wasm_bindgen_test]
async fn what_fills_an_element_gives_place_at_once_and_is_taken_apart_behind_the_frame() {
    let ended: Arc<Mutex<Vec<u32>>> = Arc::default();
    let (which, is_shown) = (RwSignal::new(1), RwSignal::new(true));
    let told = Arc::clone(&ended);
    let stage = Stage::mount(move |_| {
        dynamic(move || {
            let told = Arc::clone(&told);
            let part = move || {
                let (now, told) = (which.get(), Arc::clone(&told));
                on_cleanup(move || told.lock().unwrap().push(now));
                let own = RwSignal::new(now);
                view! { <p data-which=move || own.get() + which.get()></p> }.into_any()
            };
            is_shown.get().then(|| view! { <form use:filled=Filling::new(part)></form> })
        })
    });
    let so_far = || ended.lock().unwrap().clone();
    stage.wait_for("[data-which='2']").await;
    // Within one frame.
    for next in [2, 3] {
        which.set(next);
        tick().await;
        assert!(stage.find("form > p + p").is_none());
        assert!(stage.find(&format!("[data-which='{}']", 2 * next)).is_some());
        assert!(so_far().is_empty());
    }
    until(|| so_far() == [1, 2]).await;
    which.set(4);
    tick().await;
    is_shown.set(false);
    tick().await;
    let mut all = so_far();
    all.sort_unstable();
    assert_eq!(all, [1, 2, 3, 4]);
    assert!(stage.find("form").is_none());
}
