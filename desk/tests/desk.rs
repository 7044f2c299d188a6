//! The desk in a browser, before a server that the test plays: the queue page by page, and a filing that cannot be read.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
#[path = "../../tests/stage/mod.rs"]
mod stage;

use beian_desk::app::DeskApp;
use beian_model::wire::{QueueEntry, QueuePage, Role, StaffAccount};
use beian_model::{FilingId, Problem, ProblemKind, Status, Timestamp};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use stage::{Stage, fire};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

wasm_bindgen_test_configure!(run_in_browser);

fn entry(id: &str, status: Status) -> QueueEntry {
    QueueEntry {
        id: FilingId(id.to_owned()),
        number: format!("BA{id}"),
        status: Some(status),
        organiser: format!("{id}公司"),
        domains: vec!["example.com".to_owned()],
        since: Timestamp(1),
        reviewer: None,
        unreadable: false,
    }
}

/// From now on the server answers like this, by a part of the address; what is not in the list cannot be reached.
fn answer(queue: &[(&str, QueuePage)]) {
    let staff = StaffAccount {
        email: "a@example.com".to_owned(),
        name: "审核员甲".to_owned(),
        role: Some(Role::Reviewer),
        second_factor: None,
    };
    let mut list = vec![("/staff/session", serde_json::to_string(&staff).unwrap())];
    list.extend(queue.iter().map(|(part, page)| (*part, serde_json::to_string(page).unwrap())));
    let list = serde_json::to_string(&list).unwrap();
    let script = format!(
        "{{ const answers = {list}; window.fetch = async ({{ url }}) => {{
            const found = answers.find(([part]) => url.includes(part));
            if (!found) throw new TypeError('no network');
            return new Response(found[1], {{ status: 200 }});
        }} }}"
    );
    js_sys::eval(&script).unwrap();
}

fn click(element: Element) {
    element.unchecked_into::<HtmlElement>().click();
}

#[wasm_bindgen_test]
async fn the_next_page_is_added_and_a_state_is_chosen() {
    let page = |entries, next: Option<&str>| QueuePage { entries, next: next.map(str::to_owned) };
    answer(&[
        ("after=0.1.2", page(vec![entry("second", Status::ToBureau)], None)),
        ("status=approved", page(vec![entry("done", Status::Approved)], None)),
        ("/staff/filings", page(vec![entry("first", Status::FirstReview)], Some("0.1.2"))),
    ]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    stage.wait_for("[data-filing='first'] [data-action='open']").await;
    assert!(stage.find("[data-filing='second']").is_none());
    click(stage.wait_for("[data-action='more']").await);
    stage.wait_for("[data-filing='second']").await;
    assert!(stage.find("[data-filing='first']").is_some(), "what was seen stays");
    assert!(stage.find("[data-action='more']").is_none(), "there is no more");
    let select: HtmlSelectElement = stage.wait_for("#queue-of").await.unchecked_into();
    select.set_value("approved");
    fire(&select, "change");
    stage.wait_for("[data-filing='done']").await;
    assert!(stage.find("[data-filing='first']").is_none());
}

#[wasm_bindgen_test]
async fn a_filing_that_cannot_be_read_is_shown_as_such() {
    let damaged =
        QueueEntry { status: None, organiser: String::new(), unreadable: true, ..entry("damaged", Status::Draft) };
    answer(&[("/staff/filings", QueuePage { entries: vec![damaged, entry("good", Status::FirstReview)], next: None })]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    let row = stage.wait_for("[data-filing='damaged'][data-unreadable]").await;
    assert!(row.text_content().is_some_and(|text| text.contains("BAdamaged")));
    assert!(stage.find("[data-filing='damaged'] a, [data-filing='damaged'] [data-status]").is_none());
    assert!(stage.find("[data-filing='good'] [data-action='open']").is_some());
}

/// Waits until a script's value is true.
async fn until(what: &str, script: &str) {
    for _ in 0..500 {
        if js_sys::eval(script).unwrap() == true {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("not so: {what}");
}

/// Two requests are under way when the session ends; the second refusal comes while somebody types into the sign-in.
#[wasm_bindgen_test]
async fn what_is_typed_into_the_sign_in_outlasts_a_second_refusal() {
    let page = QueuePage { entries: vec![entry("first", Status::FirstReview)], next: Some("0.1.2".to_owned()) };
    answer(&[("/staff/filings", page)]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    let more = stage.wait_for("[data-action='more']").await;
    js_sys::eval("window.waiting = []; window.fetch = () => new Promise(answer => window.waiting.push(answer))")
        .unwrap();
    click(more);
    let select: HtmlSelectElement = stage.wait_for("#queue-of").await.unchecked_into();
    select.set_value("approved");
    fire(&select, "change");
    let problem = serde_json::to_string(&Problem::new(ProblemKind::SignedOut)).unwrap();
    let refuse = format!(
        "window.waiting.shift()(new Response({}, {{ status: 401 }}))",
        serde_json::to_string(&problem).unwrap()
    );
    until("both are under way", "window.waiting.length === 2").await;
    js_sys::eval(&refuse).unwrap();
    let email: HtmlInputElement = stage.wait_for("#email").await.unchecked_into();
    email.set_value("reviewer@example.com");
    fire(&email, "input");
    js_sys::eval(&refuse).unwrap();
    // Everything that is due happens.
    TimeoutFuture::new(60).await;
    let now: HtmlInputElement = stage.wait_for("#email").await.unchecked_into();
    assert_eq!(now.value(), "reviewer@example.com");
}
