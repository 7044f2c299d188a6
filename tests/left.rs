//! What is left to do in a filing, as the bar of a step says it; and one website open at a time.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::state::OpenFiling;
use beian_locale::Lang;
use beian_model::{OrganiserField, Path, SiteId};
use leptos::prelude::*;
use leptos::task::tick;
use stage::Stage;
use stage::fields::{empty, show_with};
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
