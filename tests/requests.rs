//! Requests as pages show them, in a browser: what is under way, what is refused, and what comes too late.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::refusal::Refusal;
use beian::state::{ApiError, Request, Session, session, use_session};
use beian_browser::client::problem;
use beian_model::{Path, ProblemKind};
use beian_rules::checks::fields::REQUIRED;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use stage::Stage;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A piece of page with a request, made by `new`.
fn stage(new: fn() -> Request) -> (Stage, Request) {
    let made = Rc::new(Cell::new(None));
    let there = Rc::clone(&made);
    let stage = Stage::mount(move |_| {
        let request = new();
        there.set(Some(request));
        let known = use_session();
        known.set(Session::Unknown);
        view! {
            <p data-busy=move || request.busy().get().then_some("true")
                data-session-over=move || (known.get() == Session::SignedOut).then_some("true")></p>
            <Refusal error=request.refused() />
        }
    });
    let request = made.get().unwrap();
    (stage, request)
}

/// An answer after so many milliseconds.
async fn answer<T>(after: u32, answer: Result<T, ApiError>) -> Result<T, ApiError> {
    TimeoutFuture::new(after).await;
    answer
}

#[wasm_bindgen_test]
async fn a_second_click_sends_nothing_while_the_first_is_under_way() {
    let (stage, request) = stage(Request::new);
    let sent = Rc::new(Cell::new(0));
    let send = || {
        let sent = Rc::clone(&sent);
        request.send(async move {
            sent.set(sent.get() + 1);
            answer(20, Ok(())).await
        });
    };
    send();
    send();
    stage.wait_for("[data-busy]").await;
    TimeoutFuture::new(60).await;
    assert_eq!(sent.get(), 1);
    assert!(stage.find("[data-busy]").is_none());
    send();
    TimeoutFuture::new(60).await;
    assert_eq!(sent.get(), 2);
}

#[wasm_bindgen_test]
async fn a_refusal_stands_until_it_is_sent_again() {
    let (stage, request) = stage(Request::new);
    request.send(answer(0, Err(ApiError::Offline)));
    stage.wait_for("[data-problem='offline']").await;
    assert!(!request.is_busy());
    request.send(answer(20, Ok(())));
    TimeoutFuture::new(10).await;
    assert!(stage.find("[data-problem]").is_none());
}

#[wasm_bindgen_test]
async fn the_answer_to_an_earlier_question_is_for_nobody() {
    let (stage, request) = stage(Request::new);
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ask = |after: u32, said: Result<&'static str, ApiError>| {
        let heard = Rc::clone(&heard);
        request.ask(answer(after, said), move |said| heard.borrow_mut().push(said));
    };
    ask(20, Err(ApiError::Offline));
    ask(40, Ok("old"));
    ask(60, Ok("new"));
    TimeoutFuture::new(120).await;
    assert_eq!(*heard.borrow(), ["new"]);
    assert!(!request.is_busy() && stage.find("[data-problem]").is_none());
    ask(20, Ok("forgotten"));
    request.reset();
    assert!(!request.is_busy());
    TimeoutFuture::new(60).await;
    assert_eq!(*heard.borrow(), ["new"]);
}

#[wasm_bindgen_test]
async fn a_page_that_is_gone_is_told_nothing() {
    let (stage, request) = stage(Request::new);
    let heard = Rc::new(Cell::new(false));
    let hears = Rc::clone(&heard);
    request.ask(answer(20, Ok(())), move |()| hears.set(true));
    drop(stage);
    TimeoutFuture::new(60).await;
    assert!(!heard.get());
    // Nor does it ask any more.
    let hears = Rc::clone(&heard);
    request.ask(answer(0, Ok(())), move |()| hears.set(true));
    request.send(answer(0, Err(ApiError::Offline)));
    request.reset();
    TimeoutFuture::new(30).await;
    assert!(!heard.get() && !request.is_busy());
}

#[wasm_bindgen_test]
async fn a_session_that_ended_is_noted() {
    for (new, is_noted) in [(Request::new as fn() -> Request, false), (session::request, true)] {
        let (stage, request) = stage(new);
        request.send(answer(0, Err(problem(ProblemKind::SignedOut, REQUIRED.at(Path::Filing)))));
        stage.wait_for("[data-problem='signed-out']").await;
        assert_eq!(stage.find("[data-session-over]").is_some(), is_noted);
    }
}
