//! What is left to do in a filing, as the bar of a step says it and the list beside it; and one website open at a time.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::precheck::LeftHere;
use beian::state::OpenFiling;
use beian_locale::Lang;
use beian_model::{OrganiserField, Path, SiteId, Step};
use leptos::prelude::*;
use leptos::task::tick;
use stage::Stage;
use stage::fields::{Fields, empty, show_with};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn open() -> (Stage, OpenFiling) {
    show_with(|_| ())
}

#[wasm_bindgen_test]
async fn a_new_filing_has_much_to_fill_in_and_nothing_to_correct() {
    let (_stage, filing) = open();
    tick().await;
    let said = filing.left_in_words(Lang::English);
    assert!(said.contains(" to fill in") && !said.contains("to correct"), "{said}");
    let said = filing.left_in_words(Lang::Chinese);
    assert!(said.starts_with("还需填写") && !said.contains("误"), "{said}");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_counted_apart_until_it_is_right() {
    let (_stage, filing) = open();
    let number = Path::Organiser(OrganiserField::CertificateNumber);
    filing.set_text(Path::Organiser(OrganiserField::CertificateType), "business_licence");
    filing.set_text(number, "91440399MA00AAAA45");
    tick().await;
    let said = filing.left_in_words(Lang::English);
    assert!(said.contains("1 to correct"), "{said}");
    filing.set_text(number, "91440399MA00AAAA44");
    tick().await;
    let said = filing.left_in_words(Lang::English);
    assert!(!said.contains("to correct"), "{said}");
}

/// The window has room beside a step from now on, or has none.
fn has_room(is: bool) {
    let answer = js_sys::Function::new_with_args("", &format!("return {{ matches: {is} }}"));
    js_sys::Reflect::set(&window(), &"matchMedia".into(), &answer).expect("a window can be told what it is");
    window().dispatch_event(&web_sys::Event::new("resize").expect("an event")).expect("it is dispatched");
}

/// The list beside the basic check.
async fn beside(is_wide: bool) -> (Stage, OpenFiling) {
    has_room(is_wide);
    let shown = show_with(|_| view! { <LeftHere step=Memo::new(|_| Step::BasicCheck) /> });
    tick().await;
    shown
}

fn listed(stage: &Stage, kind: &str) -> usize {
    stage.root.inner_html().matches(&format!("data-left=\"{kind}\"")).count()
}

#[wasm_bindgen_test]
async fn beside_a_step_stands_what_is_left_on_it() {
    let (stage, filing) = beside(true).await;
    let to_fill_in = listed(&stage, "empty");
    assert!(to_fill_in >= 5 && listed(&stage, "wrong") == 0, "{}", stage.text(".rail"));
    filing.set_text(Path::Organiser(OrganiserField::Name), "深圳示例一科技有限公司");
    tick().await;
    assert_eq!(listed(&stage, "empty"), to_fill_in - 1, "{}", stage.text(".rail"));
    filing.set_text(Path::Organiser(OrganiserField::CertificateType), "business_licence");
    filing.set_text(Path::Organiser(OrganiserField::CertificateNumber), "91440399MA00AAAA45");
    tick().await;
    assert_eq!(listed(&stage, "wrong"), 1, "{}", stage.text(".rail"));
}

#[wasm_bindgen_test]
async fn a_narrow_window_has_no_list_until_it_is_wider() {
    let (stage, _filing) = beside(false).await;
    assert_eq!(listed(&stage, "empty"), 0);
    has_room(true);
    tick().await;
    assert!(listed(&stage, "empty") > 0, "{}", stage.text(".rail"));
    has_room(false);
    tick().await;
    assert_eq!(listed(&stage, "empty"), 0);
}

#[wasm_bindgen_test]
fn one_website_is_open_at_a_time() {
    let (_stage, filing) = open();
    let first = empty().filing.sites[0].id;
    let second = SiteId(first.0.wrapping_add(1));
    filing.show_site(second);
    assert_eq!(filing.open_site.get_untracked(), Some(second));
    filing.show_site(first);
    assert_eq!(filing.open_site.get_untracked(), Some(first));
}
