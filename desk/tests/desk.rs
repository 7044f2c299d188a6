//! The desk in a browser, before a server that the test plays: the queue by tabs, page by page, by keyboard and as it changes, and a filing that cannot be read.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
#[path = "../../tests/stage/mod.rs"]
mod stage;

use beian_desk::app::DeskApp;
use beian_model::wire::{QueueCounts, QueueEntry, QueuePage, Role, StaffAccount};
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
        due: None,
        reviewer: None,
        unreadable: false,
    }
}

fn counts(waiting: u32) -> QueueCounts {
    QueueCounts { waiting, mine: 3, applicant: 0, bureau: 1_000, done: 0 }
}

fn page(entries: Vec<QueueEntry>, next: Option<&str>) -> QueuePage {
    QueuePage { entries, next: next.map(str::to_owned), counts: counts(2), tag: "tag".to_owned() }
}

/// The address of the queue as it is opened.
fn begin_at(fragment: &str) {
    window().location().set_hash(fragment).unwrap();
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
        "{{ const answers = {list}; window.asked = []; window.fetch = async (request) => {{
            const {{ url, method }} = request;
            window.asked.push(method + ' ' + url.split('/api/v1')[1] + ' ' + await request.clone().text());
            if (url.includes('wait=25')) {{
                const change = window.change;
                window.change = undefined;
                if (change) return new Response(change, {{ status: 200 }});
                await new Promise(done => setTimeout(done, 40));
                return new Response(null, {{ status: 304 }});
            }}
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
async fn the_next_page_is_added_and_a_tab_is_chosen() {
    begin_at("");
    answer(&[
        ("after=1.2", page(vec![entry("second", Status::ToBureau)], None)),
        ("tab=done", page(vec![entry("done", Status::Approved)], None)),
        ("/staff/filings", page(vec![entry("first", Status::FirstReview)], Some("1.2"))),
    ]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    stage.wait_for("[data-filing='first'] [data-action='open']").await;
    assert!(stage.find("[data-filing='second']").is_none());
    click(stage.wait_for("[data-action='more']").await);
    stage.wait_for("[data-filing='second']").await;
    assert!(stage.find("[data-filing='first']").is_some(), "what was seen stays");
    assert!(stage.find("[data-action='more']").is_none(), "there is no more");
    let text = |css: &str| stage.find(css).and_then(|element| element.text_content()).unwrap_or_default();
    assert!(text("[data-tab='waiting']").ends_with(" 2") && text("[data-tab='bureau']").ends_with(" 999+"));
    stage.wait_for("[data-tab='waiting'][aria-current='page']").await;
    click(stage.wait_for("[data-tab='done']").await);
    stage.wait_for("[data-filing='done']").await;
    assert!(stage.find("[data-filing='first']").is_none());
    stage.wait_for("[data-tab='done'][aria-current='page']").await;
}

#[wasm_bindgen_test]
async fn what_is_asked_stands_in_the_address_and_goes_to_the_server() {
    begin_at("#/?tab=mine&province=gd");
    answer(&[("/staff/filings", page(vec![entry("first", Status::FirstReview)], None))]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    stage.wait_for("[data-tab='mine'][aria-current='page']").await;
    until(
        "the first question is the address's",
        "window.asked.some(one => one.includes('/staff/filings?tab=mine&province=gd&after='))",
    )
    .await;
    let province: HtmlSelectElement = stage.wait_for("#queue-province").await.unchecked_into();
    assert_eq!(province.value(), "gd");
    province.set_value("bj");
    fire(&province, "change");
    until("a filter is in the address", "location.hash === '#/?tab=mine&province=bj'").await;
    let search: HtmlInputElement = stage.wait_for("#queue-search").await.unchecked_into();
    search.set_value("示例 公司");
    fire(&search, "input");
    click(stage.wait_for("[data-action='search']").await);
    until("so is a search", "decodeURIComponent(location.hash.replace('+', ' ')).endsWith('&search=示例 公司')").await;
    let kept: HtmlInputElement = stage.wait_for("#queue-search").await.unchecked_into();
    assert_eq!(kept.value(), "示例 公司", "what was typed stays");
    click(stage.wait_for("[data-action='clear']").await);
    until("the tab stays", "location.hash === '#/?tab=mine'").await;
    until("the filters are those of the address", "document.querySelector('#queue-province').value === ''").await;
    until("the search is over", "document.querySelector('[data-action=clear]') === null").await;
    let risk: HtmlSelectElement = stage.wait_for("#queue-risk").await.unchecked_into();
    risk.set_value("true");
    fire(&risk, "change");
    until("so is what the rules found", "location.hash === '#/?tab=mine&risk=true'").await;
    begin_at("");
}

#[wasm_bindgen_test]
async fn what_is_chosen_outlasts_a_change_and_is_taken_at_once() {
    begin_at("");
    let both = vec![entry("first", Status::FirstReview), entry("second", Status::FirstReview)];
    answer(&[("/staff/filings", page(both.clone(), None))]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    click(stage.wait_for("[data-filing='second'] [data-action='pick']").await);
    stage.wait_for("[data-action='take-picked']").await;
    let third = entry("third", Status::FirstReview);
    let change = QueuePage { tag: "other".to_owned(), ..page([both, vec![third]].concat(), None) };
    js_sys::eval(&format!("window.change = {:?}", serde_json::to_string(&change).unwrap())).unwrap();
    stage.wait_for("[data-filing='third']").await;
    let tick: HtmlInputElement = stage.wait_for("[data-filing='second'] [data-action='pick']").await.unchecked_into();
    assert!(tick.checked());
    click(stage.wait_for("[data-action='take-picked']").await);
    let sent = r#"window.asked.some(one => one === 'POST /staff/queue/assign {"filings":["second"]}')"#;
    until("it was asked for", sent).await;
}

fn key(name: &str) {
    let script = format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{name}', bubbles: true, cancelable: true }}))"
    );
    js_sys::eval(&script).unwrap();
}

#[wasm_bindgen_test]
async fn rows_tabs_and_search_are_reached_by_keys() {
    begin_at("");
    let both = vec![entry("first", Status::FirstReview), entry("second", Status::FirstReview)];
    answer(&[("/staff/filings", page(both, None))]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    stage.wait_for("[data-filing='second'] [data-action='pick']").await;
    let focused = |id: &str| {
        format!(
            "document.activeElement.closest('tr')?.dataset.filing === '{id}' && document.activeElement.tagName === 'A'"
        )
    };
    key("j");
    until("the first row", &focused("first")).await;
    key("j");
    until("the second", &focused("second")).await;
    key("x");
    stage.wait_for("[data-filing='second'] [data-action='pick']").await;
    until("it is chosen", "document.querySelector('[data-action=take-picked]') !== null").await;
    until("its tick too", "document.querySelector('[data-filing=second] [data-action=pick]').checked").await;
    key("k");
    until("back", &focused("first")).await;
    key("/");
    until("the search", "document.activeElement.id === 'queue-search'").await;
    // What is typed there is typed.
    key("2");
    assert_eq!(js_sys::eval("location.hash").unwrap(), "");
    js_sys::eval("document.activeElement.blur()").unwrap();
    key("?");
    until("the sheet", "document.querySelector('dialog[data-shortcuts][open]') !== null").await;
    click(stage.wait_for("[data-shortcuts] [data-action='close']").await);
    until("it is closed", "document.querySelector('dialog[open]') === null").await;
    js_sys::eval("document.activeElement.blur()").unwrap();
    key("2");
    until("a tab", "location.hash === '#/?tab=mine'").await;
    begin_at("");
}

#[wasm_bindgen_test]
async fn a_filing_that_cannot_be_read_is_shown_as_such() {
    let damaged =
        QueueEntry { status: None, organiser: String::new(), unreadable: true, ..entry("damaged", Status::Draft) };
    begin_at("");
    answer(&[("/staff/filings", page(vec![damaged, entry("good", Status::FirstReview)], None))]);
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
    begin_at("");
    answer(&[("/staff/filings", page(vec![entry("first", Status::FirstReview)], Some("1.2")))]);
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    let more = stage.wait_for("[data-action='more']").await;
    js_sys::eval("window.waiting = []; window.fetch = () => new Promise(answer => window.waiting.push(answer))")
        .unwrap();
    click(more);
    click(stage.wait_for("[data-tab='done']").await);
    let problem = serde_json::to_string(&Problem::new(ProblemKind::SignedOut)).unwrap();
    let refuse = format!(
        "window.waiting.shift()(new Response({}, {{ status: 401 }}))",
        serde_json::to_string(&problem).unwrap()
    );
    until("both are under way", "window.waiting.length >= 2").await;
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
