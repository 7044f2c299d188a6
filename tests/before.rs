//! What comes before the first field, in a browser: a domain looked up, and a checklist.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::bureau_checklist::BureauChecklist;
use beian::components::domain_check::DomainCheck;
use leptos::prelude::*;
use stage::{Stage, fire, painted};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlInputElement;

wasm_bindgen_test_configure!(run_in_browser);

/// What these tests do with a piece of page.
trait Before {
    /// Types a domain to be looked up.
    async fn type_domain(&self, text: &str);
}

impl Before for Stage {
    async fn type_domain(&self, text: &str) {
        let input: HtmlInputElement = self.find("#domain-check").unwrap().unchecked_into();
        input.set_value(text);
        fire(&input, "input");
        painted().await;
    }
}

#[wasm_bindgen_test]
async fn a_domain_is_judged_without_the_network_line_by_line() {
    let stage = Stage::mount(|_| view! { <DomainCheck /> });
    assert!(stage.find("li").is_none(), "nothing is said of nothing");
    assert_eq!(stage.wait_for("ul").await.get_attribute("role").as_deref(), Some("status"));
    stage.type_domain("示例甲.中国").await;
    let line = stage.wait_for("[data-line='registrable'][data-tone='good']").await.text_content().unwrap();
    assert!(line.contains("示例甲.中国") && line.contains("xn--fsqv13goyc.xn--fiqs8s"), "{line}");
    assert!(stage.find("[data-line='suffix'][data-tone='good']").is_some());
    assert!(stage.find("[data-line='against']").is_some(), "the server is asked, or cannot be");
    stage.type_domain("example.io").await;
    stage.wait_for("[data-line='suffix'][data-tone='bad']").await;
    assert!(stage.find("[data-line='registrable']").is_none() && stage.find("[data-line='against']").is_none());
    stage.type_domain("a_b").await;
    stage.wait_for("[data-line='shape'][data-tone='bad']").await;
    stage.type_domain("example.gov.cn").await;
    stage.wait_for("[data-line='suffix'][data-tone='warn']").await;
}

#[wasm_bindgen_test]
async fn an_address_is_looked_up_as_its_domain_and_that_is_said() {
    let stage = Stage::mount(|_| view! { <DomainCheck /> });
    for typed in ["https://shop.example.com/a", "www.example.com", "shop.example.com"] {
        stage.type_domain(typed).await;
        let cut = stage.wait_for("[data-line='cut'][data-tone='warn']").await.text_content().unwrap();
        assert!(cut.contains("example.com") && !cut.contains("shop"), "{typed}: {cut}");
        stage.wait_for("[data-line='registrable'][data-tone='good']").await;
        assert!(stage.find("[data-line='against']").is_some(), "{typed}: the server is asked, or cannot be");
        let input: HtmlInputElement = stage.find("#domain-check").unwrap().unchecked_into();
        assert_eq!(input.value(), typed, "what was typed stays");
        stage.type_domain("example.com").await;
        stage.wait_for("li:first-child[data-line='suffix']").await;
        assert!(stage.find("[data-line='cut']").is_none());
    }
}

#[wasm_bindgen_test]
async fn what_is_asked_everywhere_stands_there_without_a_province() {
    let stage = Stage::mount(|_| view! { <BureauChecklist province=Signal::stored(None) open=false /> });
    for subject in ["duration", "attachments", "people", "phones", "addresses", "domains", "sites"] {
        let group = stage.wait_for(&format!("[data-subject='{subject}']")).await;
        assert!(group.query_selector("h2").unwrap().is_some());
        let weighed = group.query_selector("li > [data-weight]").unwrap();
        assert!(weighed.is_some(), "{subject}: each line has its weight");
        assert!(group.query_selector("li:not(:has(> [data-weight]))").unwrap().is_none(), "{subject}");
    }
    assert!(stage.find("[data-subject='process']").is_none(), "only bureaus say how they proceed");
    assert!(stage.find("details[open]").is_none(), "each is a line with a count");
    let attachments = stage.find("[data-subject='attachments']").unwrap();
    let count = attachments.query_selector("summary").unwrap().unwrap().text_content().unwrap();
    assert!(count.contains('3') && count.contains('2'), "three, of which two must be: {count}");
    let form = attachments.query_selector("a[data-template]").unwrap().unwrap().get_attribute("href").unwrap();
    assert_eq!(form, "/api/v1/templates/organiser.authorisation_letter", "the letter's blank form is beside it");
    assert!(attachments.query_selector(".tag--bad").unwrap().is_none(), "nothing is wrong yet");
}
