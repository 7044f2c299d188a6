//! A long list that is searched by typing, in a browser: what chooses something, and what does not.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::approvals_field::ApprovalsField;
use beian::components::field::Field;
use beian_model::{Path, SiteField, SiteId};
use leptos::prelude::*;
use leptos::task::tick;
use stage::fields::{Fields, insert, press, press_coded, show, show_with};
use stage::{Stage, fire};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const PROVINCE: Path = Path::Province;

#[wasm_bindgen_test]
async fn a_long_list_is_searched_by_word_initials_and_code() {
    let stage = show(|_, _| view! { <Field at=PROVINCE /> });
    let found = |stage: &Stage| -> Vec<String> {
        let list = stage.get::<Element>("[role='listbox']").inner_html();
        list.split("data-value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    for (typed, expected) in
        [("广", &["gd", "gx"][..]), ("gd", &["gd"]), ("nmg", &["nm"]), ("cq", &["cq"]), ("xj", &["xj"]), ("xyz", &[])]
    {
        stage.type_into(PROVINCE, typed).await;
        assert_eq!(found(&stage), expected, "{typed}");
    }
    assert_eq!(stage.text("[role='status']"), "No match");
}

#[wasm_bindgen_test]
async fn the_keyboard_chooses_restores_and_clears() {
    let (stage, filing) = show_with(|_| view! { <Field at=PROVINCE /> });
    let province = || filing.text(PROVINCE).get_untracked();
    let input: HtmlInputElement = stage.get("[id='province']");
    stage.type_into(PROVINCE, "广").await;
    assert_eq!(input.get_attribute("aria-expanded").as_deref(), Some("true"));
    press(&input, "ArrowDown").await;
    let active = input.get_attribute("aria-activedescendant").unwrap();
    assert_eq!(stage.get::<Element>(&format!("[id='{active}']")).get_attribute("data-value").as_deref(), Some("gx"));
    press(&input, "Enter").await;
    assert_eq!((province().as_str(), input.value().as_str()), ("gx", "Guangxi"));

    stage.type_into(PROVINCE, "广东").await;
    press(&input, "Escape").await;
    assert_eq!((province().as_str(), input.value().as_str()), ("gx", "Guangxi"), "as before");

    // Nothing fits: nothing is chosen, and what was typed stays to be put right, or to be given up.
    stage.type_into(PROVINCE, "sz").await;
    stage.leave(PROVINCE).await;
    assert_eq!((province().as_str(), input.value().as_str()), ("gx", "sz"));
    assert_eq!(stage.said_of(PROVINCE).as_deref(), Some("choice.none"));
    press(&input, "Escape").await;
    assert_eq!((province().as_str(), input.value().as_str()), ("gx", "Guangxi"), "as before");
    assert_eq!(stage.said_of(PROVINCE), None);

    stage.type_into(PROVINCE, "").await;
    fire(&input, "blur");
    tick().await;
    assert_eq!((province().as_str(), input.value().as_str()), ("", ""));
}

#[wasm_bindgen_test]
async fn leaving_chooses_nothing_unless_one_fits() {
    let (stage, filing) = show_with(|_| view! { <Field at=PROVINCE /> });
    let input = stage.control(PROVINCE);
    for (typed, chosen, shown, said) in [
        ("h", "", "h", Some("choice.open")),
        ("hb", "", "hb", Some("choice.open")),
        ("xyz", "", "xyz", Some("choice.none")),
        ("gd", "gd", "Guangdong", None),
        ("湖北省", "hb", "Hubei", None),
        // What is chosen stays until another is.
        ("h", "hb", "h", Some("choice.open")),
        ("  ", "", "", Some("required")),
    ] {
        input.focus().unwrap();
        input.select();
        insert(&input, typed).await;
        input.blur().unwrap();
        tick().await;
        assert_eq!(filing.text(PROVINCE).get_untracked(), chosen, "{typed}");
        assert_eq!(input.value(), shown, "{typed}");
        assert_eq!(stage.said_of(PROVINCE).as_deref(), said, "{typed}");
        assert_eq!(input.get_attribute("aria-expanded").as_deref(), Some("false"), "{typed}");
    }
}

#[wasm_bindgen_test]
async fn a_search_that_names_nothing_is_said_and_stays_while_the_page_is_left() {
    let is_there = RwSignal::new(true);
    let (stage, filing) = show_with(move |_| view! { <Show when=move || is_there.get()><Field at=PROVINCE /></Show> });
    stage.type_into(PROVINCE, "h").await;
    stage.leave(PROVINCE).await;
    let said = stage.text("[id='province-error']");
    assert!(said.contains("“h”"), "{said}");
    let described = stage.control(PROVINCE).get_attribute("aria-describedby").unwrap();
    assert!(described.contains("province-error"), "{described}");
    assert!(filing.all_findings().iter().any(|one| one.rule.as_str() == "choice.open"), "nobody goes on past it");
    is_there.set(false);
    tick().await;
    is_there.set(true);
    tick().await;
    assert_eq!(stage.control(PROVINCE).value(), "h");
    // Another device chose: that is shown.
    filing.set_text(PROVINCE, "gd");
    tick().await;
    assert_eq!((stage.control(PROVINCE).value().as_str(), stage.said_of(PROVINCE)), ("Guangdong", None));
}

#[wasm_bindgen_test]
async fn an_approval_is_not_added_by_leaving() {
    const SITE: SiteId = SiteId(1);
    let at = Path::Site(SITE, SiteField::PreApprovals);
    let (stage, filing) = show_with(|_| view! { <ApprovalsField site=SITE /> });
    let approvals = || filing.document.get_untracked().sites[0].pre_approvals.len();
    stage.type_into(at, "b").await;
    stage.leave(at).await;
    assert_eq!((approvals(), stage.control(at).value().as_str()), (0, "b"));
    assert_eq!(stage.said_of(at).as_deref(), Some("choice.open"));
    stage.type_into(at, "新闻").await;
    press(&stage.control(at), "Enter").await;
    assert_eq!((approvals(), stage.control(at).value().as_str(), stage.said_of(at)), (1, "", None));
}

#[wasm_bindgen_test]
async fn a_key_that_an_input_method_took_chooses_nothing() {
    let (stage, filing) = show_with(|_| view! { <Field at=PROVINCE /> });
    let input = stage.control(PROVINCE);
    stage.type_into(PROVINCE, "guang").await;
    let active = || input.get_attribute("aria-activedescendant");
    stage.type_into(PROVINCE, "广").await;
    let before = active();
    for key in ["Enter", "ArrowDown", "ArrowUp", "Escape"] {
        press_coded(&input, key, 229).await;
        assert_eq!(filing.text(PROVINCE).get_untracked(), "", "{key}");
        assert_eq!((input.value().as_str(), active()), ("广", before.clone()), "{key}");
        assert_eq!(input.get_attribute("aria-expanded").as_deref(), Some("true"), "{key}");
    }
    // The next Enter is the person's own.
    press_coded(&input, "Enter", 13).await;
    assert_eq!(filing.text(PROVINCE).get_untracked(), "gd");
}

#[wasm_bindgen_test]
async fn what_is_filled_in_without_coming_to_the_field_is_taken() {
    let (stage, filing) = show_with(|_| view! { <Field at=PROVINCE /> });
    let input = stage.control(PROVINCE);
    for (filled, events, chosen, shown) in [
        ("广东", &["change"][..], "gd", "Guangdong"),
        ("Hubei", &["input", "change"], "hb", "Hubei"),
        ("h", &["change"], "hb", "h"),
    ] {
        input.set_value(filled);
        events.iter().for_each(|event| fire(&input, event));
        tick().await;
        assert_eq!((filing.text(PROVINCE).get_untracked().as_str(), input.value().as_str()), (chosen, shown));
        assert_eq!(input.get_attribute("aria-expanded").as_deref(), Some("false"), "{filled}");
    }
}
