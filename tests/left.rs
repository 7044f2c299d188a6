//! What is left to do on a step, as an applicant reads it beside the fields.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::left_here::LeftHere;
use beian::state::OpenFiling;
use beian_locale::Lang;
use beian_model::{OrganiserField, Path, Step};
use leptos::prelude::*;
use leptos::task::tick;
use stage::Stage;
use stage::fields::{Fields, empty, show_with};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NUMBER: Path = Path::Organiser(OrganiserField::CertificateNumber);

fn basic_check() -> (Stage, OpenFiling) {
    show_with(|_| view! { <LeftHere step=Memo::new(|_| Step::BasicCheck) /> })
}

fn left(stage: &Stage, kind: &str) -> usize {
    stage.root.inner_html().matches(&format!("data-left=\"{kind}\"")).count()
}

#[wasm_bindgen_test]
async fn a_new_filing_has_much_to_fill_in_and_nothing_wrong() {
    let (stage, filing) = basic_check();
    tick().await;
    assert!(left(&stage, "empty") >= 5, "{}", stage.text(".rail"));
    assert_eq!(left(&stage, "wrong"), 0);
    let said = filing.left_in_words(Lang::English);
    assert!(said.ends_with(" to fill in"), "{said}");
    let said = filing.left_in_words(Lang::Chinese);
    assert!(said.starts_with("还需填写") && !said.contains("误"), "{said}");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_marked_and_goes_once_it_is_right() {
    let (stage, filing) = basic_check();
    filing.set_text(Path::Organiser(OrganiserField::CertificateType), "business_licence");
    filing.set_text(NUMBER, "91440399MA00AAAA45");
    tick().await;
    assert_eq!(left(&stage, "wrong"), 1, "{}", stage.text(".rail"));
    assert!(filing.left_in_words(Lang::English).contains("1 to correct"));
    let before = left(&stage, "empty");
    filing.set_text(NUMBER, "91440399MA00AAAA44");
    tick().await;
    assert_eq!((left(&stage, "wrong"), left(&stage, "empty")), (0, before), "{}", stage.text(".rail"));
    // What is finished goes from the list.
    filing.set_text(Path::Organiser(OrganiserField::Name), "深圳示例一科技有限公司");
    tick().await;
    assert_eq!(left(&stage, "empty"), before - 1, "{}", stage.text(".rail"));
}

#[wasm_bindgen_test]
async fn one_website_is_open_at_a_time() {
    let (_stage, filing) = basic_check();
    let first = empty().filing.sites[0].id;
    let second = beian_model::SiteId(first.0.wrapping_add(1));
    filing.show_site(second);
    assert_eq!(filing.open_site.get_untracked(), Some(second));
    filing.show_site(first);
    assert_eq!(filing.open_site.get_untracked(), Some(first));
}
