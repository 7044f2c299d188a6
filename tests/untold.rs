//! A letter is painted first and told after it; whatever else happens to a page finds it told.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::field::Field;
use beian::components::text_input::TextInput;
use beian::state::{OpenFiling, pointer};
use beian_model::{Filing, OrganiserField, Path, SiteId};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use stage::fetch::{self, unanswered};
use stage::fields::{Fields, draft, press, press_coded, show_with};
use stage::{Stage, fire, painted};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, EventTarget, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const NAME: Path = Path::Organiser(OrganiserField::Name);
const ADDRESS: Path = Path::Organiser(OrganiserField::Address);

/// A field into which letters were typed that nobody has heard of yet.
fn typed(stage: &Stage, text: &str) -> HtmlInputElement {
    let input = stage.control(NAME);
    input.set_value(text);
    fire(&input, "input");
    input
}

fn name(filing: OpenFiling) -> String {
    filing.document.with_untracked(|document| document.organiser.name.clone())
}

#[wasm_bindgen_test]
async fn a_letter_is_painted_before_it_is_told() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    let input = typed(&stage, "甲");
    tick().await;
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("甲", ""), "nothing follows before the paint");
    painted().await;
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("甲", "甲"));
}

#[wasm_bindgen_test]
async fn letters_that_come_fast_are_told_as_one() {
    let told = RwSignal::new(Vec::new());
    let stage = Stage::mount(move |_| {
        view! { <TextInput id="text" value="" on_text=move |text: String| told.update(|told| told.push(text)) /> }
    });
    let input: HtmlInputElement = stage.get("#text");
    for so_far in ["a", "ab", "abc"] {
        input.set_value(so_far);
        fire(&input, "input");
    }
    painted().await;
    assert_eq!(told.get_untracked(), ["abc"]);
    input.set_value("abcd");
    fire(&input, "input");
    painted().await;
    assert_eq!(told.get_untracked(), ["abc", "abcd"]);
}

#[wasm_bindgen_test]
async fn a_click_a_submission_and_a_key_that_acts_find_it_told() {
    let seen = RwSignal::new(String::new());
    let (stage, filing) = show_with(move |filing| {
        let look = move || seen.set(name(filing));
        view! {
            <form on:submit=move |event| { event.prevent_default(); look(); } on:keydown=move |_| look()>
                <Field at=NAME />
                <button type="button" on:click=move |_| look()>"Look"</button>
            </form>
        }
    });
    typed(&stage, "一");
    stage.get::<HtmlElement>("button").click();
    assert_eq!(seen.get_untracked(), "一");
    let input = typed(&stage, "二");
    fire(&stage.get::<Element>("form"), "submit");
    assert_eq!(seen.get_untracked(), "二");
    input.set_value("三");
    fire(&input, "input");
    press(&input, "Enter").await;
    assert_eq!(seen.get_untracked(), "三");
    // The next letter waits for nothing.
    input.set_value("四");
    fire(&input, "input");
    for (key, code) in [("a", 0), ("Backspace", 0), ("Enter", 229)] {
        press_coded(&input, key, code).await;
        assert_eq!((seen.get_untracked().as_str(), name(filing).as_str()), ("三", "三"), "{key}");
    }
}

#[wasm_bindgen_test]
async fn a_field_that_is_left_and_a_page_that_is_left_find_it_told() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    for event in ["change", "blur"] {
        let input = typed(&stage, event);
        fire(&input, event);
        assert_eq!(name(filing), event);
    }
    let page: EventTarget = window().unchecked_into();
    for event in ["pagehide", "popstate", "beforeunload"] {
        typed(&stage, event);
        page.dispatch_event(&web_sys::Event::new(event).unwrap()).unwrap();
        assert_eq!(name(filing), event);
    }
    typed(&stage, "hidden");
    fire(&document().document_element().unwrap(), "visibilitychange");
    assert_eq!(name(filing), "hidden");
}

#[wasm_bindgen_test]
async fn what_a_letter_changes_does_not_move_the_page_under_a_finger() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> <button id="elsewhere"></button> });
    let input = typed(&stage, "甲");
    let button: HtmlElement = stage.get("#elsewhere");
    fire(&button, "pointerdown");
    fire(&input, "change");
    fire(&input, "blur");
    painted().await;
    painted().await;
    assert_eq!(name(filing), "", "a finger is down");
    fire(&button, "pointerup");
    fire(&button, "click");
    assert_eq!(name(filing), "甲");
    // What another test types is not typed while this one's finger is down.
    while pointer::is_down() {
        painted().await;
    }
}

#[wasm_bindgen_test]
async fn a_merge_keeps_a_letter_that_waits() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> <Field at=ADDRESS /> });
    let input = typed(&stage, "甲");
    let mut theirs = Filing::new(SiteId(1));
    theirs.organiser.address = "别处的地址".to_owned();
    filing.acknowledge(draft(2, theirs.clone()));
    tick().await;
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("甲", "甲"));
    assert_eq!(stage.control(ADDRESS).value(), "别处的地址");
    // The same field: the person picks, and theirs stands meanwhile.
    let input = typed(&stage, "甲乙");
    theirs.organiser.name = "别处的名称".to_owned();
    filing.acknowledge(draft(3, theirs));
    tick().await;
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("甲乙", "甲乙"));
    assert!(filing.conflicts.get_untracked().iter().any(|one| one.path == NAME));
}

#[wasm_bindgen_test]
async fn a_program_that_writes_does_not_take_a_letter_away() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    let input = typed(&stage, "甲");
    filing.set_text(NAME, "从执照读到的名称");
    tick().await;
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("甲", "甲"));
}

#[wasm_bindgen_test]
async fn what_is_sent_has_it() {
    let sent = Rc::new(RefCell::new(Vec::new()));
    let bodies = Rc::clone(&sent);
    let _fetch = fetch::play(move |_, _, body| {
        bodies.borrow_mut().push(body);
        unanswered()
    });
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    typed(&stage, "即将发送");
    spawn_local(async move {
        let _ = filing.flush().await;
    });
    painted().await;
    assert!(sent.borrow().iter().any(|body| body.contains("即将发送")), "{:?}", sent.borrow());
}

#[wasm_bindgen_test]
async fn a_field_that_goes_tells_what_waits() {
    let is_there = RwSignal::new(true);
    let (stage, filing) = show_with(move |_| view! { <Show when=move || is_there.get()><Field at=NAME /></Show> });
    typed(&stage, "甲");
    is_there.set(false);
    tick().await;
    assert!(stage.find(&format!("[id='{NAME}']")).is_none());
    assert_eq!(name(filing), "甲");
}

#[wasm_bindgen_test]
async fn what_is_composed_is_told_like_letters_and_at_its_end_at_once() {
    let (stage, filing) = show_with(|_| view! { <Field at=NAME /> });
    let input = stage.control(NAME);
    fire(&input, "compositionstart");
    typed(&stage, "gong");
    assert_eq!(name(filing), "");
    painted().await;
    assert_eq!(name(filing), "gong");
    typed(&stage, "公司");
    fire(&input, "compositionend");
    assert_eq!((input.value().as_str(), name(filing).as_str()), ("公司", "公司"));
}
